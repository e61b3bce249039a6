"""What the protection desk gives as facts: no file, no person, no words; only codes and coarse ages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from lakay.border.models import Call
from lakay.protection.models import Decision, Intake, Screening
from lakay.protection.rules.codes import Finding
from lakay.statistics.facts.source import Clocks, Make, Row, Whole, ctdc_band, minutes, when, yes
from lakay.statistics.sets.protection import CALLS, DETECTED, INTAKES, SCREENINGS

MINUTES_OF_AN_HOUR, HOURS_OF_A_DAY = 60, 24


def first_screenings() -> dict[UUID, datetime]:
    """When each file was first asked anything."""
    found: dict[UUID, datetime] = {}
    for intake, at in Screening.objects.order_by("-at").values_list("intake_id", "at"):
        found[intake] = at
    return found


def latest_decisions() -> dict[UUID, tuple[datetime, str, str]]:
    """The latest decision about each file: when, what was found, by which kind of office."""
    said = Decision.objects.order_by("at", "id").values_list("intake_id", "at", "finding", "decider")
    return {intake: (at, finding or "", decider) for intake, at, finding, decider in said}


def _who(intake: tuple[str, str, int | None]) -> tuple[str, str, str]:
    sex, group, age = intake
    return sex or "", group or "unknown", ctdc_band(age)


def intakes() -> Iterator[Row]:
    """Files, by the day they were opened."""
    clocks, screened, decided = Clocks(), first_screenings(), latest_decisions()
    said = ("id", "opened_at", "post", "sex", "age_group", "age", "source", "priority", "status", "outcome", "closed_at")
    for file, at, post, sex, group, age, source, priority, status, outcome, closed_at in Intake.objects.values_list(*said):
        asked, closed = minutes(at, screened.get(file)), minutes(at, closed_at)
        yield (
            *when(clocks.day(at, post), post),
            *_who((sex, group, age)),
            *(source or "", str(priority), status, outcome or ""),
            decided[file][1] if file in decided else "",
            None if asked is None else asked // MINUTES_OF_AN_HOUR,
            None if closed is None else closed // (MINUTES_OF_AN_HOUR * HOURS_OF_A_DAY),
        )


def screenings() -> Iterator[Row]:
    """Times that somebody was asked."""
    clocks = Clocks()
    said = (
        *("at", "post", "intake__post", "intake__sex", "intake__age_group", "intake__age"),
        *("instrument", "private", "interpreter"),
    )
    for at, post, file_post, sex, group, age, instrument, private, interpreter in Screening.objects.values_list(*said):
        here = post or file_post
        yield (*when(clocks.day(at, here), here), *_who((sex, group, age)), instrument, yes(private), interpreter)


def detected() -> Iterator[Row]:
    """Persons found to be victims, by the day of the latest decision: a file decided twice counts once."""
    clocks, decided = Clocks(), latest_decisions()
    found = {file for file, (_, finding, _decider) in decided.items() if finding == Finding.ACTUAL}
    for file, post, sex, group, age in Intake.objects.values_list("id", "post", "sex", "age_group", "age"):
        if file in found:
            at, _finding, decider = decided[file]
            yield (*when(clocks.day(at, post), post), *_who((sex, group, age)), decider)


def calls() -> Iterator[Row]:
    """Calls of the booth: what raised them, never why."""
    clocks = Clocks()
    said = ("at", "post", "source", "status", "agreed", "taken_at")
    for at, post, source, status, agreed, taken_at in Call.objects.values_list(*said):
        yield (*when(clocks.day(at, post), post), source or "", status, yes(agreed), minutes(at, taken_at))


SOURCES: tuple[Make, ...] = (
    partial(Whole, INTAKES, intakes),
    partial(Whole, SCREENINGS, screenings),
    partial(Whole, DETECTED, detected),
    partial(Whole, CALLS, calls),
)
