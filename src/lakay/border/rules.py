"""What speaks for and against letting a document pass. Pure decisions: values in, values out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lakay.traveldocs.mrz import Mrz, Verdict

ADULT_FROM = 18
"""Convention on the Rights of the Child, article 1."""

EXPIRES_SOON_DAYS = 30


class Direction(StrEnum):
    """Into the country or out of it."""

    ENTRY = "entry"
    EXIT = "exit"


class Decision(StrEnum):
    """What the officer decided."""

    ADMITTED = "admitted"
    REFUSED = "refused"


class ShiftStatus(StrEnum):
    """A shift is open until its officer has counted."""

    OPEN = "open"
    CLOSED = "closed"


class Channel(StrEnum):
    """How the zone came in."""

    READER = "reader"
    TYPED = "typed"


class Weight(StrEnum):
    """What a problem does: `stop` closes the way to admission at the booth, `warn` asks for a look."""

    STOP = "stop"
    WARN = "warn"


class Problem(StrEnum):
    """What speaks against a document, by stable code."""

    MRZ_FAILS = "mrz_fails"
    SPECIMEN = "specimen"
    EXPIRED = "expired"
    EXPIRED_NATIONAL = "expired_national"
    EXPIRES_SOON = "expires_soon"
    DOCUMENT_REPORTED = "document_reported"
    NAME_CUT = "name_cut"
    MINOR = "minor"


WEIGHTS: dict[Problem, Weight] = {
    Problem.MRZ_FAILS: Weight.STOP,
    Problem.SPECIMEN: Weight.STOP,
    Problem.EXPIRED: Weight.STOP,
    Problem.EXPIRED_NATIONAL: Weight.WARN,  # no one is kept out of their own country (ICCPR article 12(4))
    Problem.EXPIRES_SOON: Weight.WARN,
    Problem.DOCUMENT_REPORTED: Weight.STOP,
    Problem.NAME_CUT: Weight.WARN,
    Problem.MINOR: Weight.WARN,
}


@dataclass(frozen=True, slots=True)
class Assessment:
    """The problems of a document in front of the officer."""

    problems: tuple[Problem, ...]

    @property
    def may_admit(self) -> bool:
        """Whether nothing closes the way."""
        return not any(WEIGHTS[problem] is Weight.STOP for problem in self.problems)


def assess(mrz: Mrz, *, today: date, home: str, direction: str, document_status: str) -> Assessment:
    """Look at a zone as read and at what is known of the document.

    `home` is the code of the country at whose border the booth stands; `document_status` that of the register (`valid`, `lost`, …).
    """
    checks = {
        Problem.MRZ_FAILS: mrz.verdict is not Verdict.VALID,
        Problem.SPECIMEN: mrz.is_specimen,
        Problem.DOCUMENT_REPORTED: document_status not in {"", "valid", "expired"},
        Problem.NAME_CUT: mrz.name.possibly_truncated,
        Problem.MINOR: is_minor(mrz, today),
    }
    problems = [problem for problem, holds in checks.items() if holds]
    expiry = _expiry_problem(mrz, today, home, direction)
    return Assessment(tuple(problems + ([expiry] if expiry else [])))


def _expiry_problem(mrz: Mrz, today: date, home: str, direction: str) -> Problem | None:
    expires_on = mrz.expiry.on
    if expires_on is None:
        return None
    if expires_on < today:
        returning = mrz.fields["nationality"] == home and direction == Direction.ENTRY
        return Problem.EXPIRED_NATIONAL if returning else Problem.EXPIRED
    return Problem.EXPIRES_SOON if (expires_on - today).days < EXPIRES_SOON_DAYS else None


def age_on(birth: date | None, day: date) -> int | None:
    """Whole years of age on a day; None if the birth date is not known to the day."""
    if birth is None or birth > day:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_minor(mrz: Mrz, today: date) -> bool:
    """Whether the person may be under 18: with an incomplete date, the youngest it allows counts."""
    birth = mrz.birth
    if birth.on is not None:
        return (age_on(birth.on, today) or 0) < ADULT_FROM
    return birth.year is not None and today.year - birth.year <= ADULT_FROM


@dataclass(frozen=True, slots=True)
class Counts:
    """What passed in a shift, by the register."""

    entries: int = 0
    exits: int = 0
    refusals: int = 0

    def agrees(self, said_entries: int, said_exits: int) -> bool:
        """Whether the officer's own count is the register's."""
        return (self.entries, self.exits) == (said_entries, said_exits)
