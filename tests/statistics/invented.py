"""Facts of people who do not exist, few and awkward: gaps, corrections, the same day twice, nobody known by anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from lakay.statistics import parquet
from lakay.statistics.facts.source import age_band, age_group, day_of, month_of, when
from lakay.statistics.registry import fact_tables
from lakay.statistics.sets.border import CROSSINGS
from lakay.statistics.shapes import FactTable, Holds

POSTS = ("HT-OUA", "HT-MAL", "HT-BEL")
FIRST = date(2024, 1, 1)
DAYS = 3 * 365
SEED = 7

Facts = dict[str, list[dict[str, Any]]]


def crossings(rng: Random, persons: int = 60) -> list[dict[str, Any]]:
    """Whole lives of some persons, and counts."""
    found: list[dict[str, Any]] = []
    for number in range(persons):
        found += _life(rng, 1_000 + number)
    return found + [_count(rng) for _ in range(200)]


def _life(rng: Random, person: int) -> list[dict[str, Any]]:
    on, direction, entered, found = FIRST + timedelta(days=rng.randrange(400)), rng.choice(("entry", "exit")), None, []
    nth: Counter[str] = Counter()
    sex, age, nation = rng.choice(("F", "M", "")), rng.choice((None, 3, 17, 34, 91)), rng.choice(("HTI", "DOM", "USA", ""))
    while on < FIRST + timedelta(days=DAYS):
        nth[month_of(on)] += 1
        refused = rng.random() < 0.1
        over = rng.choice((None, 0, 3, 40, 400)) if direction == "exit" and not refused else None
        found.append(
            _row(on, rng.choice(POSTS))
            | {"market_day": rng.choice(("yes", "no")), "direction": direction, "decision": "refused" if refused else "admitted"}
            | {"reason": "expired" if refused else "", "level": rng.choice(("documented", "identified"))}
            | {"source": rng.choice(("booth", "late", "import")), "sex": sex, "age": age, "age_group": age_group(age)}
            | {"age_band": age_band(age), "nationality": nation, "citizen": {"HTI": "yes", "": ""}.get(nation, "no")}
            | {"person": person, "nth": nth[month_of(on)], "number": 1, "stay_rule": "visitor" if direction == "entry" else ""}
            | {"until_day": day_of(on) + rng.choice((0, 30, 90)) if direction == "entry" and rng.random() < 0.8 else None}
            | {"entry_day": entered if direction == "exit" and not refused else None, "overstay_days": over}
            | {"settles": rng.choice(("yes", "no", "")) if direction == "entry" else ""}
        )
        if not refused:
            entered = day_of(on) if direction == "entry" else None
            direction = {"entry": "exit", "exit": "entry"}[direction] if rng.random() < 0.93 else direction
        on += timedelta(days=rng.choice((0, 1, 5, 20, 100, 183, 200, 365, 500)))
    return found


def _count(rng: Random) -> dict[str, Any]:
    on = FIRST + timedelta(days=rng.randrange(DAYS))
    blank = {column.name: "" if column.holds is Holds.TEXT else None for column in CROSSINGS.own}
    said = {"market_day": "no", "direction": rng.choice(("entry", "exit")), "decision": "admitted", "level": "counted"}
    said |= {"source": "booth", "sex": rng.choice(("F", "M", "X")), "age_group": rng.choice(("0-4", "18-59"))}
    return _row(on, rng.choice(POSTS)) | blank | said | {"number": rng.choice((1, 12, 300, -2))}


def _row(on: date, post: str) -> dict[str, Any]:
    return dict(zip(("month", "day", "weekday", "post"), when(on, post), strict=True))


CODES = {
    "outcome": ("same", "other", "open", ""),
    "priority": ("1", "2"),
    "sex": ("F", "M", ""),
    "age_band": ("0-8", "18-20", ""),
}


def anything(rng: Random, table: FactTable, count: int = 150) -> list[dict[str, Any]]:
    """Rows of any other table: some codes, some numbers, some of neither."""
    found = []
    for _ in range(count):
        row = _row(FIRST + timedelta(days=rng.randrange(DAYS)), rng.choice(POSTS))
        for column in table.own:
            if column.holds is Holds.TEXT:
                row[column.name] = rng.choice(CODES.get(column.name, ("a", "b b", "ç,“'", "")))
            else:
                row[column.name] = (
                    rng.choice((0, 1, 1)) if table.name == "post_days" else rng.choice((None, 0, 5, 23, 24, 60, 61, 9_999))
                )
        found.append(row)
    return found


def facts(seed: int = SEED) -> Facts:
    """Facts of every table."""
    rng = Random(seed)
    return {
        name: crossings(rng) if name == CROSSINGS.name else anything(rng, table) for name, table in sorted(fact_tables().items())
    }


def write(found: Facts, folder: Path) -> Path:
    """Facts as files, one for each month and one without rows, as an export leaves them."""
    for name, table in fact_tables().items():
        parquet.write(table, [], folder / name / parquet.SHAPE)
        rows = sorted(found.get(name, []), key=lambda row: str(row["month"]))
        half = len(rows) // 2
        for number, part in enumerate((rows[:half], rows[half:])):
            parquet.write(table, _lines(table, part), folder / name / f"{number}.parquet")
    return folder


def _lines(table: FactTable, rows: Iterable[dict[str, Any]]) -> Iterable[tuple[object, ...]]:
    return (tuple(row[column.name] for column in table.columns) for row in rows)
