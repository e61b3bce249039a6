"""What the index takes in, what it is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lakay.names.people import Birth


class Entry(NamedTuple):
    """One name of one person of the list. A person with several names has several entries with the same key."""

    key: str
    """The caller's own name for the person; ASCII, at most 40 characters."""
    family: str
    given: str
    birth: int = 0
    """As `packed` writes it."""
    sex: str = ""
    nationality: str = ""
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What is known of the person looked for."""

    family: str
    given: str = ""
    birth: int = 0
    sex: str = ""
    nationality: str = ""
    documents: tuple[str, ...] = ()
    truncated: bool = False
    """The name fills the field of a machine-readable zone, so its last word may be cut (ICAO Doc 9303-3 §4.6)."""


class Reason(NamedTuple):
    """One line of evidence. `points` add up, with the constant, to the log-odds that both are one person."""

    code: str
    points: float


class Found(NamedTuple):
    """One entry that may be the person looked for."""

    key: str
    score: float
    """Between 0 and 1: how likely it is that both are one person, if one traveller in a hundred or so is on the list."""
    family: str
    given: str
    """The words of the entry as the index knows them: capital letters, without accents."""
    reasons: tuple[Reason, ...] = ()


def packed(birth: Birth | None) -> int:
    """A date as one number, 19910304; 00 for a part and 0000 for a year that nobody knows; negative for an estimate."""
    if birth is None:
        return 0
    number = (birth.year or 0) * 10_000 + (birth.month or 0) * 100 + (birth.day or 0)
    return -number if birth.estimated else number


def sex_code(sex: str) -> int:
    """A sex as one number under 128, the code of its letter; 0 where nobody knows it."""
    return ord(sex[:1] or "\0") & 0x7F
