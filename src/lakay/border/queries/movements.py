"""The register: movements through the gates of a post."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from lakay.border.models import (
    Crossing,
    CrossingQuerySet,
    Shift,
)

LAST_MOVEMENTS = 5


def last_admitted(person: UUID) -> Crossing | None:
    """The person's latest movement through a gate."""
    return Crossing.objects.passed().filter(person=person).order_by("-at", "-pk").first()


def crossing_of(crossing: UUID) -> Crossing:
    """One movement with its document. Raises Crossing.DoesNotExist."""
    return Crossing.objects.told().select_related("document").get(pk=crossing)


def last_movements(person: UUID) -> list[Crossing]:
    """The person's latest movements, newest first."""
    rows = Crossing.objects.standing().told().filter(person=person).select_related("document").order_by("-at", "-pk")
    return list(rows[:LAST_MOVEMENTS])


def register(post: str, day: date) -> CrossingQuerySet:
    """The register of a post on a local day, newest first."""
    return Crossing.objects.told().at_post(post).filter(local_on=day).select_related("person", "document").order_by("-at", "-pk")


def last_of_shift(shift: Shift, count: int) -> list[Crossing]:
    """The latest decisions of a shift, newest first."""
    rows = Crossing.objects.told().filter(shift=shift).select_related("person", "document").order_by("-at", "-pk")
    return list(rows[:count])


def decisions_of(encounters: Iterable[UUID]) -> dict[UUID, str]:
    """The standing decision on each of some travellers."""
    rows = Crossing.objects.standing().filter(encounter__in=list(encounters)).values_list("encounter_id", "decision")
    return dict(rows)
