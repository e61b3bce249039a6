"""After the crash: what was promised, held against what is in the store. Runs in a process of its own, on the node's data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any
from uuid import UUID

from lakay.border.models import Crossing, Encounter
from lakay.journal import checking, rebuild
from lakay.journal.models import Event
from lakay.people.models import Document
from lakay.prove.crash import Tally

CHUNK = 500


def count(told: Tally) -> dict[str, int]:
    """Figures; `wrong` counts promises that were not kept."""
    read_lost = len(told.read) - _found(Event, "id", told.read)
    decided_lost = len(told.decided) - _found(Event, "id", [command for command, _ in told.decided])
    crossings_lost = len(told.decided) - _found(Crossing, "encounter_id", [encounter for _, encounter in told.decided])
    wrong = {
        "readings lost": read_lost,
        "decisions lost": decided_lost,
        "crossings lost": crossings_lost,
        "encounters without their event": abs(Encounter.objects.count() - _events("border.encounter.open")),
        "crossings without their event": abs(Crossing.objects.count() - _events("border.crossing.record")),
        "documents entered twice": _twice(),
        "faults of the chain": sum(1 for _ in checking.findings()),
        "rows that drifted": sum(1 for _ in rebuild.drifts()),
        "answers that were errors": len(told.refused),
    }
    return {
        "acknowledged": len(told.read) + len(told.decided),
        "crossings acknowledged": len(told.decided),
        "crossings in the register": Crossing.objects.count(),
        "sent again": told.repeated,
        "given up": told.abandoned,
        "events": Event.objects.count(),
        **wrong,
        "wrong": sum(wrong.values()),
    }


def _events(action: str) -> int:
    return Event.objects.filter(action=action).count()


def _found(model: type[Any], field: str, ids: Iterable[str]) -> int:
    """How many of the ids stand; an id that stood twice would count twice."""
    return sum(model.objects.filter(**{f"{field}__in": chunk}).count() for chunk in _chunks(ids))


def _chunks(ids: Iterable[str]) -> Iterator[list[UUID]]:
    stream = iter(ids)
    while chunk := [UUID(text) for text in islice(stream, CHUNK)]:
        yield chunk


def _twice() -> int:
    numbers = Document.objects.values_list("number_key", flat=True)
    return numbers.count() - numbers.distinct().count()
