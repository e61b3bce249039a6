"""What the booth and the register read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from lakay.border.models import Crossing, CrossingQuerySet, Encounter, Shift
from lakay.border.rules import Counts, Decision, Direction

LAST_MOVEMENTS = 5


def open_shift_of(officer: UUID) -> Shift | None:
    """The shift in which the officer works now."""
    return Shift.objects.open().filter(officer=officer).first()


def counts_of(shift: Shift) -> Counts:
    """What passed in a shift, by the register."""
    admitted = Q(decision=Decision.ADMITTED)
    found = Crossing.objects.filter(shift=shift).aggregate(
        entries=Count("pk", filter=admitted & Q(direction=Direction.ENTRY)),
        exits=Count("pk", filter=admitted & Q(direction=Direction.EXIT)),
        refusals=Count("pk", filter=Q(decision=Decision.REFUSED)),
    )
    return Counts(**found)


def encounter_of(encounter: UUID, officer: UUID) -> Encounter | None:
    """An encounter of this officer with its shift and person, in one query."""
    return Encounter.objects.select_related("shift", "person", "document").filter(pk=encounter, officer=officer).first()


def crossing_of(crossing: UUID) -> Crossing:
    """One movement with its document. Raises Crossing.DoesNotExist."""
    return Crossing.objects.select_related("document").get(pk=crossing)


def last_movements(person: UUID) -> list[Crossing]:
    """The person's latest movements, newest first."""
    return list(Crossing.objects.filter(person=person).order_by("-at", "-pk")[:LAST_MOVEMENTS])


def register(post: str, day: date) -> CrossingQuerySet:
    """The register of a post on a local day, newest first."""
    return Crossing.objects.at_post(post).filter(local_on=day).select_related("person", "document").order_by("-at", "-pk")


def last_of_shift(shift: Shift, count: int) -> list[Crossing]:
    """The latest decisions of a shift, newest first."""
    rows = Crossing.objects.filter(shift=shift).select_related("person", "document").order_by("-at", "-pk")
    return list(rows[:count])
