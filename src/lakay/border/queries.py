"""What the booth and the register read."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, Sum

from lakay.border.models import (
    Call,
    Crossing,
    CrossingQuerySet,
    Declaration,
    Encounter,
    Hit,
    LaneReader,
    MinorCheck,
    SecondLook,
    Shift,
    Tally,
)
from lakay.border.rules import CallStatus, Counts, Decision, Direction, Problem, SecondLineStatus, open_steps
from lakay.journal.prepared import Prepared
from lakay.people.models import Person

LAST_MOVEMENTS = 5


def open_shift_of(officer: UUID) -> Shift | None:
    """The shift in which the officer works now."""
    return Shift.objects.open().filter(officer=officer).first()


def counts_of(shift: Shift) -> Counts:
    """What passed in a shift, by the register: decisions that stand, and those who were only counted."""
    admitted = Q(decision=Decision.ADMITTED)
    found = (
        Crossing.objects.standing()
        .filter(shift=shift)
        .aggregate(
            entries=Count("pk", filter=admitted & Q(direction=Direction.ENTRY)),
            exits=Count("pk", filter=admitted & Q(direction=Direction.EXIT)),
            refusals=Count("pk", filter=Q(decision=Decision.REFUSED)),
        )
    )
    counted = Tally.objects.filter(shift=shift).aggregate(
        entries=Sum("number", filter=Q(direction=Direction.ENTRY)), exits=Sum("number", filter=Q(direction=Direction.EXIT))
    )
    counted_entries, counted_exits = counted["entries"] or 0, counted["exits"] or 0
    return Counts(
        entries=found["entries"] + counted_entries,
        exits=found["exits"] + counted_exits,
        refusals=found["refusals"],
        counted_entries=counted_entries,
        counted_exits=counted_exits,
        referred=SecondLook.objects.filter(encounter__shift=shift).exclude(status=SecondLineStatus.DECIDED).count(),
    )


def last_admitted(person: UUID) -> Crossing | None:
    """The person's latest movement through a gate."""
    return Crossing.objects.passed().filter(person=person).order_by("-at", "-pk").first()


def steps_done(encounter: Encounter) -> set[str]:
    """The steps of an encounter that are done: asked of the database only for those that the encounter asks."""
    return {problem for problem in encounter.problems if problem in _DONE and _DONE[problem](encounter)}


_CALLS = Prepared(lambda encounter: Call.objects.filter(encounter=encounter).values_list("status"), encounter=UUID(int=1))


def calls_open(encounter: UUID) -> bool:
    """Whether the protection desk was called about this traveller and has not closed the call."""
    return any(status != CallStatus.CLOSED for (status,) in _CALLS.rows(encounter=encounter))


def steps_open(encounter: Encounter) -> tuple[Problem, ...]:
    """What must still be done before the traveller may be admitted; a call to the protection desk that is not closed is one."""
    steps = open_steps(encounter.problems, steps_done(encounter))
    called = Problem.PROTECTION not in steps and calls_open(encounter.pk)
    return (*steps, Problem.PROTECTION) if called else steps


def _protection_has_closed(encounter: Encounter) -> bool:
    return not calls_open(encounter.pk)


_DONE = {
    Problem.MINOR: lambda it: MinorCheck.objects.filter(encounter=it).exists(),
    Problem.ALERT_LOOK: lambda it: not Hit.objects.filter(encounter=it, protective=False, acknowledged_at=None).exists(),
    Problem.PROTECTION: _protection_has_closed,
    Problem.VISA_NEEDED: lambda it: Declaration.objects.filter(encounter=it, visa_shown=True).exists(),
    Problem.DECLARE: lambda it: Declaration.objects.filter(encounter=it).exists(),
}


_ENCOUNTER_COLUMNS = (
    *(
        "id",
        "at",
        "post",
        "officer",
        "document_id",
        "level",
        "source",
        "group",
        "channel",
        "verdict",
        "failed",
        "problems",
        "mrz",
    ),
    *("pairs_with", "overstay_days", "stay_rule", "stay_until_on"),
    *("shift_id", "shift__officer", "shift__post", "shift__lane", "shift__direction", "shift__status"),
    *("person_id", "person__sex", "person__birth", "person__nationalities"),
)
_ENCOUNTER = Prepared(
    lambda encounter, officer: Encounter.objects.filter(pk=encounter, officer=officer).values_list(*_ENCOUNTER_COLUMNS),
    encounter=UUID(int=1),
    officer=UUID(int=2),
)


def encounter_of(encounter: UUID, officer: UUID) -> Encounter | None:
    """An encounter of this officer with its shift and person, as far as the decision needs them, in one prepared query."""
    rows = _ENCOUNTER.rows(encounter=encounter, officer=officer)
    return _encounter(rows[0]) if rows else None


def _encounter(row: tuple[Any, ...]) -> Encounter:
    parts: dict[str, dict[str, Any]] = {"": {}, "shift": {}, "person": {}}
    for name, value in zip(_ENCOUNTER_COLUMNS, row, strict=True):
        owner, _, field = name.rpartition("__")
        parts[owner][field] = value
    shift = Shift(id=parts[""].pop("shift_id"), **parts["shift"])
    person = Person(id=parts[""].pop("person_id"), **parts["person"])
    return Encounter(shift=shift, person=person, **parts[""])


def crossing_of(crossing: UUID) -> Crossing:
    """One movement with its document. Raises Crossing.DoesNotExist."""
    return Crossing.objects.select_related("document").get(pk=crossing)


def last_movements(person: UUID) -> list[Crossing]:
    """The person's latest movements, newest first."""
    return list(Crossing.objects.standing().filter(person=person).order_by("-at", "-pk")[:LAST_MOVEMENTS])


def register(post: str, day: date) -> CrossingQuerySet:
    """The register of a post on a local day, newest first."""
    return (
        Crossing.objects.at_post(post).filter(local_on=day).select_related("person", "document", "undone").order_by("-at", "-pk")
    )


def last_of_shift(shift: Shift, count: int) -> list[Crossing]:
    """The latest decisions of a shift, newest first."""
    rows = Crossing.objects.filter(shift=shift).select_related("person", "document", "undone").order_by("-at", "-pk")
    return list(rows[:count])


def reader_of(post: str, lane: str) -> LaneReader | None:
    """What the test card taught last about the reader of a lane."""
    return LaneReader.objects.filter(post=post, lane=lane).order_by("-at", "-pk").first()
