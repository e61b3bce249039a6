"""The order in which events entered this store, which is the order in which others are given them.

An event of which more can be passed on than before (it has its effect now, a key opens it, it got its signature) stands in the order
once more, at the end. Its earlier place stays its own: were it left empty, a peer could pass it by, and a store restored from a copy made
before would think that the peer has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from heapq import merge
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce

from lakay.journal.batch import Batch
from lakay.journal.inserting import inserter
from lakay.journal.models import Event, SecondPlace

PAGE, AT_ONCE = 2000, 900


class Place(NamedTuple):
    """A place in the order, and the row of the event that stands there: for the first time, or `again`."""

    position: int
    event: UUID
    again: bool


def stand_again(batch: Batch, events: Iterable[UUID]) -> None:
    """Give some events a second place, in the order given."""
    rows = [(batch.next_position(), event) for event in events]
    if rows:
        batch.flush()
        inserter(SecondPlace).insert(batch.connection, rows)


def after(position: int, limit: int, wanted: Callable[[str], bool] = lambda action: True) -> list[Place]:
    """At most so many places after a position at which an event of a wanted action stands."""
    found: list[Place] = []
    size = min(PAGE, max(limit, 1))
    while len(found) < limit:
        page, end = _page(position, size)
        found += [place for place, action in page if wanted(action)]
        if end is None:
            break
        position, size = end, PAGE
    return found[:limit]


def _page(position: int, size: int) -> tuple[list[tuple[Place, str]], int | None]:
    """Some places with their actions, and how far they reach; None: to the end."""
    first = Event.objects.filter(position__gt=position).order_by("position").values_list("position", "id", "action")[:size]
    second = SecondPlace.objects.filter(position__gt=position).order_by("position")
    again = second.values_list("position", "event", "event__action")[:size]
    pages = [[(Place(at or 0, row, False), said) for at, row, said in first], [(Place(*one[:2], True), one[2]) for one in again]]
    ends = [page[-1][0].position for page in pages if len(page) == size]
    end = min(ends, default=None)
    return [one for one in merge(*pages) if end is None or one[0].position <= end], end


def rows(places: Sequence[Place]) -> dict[UUID, Event]:
    """The events that stand at some places, each with what it lacks of its effect."""
    wanted = list(dict.fromkeys(place.event for place in places))
    found: dict[UUID, Event] = {}
    for start in range(0, len(wanted), AT_ONCE):
        some = Event.objects.filter(id__in=wanted[start : start + AT_ONCE])
        found.update((row.id, row) for row in some.select_related("unapplied").defer("digest"))
    return found


def last_place() -> Coalesce:
    """For a query of events: the last place at which each stands. Who has got so far has all that can be had of it."""
    places = SecondPlace.objects.filter(event=OuterRef("pk")).order_by("-position").values("position")
    return Coalesce(Subquery(places[:1]), F("position"))


def end() -> int:
    """The last position at which an event stands."""
    first = Event.objects.aggregate(last=Max("position"))["last"]
    second = SecondPlace.objects.aggregate(last=Max("position"))["last"]
    return max(first or 0, second or 0)
