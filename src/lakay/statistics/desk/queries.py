"""What is asked of the desk of figures."""

from __future__ import annotations

from collections.abc import Iterable

from lakay.access.visibility import visible
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.statistics.desk.permissions import is_shown
from lakay.statistics.models import Alarm, Limit, SavedView

STATISTICS = Purpose.STATISTICS
MOST = 100


def views_of(by: Actor) -> list[SavedView]:
    """The views that somebody may open: their own in the order in which they were kept, then those of others."""
    found = visible(by, STATISTICS, SavedView).filter(ended_at=None).order_by("saved_at", "id")
    return sorted(found, key=lambda view: view.owner != by.id)


def limits_of(by: Actor) -> list[Limit]:
    """The limits that somebody set or is told of, the newest last."""
    return list(visible(by, STATISTICS, Limit).filter(ended_at=None).order_by("set_at", "id"))


def alarms_of(by: Actor) -> list[Alarm]:
    """The newest alarms whose cells somebody may see: those that nobody took note of first."""
    found = visible(by, STATISTICS, Alarm).select_related("limit").order_by("-raised_at", "id")[:MOST]
    return sorted(_shown(by, found), key=lambda alarm: alarm.noted_at is not None)


def alarms_waiting(by: Actor) -> list[Alarm]:
    """Those that somebody is still to take note of."""
    return _shown(by, visible(by, STATISTICS, Alarm).filter(noted_at=None).select_related("limit")[:MOST])


def _shown(by: Actor, alarms: Iterable[Alarm]) -> list[Alarm]:
    return [alarm for alarm in alarms if is_shown(by, alarm)]
