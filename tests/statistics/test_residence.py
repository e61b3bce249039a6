"""Who came to live on the other side, on the days on which it turns: one day more or less decides."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from lakay.statistics import parquet
from lakay.statistics.facts.source import month_of, when
from lakay.statistics.registry import indicator
from lakay.statistics.running import Asked, run
from lakay.statistics.sets.border import CROSSINGS
from lakay.statistics.shapes import Holds

BEGIN = date(2023, 3, 1)
IN, OUT = "entry", "exit"

Life = list[tuple[int, str]]
"""Movements: on which day from the beginning, and which way."""


def rows(life: Life, last: int, settles: str) -> list[tuple[Any, ...]]:
    """One person's crossings, and somebody else's on the last day that the register knows."""
    found, nth = [], 0
    month = ""
    for offset, way in life:
        on = BEGIN + timedelta(days=offset)
        nth = nth + 1 if month_of(on) == month else 1
        month = month_of(on)
        found.append(row(on, way, 1, nth, settles if way == IN else ""))
    return [*found, row(BEGIN + timedelta(days=last), OUT, None, None, "")]


def row(on: date, way: str, person: int | None, nth: int | None, settles: str) -> tuple[Any, ...]:
    """One crossing at Ouanaminthe."""
    said = dict(zip(("month", "day", "weekday", "post"), when(on, "HT-OUA"), strict=True))
    said |= {"direction": way, "decision": "admitted", "person": person, "nth": nth, "number": 1, "settles": settles}
    return tuple(said.get(column.name, "" if column.holds is Holds.TEXT else None) for column in CROSSINGS.columns)


def migrants(code: str, life: Life, last: int, folder: Path, settles: str = "") -> list[tuple[str, str]]:
    """Which way and how surely the person counts."""
    parquet.write(CROSSINGS, rows(life, last, settles), folder / "crossings" / "shape.parquet")
    return [
        (str(way), str(status))
        for way, status, number in run(indicator(code), folder, Asked(("direction", "status"))).rows
        for _ in range(int(number))
    ]


@pytest.mark.parametrize(
    ("life", "last", "counts"),
    [
        ([(0, IN), (365, OUT)], 900, [(IN, "final"), (OUT, "final")]),
        ([(0, IN), (364, OUT)], 900, []),
        ([(0, IN)], 365, [(IN, "final")]),
        ([(0, IN)], 364, [(IN, "provisional")]),
        ([(0, IN), (10, OUT), (40, IN)], 900, [(IN, "final")]),
        ([(0, IN), (10, OUT), (40, IN), (404, OUT)], 900, []),
        ([(0, OUT), (365, IN), (400, OUT)], 900, [(OUT, "final")]),
        ([(0, OUT), (14, IN), (20, OUT), (30, IN)], 900, []),
        ([(0, IN), (400, OUT), (410, IN), (800, OUT)], 900, [(IN, "final"), (OUT, "provisional")]),
        ([(0, IN), (400, OUT), (800, IN)], 900, [(IN, "final"), (IN, "provisional"), (OUT, "final")]),
        ([(0, IN), (0, OUT), (0, IN)], 365, [(IN, "final")]),
        ([(0, IN), (200, IN)], 900, [(IN, "final")]),
    ],
    ids=lambda value: str(value) if isinstance(value, list) else None,
)
def test_twelve_months_are_365_days_without_a_break(life: Life, last: int, counts: list[tuple[str, str]], tmp_path: Path) -> None:
    assert migrants("border.migrants", life, last, tmp_path) == counts


@pytest.mark.parametrize(
    ("life", "last", "counts"),
    [
        ([(0, IN), (183, OUT)], 900, [(IN, "final"), (OUT, "final")]),
        ([(0, IN), (182, OUT)], 900, []),
        ([(0, IN), (100, OUT), (200, IN), (283, OUT)], 900, [(IN, "final"), (OUT, "final")]),
        ([(0, IN), (100, OUT), (200, IN), (282, OUT)], 900, []),
        ([(0, IN), (100, OUT), (282, IN), (400, OUT)], 900, [(IN, "final"), (OUT, "final")]),
        ([(0, IN), (99, OUT), (282, IN), (370, OUT)], 900, []),
        ([(0, IN)], 100, [(IN, "provisional")]),
        ([(0, IN)], 183, [(IN, "final")]),
        ([(0, IN), (10, OUT), (200, IN)], 210, [(IN, "provisional")]),
        ([(0, IN), (10, OUT)], 100, []),
        ([(0, IN), (200, OUT), (220, IN), (420, OUT), (440, IN), (640, OUT)], 900, [(IN, "final"), (OUT, "final")]),
    ],
    ids=lambda value: str(value) if isinstance(value, list) else None,
)
def test_six_months_and_a_day_are_183_of_the_next_365(
    life: Life, last: int, counts: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert migrants("border.migrants_most", life, last, tmp_path) == counts


@pytest.mark.parametrize(
    ("life", "last", "settles", "counts"),
    [
        ([(0, IN)], 30, "yes", [(IN, "provisional")]),
        ([(0, IN), (20, OUT)], 365, "yes", [(IN, "final")]),
        ([(0, IN), (20, OUT)], 364, "yes", [(IN, "provisional")]),
        ([(0, IN)], 900, "no", []),
        ([(0, IN)], 900, "", []),
        ([(0, IN), (20, OUT), (30, IN)], 900, "yes", [(IN, "final")]),
    ],
)
def test_what_they_said_counts_once_and_is_final_after_a_year(
    life: Life, last: int, settles: str, counts: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert migrants("border.migrants_intended", life, last, tmp_path, settles) == counts
