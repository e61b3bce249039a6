"""What an alert says: whom or what it is about, on what legal ground, and how long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from lakay.kernel.partial_dates import UNKNOWN, BadDate, PartialDate
from lakay.places.pack.records import AlertCategory

AT_ONCE = timedelta(hours=24)
"""How long an alert stands that was raised before a second person had looked."""

MOST_NAMES = 10
MOST_DOCUMENTS = 20
LONGEST_NAME = 120
LONGEST_NUMBER = 40
LONGEST_REFERENCE = 120
_STATE = re.compile(r"[A-Z]{1,3}")


@dataclass(frozen=True, slots=True)
class WantedName:
    """A name or alias. Either part may be empty, not both."""

    family: str
    given: str

    @property
    def shown(self) -> str:
        """The name in one line, family name first."""
        return f"{self.family} {self.given}".strip()


@dataclass(frozen=True, slots=True)
class WantedDocument:
    """A document: the state that issued it (one to three letters), its number, and its type as in the country pack."""

    issuing_state: str
    number: str
    type: str


@dataclass(frozen=True, slots=True)
class Contents:
    """An alert as somebody proposes it. `note` is for the desk that takes over; the booth never sees it.

    `until_at` is not included.
    """

    category: str
    from_at: datetime
    until_at: datetime
    names: tuple[WantedName, ...] = ()
    documents: tuple[WantedDocument, ...] = ()
    birth: PartialDate = UNKNOWN
    sex: str = ""
    nationalities: tuple[str, ...] = ()
    legal_basis: str = ""
    legal_reference: str = ""
    authority: str = ""
    note: str = ""

    def as_values(self) -> dict[str, Any]:
        """The values of the fields of an alert."""
        return {
            "category": self.category,
            "names": [[name.family, name.given] for name in self.names],
            "documents": [[document.issuing_state, document.number, document.type] for document in self.documents],
            "birth": str(self.birth),
            "sex": self.sex,
            "nationalities": list(self.nationalities),
            "legal_basis": self.legal_basis,
            "legal_reference": self.legal_reference,
            "authority": self.authority,
            "note": self.note,
            "from_at": self.from_at,
            "until_at": self.until_at,
        }

    def as_json(self) -> dict[str, Any]:
        """The same, with instants as text: what a proposal to change an alert carries."""
        values = self.as_values()
        return values | {name: values[name].isoformat() for name in ("from_at", "until_at")}


def contents_of(values: dict[str, Any]) -> Contents:
    """What `as_values` or `as_json` wrote; erased values come back empty."""
    return Contents(
        category=values["category"],
        from_at=instant(values["from_at"]),
        until_at=instant(values["until_at"]),
        names=names_of(values["names"]),
        documents=documents_of(values["documents"]),
        birth=birth_of(values["birth"]),
        sex=values["sex"],
        nationalities=tuple(values["nationalities"] or ()),
        legal_basis=values["legal_basis"],
        legal_reference=values["legal_reference"],
        authority=values["authority"],
        note=values["note"],
    )


def names_of(said: Iterable[Sequence[str]] | None) -> tuple[WantedName, ...]:
    """The names that are said. A newer release may say more of each: what one alert says must not stop a booth."""
    return tuple(WantedName(*name[:2]) for name in said or ())


def documents_of(said: Iterable[Sequence[str]] | None) -> tuple[WantedDocument, ...]:
    """The documents that are said, likewise."""
    return tuple(WantedDocument(*document[:3]) for document in said or ())


def birth_of(said: str) -> PartialDate:
    """The date of birth that is said. One that this release cannot read counts as not known: it then speaks against nobody."""
    try:
        return PartialDate.parse(said)
    except BadDate:
        return UNKNOWN


def instant(value: str | datetime) -> datetime:
    """An instant, from its text or as it is."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(value)


class Fault(StrEnum):
    """What is wrong with an alert as proposed."""

    NO_PERSON = "no_person"
    NO_DOCUMENT = "no_document"
    TOO_MANY = "too_many"
    BAD_NAME = "bad_name"
    BAD_DOCUMENT = "bad_document"
    BAD_SEX = "bad_sex"
    BAD_NATIONALITY = "bad_nationality"
    NO_BASIS = "no_basis"
    NO_REFERENCE = "no_reference"
    NO_AUTHORITY = "no_authority"
    ENDS_FIRST = "ends_first"
    ENDED = "ended"
    TOO_LONG = "too_long"


class BadContents(ValueError):
    """An alert that cannot be proposed. `faults` has everything that is wrong with it."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = faults


def check_contents(contents: Contents, category: AlertCategory, at: datetime) -> None:
    """Raise BadContents unless two people could agree on this alert now."""
    faults = [*_subject_faults(contents, category), *_ground_faults(contents), *_time_faults(contents, category, at)]
    if faults:
        raise BadContents(faults)


def _subject_faults(contents: Contents, category: AlertCategory) -> Iterator[Fault]:
    if category.about == "person" and not contents.names:
        yield Fault.NO_PERSON
    if category.about == "document" and not contents.documents:
        yield Fault.NO_DOCUMENT
    if len(contents.names) > MOST_NAMES or len(contents.documents) > MOST_DOCUMENTS:
        yield Fault.TOO_MANY
    if not all(map(_is_name, contents.names)):
        yield Fault.BAD_NAME
    if not all(map(_is_document, contents.documents)):
        yield Fault.BAD_DOCUMENT
    if contents.sex not in {"", "F", "M", "X"}:
        yield Fault.BAD_SEX
    if not all(_STATE.fullmatch(code) for code in contents.nationalities):
        yield Fault.BAD_NATIONALITY


def _is_name(name: WantedName) -> bool:
    lettered = any(sign.isalpha() for sign in name.family + name.given)
    return lettered and max(len(name.family), len(name.given)) <= LONGEST_NAME


def _is_document(document: WantedDocument) -> bool:
    numbered = any(sign.isalnum() for sign in document.number) and len(document.number) <= LONGEST_NUMBER
    return numbered and bool(document.type) and bool(_STATE.fullmatch(document.issuing_state))


def _ground_faults(contents: Contents) -> Iterator[Fault]:
    """No alert without a legal basis, the reference of the act, and the authority that ordered it."""
    if not contents.legal_basis.strip():
        yield Fault.NO_BASIS
    if not 0 < len(contents.legal_reference.strip()) <= LONGEST_REFERENCE:
        yield Fault.NO_REFERENCE
    if not 0 < len(contents.authority.strip()) <= LONGEST_REFERENCE:
        yield Fault.NO_AUTHORITY


def _time_faults(contents: Contents, category: AlertCategory, at: datetime) -> Iterator[Fault]:
    if contents.until_at <= contents.from_at:
        yield Fault.ENDS_FIRST
    elif contents.until_at <= at:
        yield Fault.ENDED
    if contents.until_at > latest_end(category, max(at, contents.from_at)):
        yield Fault.TOO_LONG


def latest_end(category: AlertCategory, from_at: datetime) -> datetime:
    """The last instant to which an alert of a category may be set, counted from an instant: its days, and the rest of the last."""
    return from_at + timedelta(days=category.days + 1)
