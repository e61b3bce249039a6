"""What the work between agencies gives as facts: kinds of incident and how long they stayed open. No title, no log, no person."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from lakay.coordination.models import Incident
from lakay.coordination.pack import incident_kinds
from lakay.statistics.facts.source import Clocks, Make, Row, Whole, minutes, when, yes
from lakay.statistics.pack import shown
from lakay.statistics.sets.incidents import INCIDENTS, LOST

MINUTES_OF_AN_HOUR = 60


def incidents() -> Iterator[Row]:
    """Incidents of kinds that the pack does not keep for the protection desk; of a kind it does not know, none."""
    clocks = Clocks()
    kinds = [kind.code for kind in incident_kinds() if not kind.protection]
    said = ("opened_at", "post", "category", "seriousness", "closed_at")
    for at, post, kind, seriousness, closed_at in Incident.objects.filter(category__in=kinds).values_list(*said):
        lasted = minutes(at, closed_at)
        yield (
            *when(clocks.day(at, post), post),
            *(kind, seriousness, yes(closed_at is not None)),
            None if lasted is None else lasted // MINUTES_OF_AN_HOUR,
        )


def lost() -> Iterator[Row]:
    """Incidents about people who were lost on the way."""
    clocks = Clocks()
    found = Incident.objects.filter(category__in=shown().lost)
    for at, post, kind, closed_at in found.values_list("opened_at", "post", "category", "closed_at"):
        yield (*when(clocks.day(at, post), post), kind, yes(closed_at is not None))


SOURCES: tuple[Make, ...] = (partial(Whole, INCIDENTS, incidents), partial(Whole, LOST, lost))
