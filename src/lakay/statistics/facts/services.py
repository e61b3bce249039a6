"""What the directory gives as facts: the last count of each house at the end of each month. The table has only the newest; the journal has all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from lakay.journal.core.events import from_body
from lakay.journal.models import Event
from lakay.places.models import Place
from lakay.services.models import Service
from lakay.statistics.facts.source import Clocks, Make, Row, Whole, days_of, month_of, when
from lakay.statistics.sets.services import ROOM

COUNTING = ("services.room.count", "services.service.write")
COMMUNE, DEPARTMENT = 2, 1


@dataclass(frozen=True, order=True, slots=True)
class Count:
    """A count of places, on a day by the clock of the country."""

    at: datetime
    on: date
    capacity: int
    occupied: int


def areas() -> dict[str, str]:
    """The department or region of each commune or province, and of itself, by p-code."""
    said = Place.objects.filter(level__in=(DEPARTMENT, COMMUNE)).values_list("pcode", "level", "parent__pcode")
    return {pcode: parent if level == COMMUNE else pcode for pcode, level, parent in said}


def counts() -> Mapping[UUID, list[Count]]:
    """All counts of each service, the oldest first."""
    clocks, found = Clocks(), defaultdict[UUID, list[Count]](list)
    for body in Event.objects.filter(action__in=COUNTING).values_list("body", flat=True).iterator():
        _header, changes = from_body(bytes(body))
        for change in changes:
            said = change.open
            if change.kind == Service.kind and said.get("counted_at"):
                at = datetime.fromisoformat(said["counted_at"])
                found[change.record].append(Count(at, clocks.at_home(at), said.get("capacity") or 0, said.get("occupied") or 0))
    return {service: sorted(told) for service, told in found.items()}


def room() -> Iterator[Row]:
    """A row for each service and month from its first count on, until it ended, or to the month of the last count of any."""
    counted, where, clocks = counts(), areas(), Clocks()
    if not counted:
        return
    newest = max(told[-1].on for told in counted.values())
    said = ("id", "type", "place", "hidden", "ended_at", "provider__category", "provider__country")
    for key, kind, place, hidden, ended_at, category, country in Service.objects.order_by("code").values_list(*said):
        area = "" if hidden else where.get(place, "")
        last = min(newest, clocks.at_home(ended_at)) if ended_at else newest
        for on, count in at_ends_of_months(counted.get(key, []), last):
            age = (on - count.on).days
            yield (*when(on, ""), category, kind, country, area, count.capacity, count.occupied, age)


def at_ends_of_months(counted: list[Count], last: date) -> Iterator[tuple[date, Count]]:
    """The count that stood on the last day of each month, from the first count to a day, which ends the newest month."""
    if not counted:
        return
    month = month_of(counted[0].on)
    while month <= month_of(last):
        _first, after = days_of(month)
        on = min(after - timedelta(days=1), last)
        stood = [count for count in counted if count.on <= on]
        if stood:
            yield on, stood[-1]
        month = month_of(after)


SOURCES: tuple[Make, ...] = (partial(Whole, ROOM, room),)
