"""What speaks for and against letting a document pass. Pure decisions: values in, values out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lakay.border.rules.codes import Direction
from lakay.border.rules.shown import Shown
from lakay.kernel.partial_dates import PartialDate

ADULT_FROM = 18
"""Convention on the Rights of the Child, article 1."""

EXPIRES_SOON_DAYS = 30


class Weight(StrEnum):
    """What a problem does: `stop` closes the way to admission at the booth, `step` asks for something to be done first,
    `warn` asks for a look.
    """

    STOP = "stop"
    STEP = "step"
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
    CHIP_FORGED = "chip_forged"
    PASS_FORGED = "pass_forged"
    PASS_REVOKED = "pass_revoked"
    PASS_NOT_HERE = "pass_not_here"
    PASS_UNKNOWN_ISSUER = "pass_unknown_issuer"
    NO_DOCUMENT = "no_document"
    NO_DOCUMENT_NATIONAL = "no_document_national"
    OVERSTAY = "overstay"
    VISA_NEEDED = "visa_needed"
    DECLARE = "declare"
    MINOR = "minor"
    ALERT_STOP = "alert_stop"
    ALERT_LOOK = "alert_look"
    PROTECTION = "protection"


WEIGHTS: dict[Problem, Weight] = {
    Problem.MRZ_FAILS: Weight.STOP,
    Problem.SPECIMEN: Weight.STOP,
    Problem.EXPIRED: Weight.STOP,
    Problem.EXPIRED_NATIONAL: Weight.WARN,  # no one is kept out of their own country (ICCPR article 12(4))
    Problem.EXPIRES_SOON: Weight.WARN,
    Problem.DOCUMENT_REPORTED: Weight.STOP,
    Problem.NAME_CUT: Weight.WARN,
    Problem.CHIP_FORGED: Weight.STOP,
    Problem.PASS_FORGED: Weight.STOP,
    Problem.PASS_REVOKED: Weight.STOP,
    Problem.PASS_NOT_HERE: Weight.STOP,
    Problem.PASS_UNKNOWN_ISSUER: Weight.STOP,
    Problem.NO_DOCUMENT: Weight.STOP,
    Problem.NO_DOCUMENT_NATIONAL: Weight.WARN,  # no one is kept out of their own country
    Problem.OVERSTAY: Weight.WARN,
    Problem.VISA_NEEDED: Weight.STEP,
    Problem.DECLARE: Weight.STEP,
    Problem.MINOR: Weight.STEP,
    Problem.ALERT_STOP: Weight.STOP,
    Problem.ALERT_LOOK: Weight.STEP,
    Problem.PROTECTION: Weight.STEP,
}


@dataclass(frozen=True, slots=True)
class Assessment:
    """The problems of a traveller in front of the officer."""

    problems: tuple[Problem, ...]

    @property
    def may_admit(self) -> bool:
        """Whether nothing closes the way for good; steps may still be open."""
        return not any(WEIGHTS[problem] is Weight.STOP for problem in self.problems)

    @property
    def steps(self) -> tuple[Problem, ...]:
        """What must be done before the traveller can be admitted."""
        return tuple(problem for problem in self.problems if WEIGHTS[problem] is Weight.STEP)


def assess(shown: Shown, *, today: date, home: str, direction: str, document_status: str) -> Assessment:
    """Look at what was shown and at what is known of the document.

    `home` is the code of the country at whose border the booth stands; `document_status` that of the register (`valid`, `lost`, …).
    """
    checks = {
        Problem.MRZ_FAILS: not shown.holds,
        Problem.SPECIMEN: shown.specimen,
        Problem.DOCUMENT_REPORTED: document_status not in {"", "valid", "expired"},
        Problem.NAME_CUT: shown.name_cut,
        Problem.MINOR: is_minor(shown.birth, today),
    }
    problems = [problem for problem, holds in checks.items() if holds]
    expiry = _expiry_problem(shown, today, home, direction)
    return Assessment(tuple(problems + [Problem(code) for code in shown.faults] + ([expiry] if expiry else [])))


def assess_without_document(*, nationality: str, birth: PartialDate, today: date, home: str, direction: str) -> Assessment:
    """Look at somebody who has no document and said who they are. A citizen comes home; others go to the second line."""
    returning = nationality == home and direction == Direction.ENTRY
    problems = [Problem.NO_DOCUMENT_NATIONAL if returning else Problem.NO_DOCUMENT]
    return Assessment((*problems, *([Problem.MINOR] if is_minor(birth, today) else [])))


def _expiry_problem(shown: Shown, today: date, home: str, direction: str) -> Problem | None:
    expires_on = shown.expires_on
    if expires_on is None:
        return None
    if expires_on < today:
        returning = shown.nationality == home and direction == Direction.ENTRY
        return Problem.EXPIRED_NATIONAL if returning else Problem.EXPIRED
    return Problem.EXPIRES_SOON if (expires_on - today).days < EXPIRES_SOON_DAYS else None


def open_steps(problems: Collection[str], done: Collection[str]) -> tuple[Problem, ...]:
    """The steps of an encounter that are not done yet, in the order in which they stand."""
    steps = Assessment(tuple(Problem(code) for code in problems)).steps
    return tuple(step for step in steps if step not in done)


def age_on(birth: date | None, day: date) -> int | None:
    """Whole years of age on a day; None if the birth date is not known to the day."""
    if birth is None or birth > day:
        return None
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def is_minor(birth: PartialDate, today: date) -> bool:
    """Whether the person may be under 18: with an incomplete date, the youngest it allows counts."""
    ages = birth.age_on(today)
    return ages is not None and ages[0] < ADULT_FROM
