"""What somebody at a desk was told or shown about a person, before it becomes records. Values only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lakay.kernel.partial_dates import UNKNOWN, PartialDate
from lakay.people.rules.codes import NameKind


class NoName(ValueError):
    """A name without a single letter in it."""


@dataclass(frozen=True, slots=True)
class NameGiven:
    """A name in parts, or `whole` where nobody can say which part is which. Raises NoName if all are empty."""

    kind: NameKind
    family: str = ""
    given: str = ""
    whole: str = ""

    def __post_init__(self) -> None:
        if not any(character.isalpha() for character in self.family + self.given + self.whole):
            raise NoName

    @property
    def parts(self) -> tuple[str, str, str]:
        return self.family, self.given, self.whole


@dataclass(frozen=True, slots=True)
class DocumentGiven:
    """A document as shown. `type` is a code of the country pack or of `traveldocs`; `issuing_state` has one to three letters."""

    type: str
    issuing_state: str
    number: str
    issued_on: date | None = None
    expires_on: date | None = None
    mrz: str = ""


class BadNationality(ValueError):
    """A nationality that is not a code of one to three capital letters (ICAO Doc 9303-3 §5)."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What can be known of a person besides names and documents. Empty values were not asked or not answered."""

    sex: str = ""
    birth: PartialDate = UNKNOWN
    nationalities: tuple[str, ...] = ()
    died_on: date | None = None

    def __post_init__(self) -> None:
        check_nationalities(self.nationalities)


def check_nationalities(codes: Iterable[str]) -> None:
    """Raise BadNationality for what cannot be a code; whether a state has it is asked where documents are read."""
    for code in codes:
        if not (1 <= len(code) <= 3 and code.isascii() and code.isalpha() and code.isupper()):
            raise BadNationality(code)
