"""When people pass: more on market days, fewer on Sundays, in the hours when the gate is open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    """A post of the demo: its share of the traffic, its market days (0 = Monday), the share of people who are only counted,
    and where those with documents come from (country -> weight).
    """

    post: str
    share: int
    market_days: frozenset[int]
    counted: float
    nations: Mapping[str, int]


LAND = {"HTI": 62, "DOM": 36, "USA": 1, "FRA": 1}
AIR = {"HTI": 58, "USA": 26, "FRA": 10, "DOM": 6}
SEA = {"HTI": 70, "DOM": 14, "USA": 12, "FRA": 4}

GATES = (
    Gate("HT-OUA", 38, frozenset({0, 4}), 0.87, LAND),
    Gate("HT-MAL", 32, frozenset({1, 3}), 0.86, LAND),
    Gate("HT-BEL", 13, frozenset({0, 4}), 0.80, LAND),
    Gate("HT-ANP", 8, frozenset({0, 4}), 0.80, LAND),
    Gate("HT-CAP", 7, frozenset(), 0.0, AIR),
    Gate("HT-CAP-SEA", 2, frozenset(), 0.0, SEA),
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
