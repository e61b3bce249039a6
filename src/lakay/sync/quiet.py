"""What waits quietly (ADR 28): movements at neighbouring posts that speak of people who are not known here.

A post gets the movements of its corridors, and those who were seen there may be known only further away. Such an event keeps waiting: it has its
effect the moment the record comes in another way, it is in no list of what was refused, raises no alarm, and leaves with the window.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from lakay.journal.models import Unapplied
from lakay.journal.pruning import LEFT
from lakay.sync import queries, table

QUIET = "quiet"

NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class _Near:
    """The neighbours of this node, and the actions that nearness alone brings from there, with the days after which they are not sent."""

    posts: frozenset[str] = frozenset()
    days: dict[str, int | None] = field(default_factory=dict)

    @property
    def waiting(self) -> Q:
        """Those that wait."""
        return Q(state=Unapplied.WAITING, event__post__in=self.posts, event__action__in=list(self.days)) if self.days else NOTHING

    def older(self, now: datetime) -> Q:
        """Those that nobody would send any more."""
        found = NOTHING
        for days in set(filter(None, self.days.values())):
            actions = [action for action, most in self.days.items() if most == days]
            found |= Q(event__action__in=actions, event__at__lt=now - timedelta(days=days))
        return found & self.waiting


def _near() -> _Near:
    """As far as something waits at all."""
    place, audience = queries.own_place(), table.audience()
    posts = audience.neighbours(place.post) if place else frozenset()
    if place is None or not posts:
        return _Near()
    waiting = Unapplied.objects.filter(state=Unapplied.WAITING, event__post__in=posts)
    lines = {
        action: audience.near_alone(place.role, action) for action in waiting.values_list("event__action", flat=True).distinct()
    }
    return _Near(posts, {action: _longest([line.days for line in near]) for action, near in lines.items() if near})


def _longest(days: list[int | None]) -> int | None:
    """The longest of some terms; None is for ever."""
    return None if None in days else max(filter(None, days), default=None)


def quiet() -> QuerySet[Unapplied]:
    """The events that wait quietly."""
    return Unapplied.objects.filter(_near().waiting)


def outlived(now: datetime) -> QuerySet[Unapplied]:
    """Those of them that are older than their line: no neighbour sends them any more, and they may leave."""
    return Unapplied.objects.filter(_near().older(now))


def without_quiet(found: QuerySet[Unapplied]) -> QuerySet[Unapplied]:
    """Events without effect, but those that wait quietly."""
    return found.exclude(_near().waiting)


def count() -> Counter[str]:
    """How many events have no effect, by their state; those that wait quietly as `quiet`. What came too late is not counted."""
    near, counted = _near(), Counter[str]()
    rows: Any = Unapplied.objects.exclude(reason=LEFT).values_list("state", "event__action", "event__post")
    for state, action, post, number in rows.annotate(number=Count("pk")).order_by():
        is_quiet = state == Unapplied.WAITING and post in near.posts and action in near.days
        counted[QUIET if is_quiet else state] += number
    return counted
