"""Records that cannot be right, for those who can look at the person or the paper again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q

from lakay.border.models import Crossing
from lakay.border.rules import Direction, Source

OLDEST = 110
LONGEST_STAY_DAYS = 5 * 366
MOST = 200


class Fault(StrEnum):
    """What is wrong, by rule. The order is that of the page: what spoils a figure most comes first."""

    TWICE_IN = "twice-in"
    NO_AGE = "no-age"
    TOO_OLD = "too-old"
    NO_NATION = "no-nationality"
    NO_SEX = "no-sex"
    AHEAD = "in-the-future"
    LONG_STAY = "very-long-stay"


@dataclass(frozen=True, slots=True)
class ToMend:
    """A crossing and what is wrong with it."""

    crossing: UUID
    person: UUID
    fault: Fault
    local_on: date
    lane: str
    officer: UUID
    direction: str
    late: bool


def conditions(today: date) -> dict[Fault, Q]:
    """The rules that look at one crossing alone."""
    return {
        Fault.NO_AGE: Q(age=None),
        Fault.TOO_OLD: Q(age__gt=OLDEST),
        Fault.NO_NATION: Q(nationality=""),
        Fault.NO_SEX: Q(sex=""),
        Fault.AHEAD: Q(local_on__gt=today),
        Fault.LONG_STAY: Q(overstay_days__gt=LONGEST_STAY_DAYS),
    }


def to_mend(post: str, first: date, last: date, today: date) -> list[ToMend]:
    """What is to be mended at a post in some days, the newest first; no more than two hundred."""
    found = Crossing.objects.standing().at_post(post).filter(local_on__gte=first, local_on__lte=last)
    lines = [line for fault, condition in conditions(today).items() for line in _lines(found.filter(condition), fault)]
    lines += _twice(post, first, last)
    return sorted(lines, key=lambda line: (line.local_on, str(line.crossing)), reverse=True)[:MOST]


def _lines(found: object, fault: Fault) -> Iterator[ToMend]:
    for one in found.order_by("-local_on", "-pk")[:MOST]:  # type: ignore[attr-defined]
        yield _line(one, fault)


def _line(one: Crossing, fault: Fault) -> ToMend:
    late = one.source != Source.BOOTH
    return ToMend(one.pk, one.person_id, fault, one.local_on, one.lane, one.officer, one.direction, late)


def _twice(post: str, first: date, last: date) -> Iterator[ToMend]:
    """Two entries on one day with no exit between: somebody was recorded twice, or an exit was not."""
    entries = Crossing.objects.passed().at_post(post).filter(local_on__gte=first, local_on__lte=last)
    last_of: dict[UUID, tuple[date, str]] = {}
    for one in entries.order_by("at", "pk").annotate(on=F("local_on")):
        known = last_of.get(one.person_id)
        if known == (one.local_on, Direction.ENTRY.value) and one.direction == Direction.ENTRY:
            yield _line(one, Fault.TWICE_IN)
        last_of[one.person_id] = (one.local_on, one.direction)
