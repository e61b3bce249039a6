"""What referral gives as facts: to which kind of service, how soon it answered. No file, no person, and not which provider."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from lakay.referral.models import Referral, Step
from lakay.referral.rules.states import Status
from lakay.statistics.facts.services import areas
from lakay.statistics.facts.source import Clocks, Make, Row, Whole, minutes, when
from lakay.statistics.sets.referral import REFERRALS

MINUTES_OF_AN_HOUR, MINUTES_OF_A_DAY = 60, 24 * 60
OTHER = "other"
"""Stands for a reason to say no that can no longer be read."""


@dataclass(slots=True)
class Way:
    """What the steps of one referral say."""

    asked_at: datetime | None = None
    accepted_at: datetime | None = None
    channel: str = ""
    done_at: datetime | None = None
    declined: str = ""


def ways() -> dict[UUID, Way]:
    """The way of each referral, step by step as they happened."""
    found: dict[UUID, Way] = {}
    said = Step.objects.order_by("at", "id").values_list("referral_id", "at", "status", "channel", "reason")
    for referral, at, status, channel, reason in said.iterator():
        _tread(found.setdefault(referral, Way()), at, status, channel, reason)
    return found


def _tread(way: Way, at: datetime, status: str, channel: str, reason: str) -> None:
    if status == Status.SENT:
        way.asked_at = way.asked_at or at
    elif status == Status.ACCEPTED and way.accepted_at is None:
        way.accepted_at, way.channel = at, channel
    elif status == Status.DONE:
        way.done_at = at
    elif status == Status.DECLINED:
        way.declined = reason or OTHER


def referrals() -> Iterator[Row]:
    """Referrals that were sent."""
    clocks, trodden, where = Clocks(), ways(), areas()
    said = (
        *("id", "from_post", "service__provider__category", "service__provider__country", "service__type", "service__place"),
        *("service__hidden", "urgency", "status", "times"),
    )
    for key, post, kind, country, service, place, hidden, urgency, status, times in Referral.objects.values_list(*said):
        way = trodden.get(key)
        if way is None or way.asked_at is None:
            continue
        accepted, done = minutes(way.asked_at, way.accepted_at), minutes(way.asked_at, way.done_at)
        yield (
            *when(clocks.day(way.asked_at, post), post),
            *(kind, service, country, "" if hidden else where.get(place, "")),
            *(str(urgency), status, way.channel, way.declined, times),
            None if accepted is None else accepted // MINUTES_OF_AN_HOUR,
            None if done is None else done // MINUTES_OF_A_DAY,
        )


SOURCES: tuple[Make, ...] = (partial(Whole, REFERRALS, referrals),)
