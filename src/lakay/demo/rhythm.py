"""When people pass: more on market days, fewer on Sundays, in the hours when the gate is open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from lakay.border.rules import Direction

ZONE = ZoneInfo("America/Port-au-Prince")
OPENS, CLOSES = time(8, 5), time(17, 55)
"""Shifts begin and end inside the usual hours of the gates."""


@dataclass(frozen=True, slots=True)
class Gate:
    """A post of the demo, its share of the traffic and its market days (0 = Monday)."""

    post: str
    share: int
    market_days: frozenset[int]


GATES = (
    Gate("HT-OUA", 40, frozenset({0, 4})),
    Gate("HT-MAL", 34, frozenset({1, 3})),
    Gate("HT-BEL", 16, frozenset({0, 4})),
    Gate("HT-ANP", 10, frozenset({0, 4})),
)
MARKET, ORDINARY, SUNDAY = 3.0, 1.0, 0.4


def weight(gate: Gate, day: date) -> float:
    """How busy a gate is on a day, against its ordinary day."""
    rhythm = MARKET if day.weekday() in gate.market_days else SUNDAY if day.weekday() == 6 else ORDINARY
    return gate.share * rhythm


def share_out(total: int, first: date, last: date) -> dict[tuple[date, str], int]:
    """Spread a number of crossings over days and gates, so that they add up exactly."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    weights = {(day, gate.post): weight(gate, day) for day in days for gate in GATES}
    whole = sum(weights.values())
    counts: dict[tuple[date, str], int] = {}
    owed = 0.0
    for key, part in weights.items():
        owed += total * part / whole
        counts[key] = int(owed)
        owed -= counts[key]
    counts[last, GATES[0].post] += total - sum(counts.values())
    return counts


def instants(random: Random, day: date, count: int) -> Iterator[datetime]:
    """The moments of a day at which people pass, in order."""
    start = datetime.combine(day, OPENS, ZONE)
    seconds = (datetime.combine(day, CLOSES, ZONE) - start).total_seconds()
    return (start + timedelta(seconds=at) for at in sorted(random.uniform(60, seconds - 60) for _n in range(count)))


def direction_at(random: Random, at: datetime) -> Direction:
    """In the morning more go out to the market, in the afternoon they come home."""
    out = 0.72 if at.hour < 12 else 0.28
    return Direction.EXIT if random.random() < out else Direction.ENTRY
