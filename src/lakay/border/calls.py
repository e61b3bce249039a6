"""What the protection desk asks about its calls. For that desk alone: the booth asks `queries.call_status`, which says no reason."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from lakay.border.models import Call, Encounter, Firing
from lakay.border.rules import CallStatus


def still_open(calls: QuerySet[Call]) -> QuerySet[Call]:
    """Those that are not closed: first who waits, the longest first, then who was taken."""
    return calls.exclude(status=CallStatus.CLOSED).order_by("-status", "at", "pk")


def lanes_of(calls: Iterable[Call]) -> dict[UUID, str]:
    """The lane at which each call was raised; a call of a sweep has none."""
    raised = {call.pk: call.encounter for call in calls if call.encounter}
    lanes = dict(Encounter.objects.filter(pk__in=set(raised.values())).values_list("pk", "shift__lane"))
    return {call: lanes[encounter] for call, encounter in raised.items() if encounter in lanes}


def firings_of(call: Call) -> list[Firing]:
    """The rules that fired with a call."""
    return list(Firing.objects.filter(call=call).order_by("at", "pk"))


def before_desk(call: Call, staff: UUID) -> tuple[UUID, ...]:
    """The persons whom a call puts before somebody of the desk: from taking it until it is closed, and nobody else's calls.

    They are the traveller who stands there and whoever a rule is about; not the others of whom a rule counts.
    """
    if call.status != CallStatus.TAKEN or call.taken_by != staff:
        return ()
    return tuple(dict.fromkeys((call.person_id, *(firing.person_id for firing in firings_of(call)))))
