"""What a pass says: the kinds of papers that Lakay signs, and their contents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum


class Kind(IntEnum):
    """The kinds, by their number in the code. Never given out anew."""

    BORDER = 1  # a resident of the border, or a trader on market days
    MINOR = 2  # leave for a child to travel, given by the child-welfare agency
    REFUSAL = 3  # what a traveller who was refused takes away
    ENTRY = 4  # what a traveller who was let in takes away, in place of a stamp


class Leg(StrEnum):
    """The direction that a paper is good for."""

    ENTRY = "entry"
    EXIT = "exit"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Birth:
    """A date of birth as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose paper it is. `sex` is F, M, X or empty; `nationality` a code of ICAO Doc 9303-3 §5 without fillers."""

    surname: str
    given_names: str
    birth: Birth = Birth()
    sex: str = ""
    nationality: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """Another document that a paper names: of the child, of the companion."""

    state: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class BorderTerms:
    """At which posts (none named: all), and whether on market days only."""

    posts: tuple[str, ...] = ()
    market_days_only: bool = False


@dataclass(frozen=True, slots=True)
class MinorTerms:
    """With whom the child may travel, which way, to which country, once or several times."""

    companion_surname: str
    companion_given_names: str
    companion_document: Shown
    leg: Leg
    destination: str
    several_trips: bool = False
    child_document: Shown = Shown()


@dataclass(frozen=True, slots=True)
class SlipTerms:
    """The post and direction, and the code of the reason of a refusal."""

    post: str
    leg: Leg
    reason: str = ""


Terms = BorderTerms | MinorTerms | SlipTerms


@dataclass(frozen=True, slots=True)
class Pass:
    """A paper. `number` has forty bits; `issuer` is the id of the key that signs; the days are both included."""

    kind: Kind
    number: int
    issuer: str
    holder: Holder
    issued_on: date
    valid_from: date
    valid_until: date
    terms: Terms
