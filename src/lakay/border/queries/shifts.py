"""Shifts, and what passed in them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Sum

from lakay.border.models import (
    Call,
    Crossing,
    LaneReader,
    SecondLook,
    Shift,
    Tally,
)
from lakay.border.rules import CallStatus, Counts, Decision, Direction, Level, SecondLineStatus
from lakay.journal.prepared import Prepared


def open_shift_of(officer: UUID) -> Shift | None:
    """The shift in which the officer works now: the latest, if one was left open at another machine."""
    return Shift.objects.open().filter(officer=officer, late_for_on=None).order_by("-opened_at").first()


_DECISIONS = Prepared(
    lambda shift: (
        Crossing.objects.standing().filter(shift=shift).order_by().values_list("direction", "decision").annotate(Count("pk"))
    ),
    shift=UUID(int=1),
)
_COUNTED = Prepared(
    lambda shift: Tally.objects.counting().filter(shift=shift).order_by().values_list("direction").annotate(Sum("number")),
    shift=UUID(int=1),
)
_REFERRED = Prepared(lambda shift: SecondLook.objects.filter(encounter__shift=shift).values_list("status"), shift=UUID(int=1))


def counts_of(shift: Shift) -> Counts:
    """What passed in a shift, by the register: decisions that stand, and those who were only counted."""
    refusals, passed = 0, {Direction.ENTRY: 0, Direction.EXIT: 0}
    for direction, decision, number in _DECISIONS.rows(shift=shift.pk):
        if decision == Decision.REFUSED:
            refusals += number
        else:
            passed[Direction(direction)] += number
    counted = {Direction(direction): number for direction, number in _COUNTED.rows(shift=shift.pk)}
    return Counts(
        entries=passed[Direction.ENTRY] + counted.get(Direction.ENTRY, 0),
        exits=passed[Direction.EXIT] + counted.get(Direction.EXIT, 0),
        refusals=refusals,
        counted_entries=counted.get(Direction.ENTRY, 0),
        counted_exits=counted.get(Direction.EXIT, 0),
        referred=sum(status != SecondLineStatus.DECIDED for (status,) in _REFERRED.rows(shift=shift.pk)),
    )


def levels_of(shift: Shift) -> dict[str, int]:
    """How many passed in a shift with a document, by name, and only counted, entries and exits together."""
    rows = Crossing.objects.passed().filter(shift=shift).values_list("level").annotate(number=Count("pk"))
    found = dict.fromkeys(Level, 0) | dict(rows.order_by("level"))
    return found | {Level.COUNTED: Tally.objects.counting().filter(shift=shift).aggregate(sum=Sum("number"))["sum"] or 0}


def tallied(shift: Shift) -> dict[tuple[str, str], int]:
    """Who was only counted in a shift, in the lane's present direction: (sex, age group) -> people."""
    rows = (
        Tally.objects.counting()
        .filter(shift=shift, direction=shift.direction)
        .values_list("sex", "age_group")
        .annotate(sum=Sum("number"))
    )
    return {(sex, group): number for sex, group, number in rows.order_by("sex", "age_group")}


def tallied_on(post: str, day: date) -> int:
    """How many people were only counted at a post on a local day."""
    found: int | None = Tally.objects.counting().filter(post=post, local_on=day).aggregate(sum=Sum("number"))["sum"]
    return found or 0


def waiting_at(post: str) -> int:
    """How many travellers of a post wait for the second line or the protection desk."""
    looks = SecondLook.objects.filter(post=post, status=SecondLineStatus.WAITING).count()
    return looks + Call.objects.filter(post=post, status=CallStatus.WAITING).count()


def reader_of(post: str, lane: str) -> LaneReader | None:
    """What the test card taught last about the reader of a lane."""
    return LaneReader.objects.filter(post=post, lane=lane).order_by("-at", "-pk").first()
