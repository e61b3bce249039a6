"""Figures of millions of movements: the same question by an indicator and by hand, and pages from the cube.

`python -m bench.stats FOLDER [--rows 10000000] [--pages]` invents the facts if FOLDER has none, asks in turn, and prints the best of
each; with `--pages` only the cube is built and asked.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from lakay.statistics import parquet
from lakay.statistics.cube import build, look
from lakay.statistics.engines.sql import sql_of
from lakay.statistics.inventing import invent
from lakay.statistics.registry import indicator, indicators
from lakay.statistics.running import Asked
from lakay.statistics.sets.border import CROSSINGS

BY_HAND = """
SELECT month, post, direction, sex, age_group, count(*) AS rows, count(DISTINCT person) AS persons
FROM crossings WHERE decision = 'admitted' AND person IS NOT NULL GROUP BY ALL
"""
BY = ("month", "post", "direction", "sex", "age_group")
TIMES = 5

DASHBOARD = (
    ("border.movements", Asked(("month", "direction"))),
    ("border.movements", Asked(("post", "direction"), {"month": ["2025-11"]})),
    ("border.movements", Asked(("nationality",), {"month": ["2025-11"]})),
    ("border.persons", Asked(("month", "direction"))),
    ("border.persons", Asked(("sex", "age_band"), {"month": ["2025-11"], "direction": ["entry"]})),
    ("border.refusals", Asked(("month", "reason"))),
    ("posts.completeness", Asked(("month", "post"))),
    ("border.timeliness", Asked(("month",))),
)
"""What the page of the border asks."""


def timed(do: Callable[[], object]) -> float:
    """Seconds by the clock."""
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def flows(folder: Path) -> None:
    """Monthly flows with distinct persons: by the indicator, and by hand on the same file."""
    one = indicator("border.persons")
    rows = one.rows(CROSSINGS.table())
    expression = rows.group_by(list(BY)).aggregate(rows=rows.count(), persons=one.value(rows))
    with parquet.connect() as duck:
        duck.execute(f"SET temp_directory = {parquet.quoted(folder / 'working')}")
        duck.execute(f"CREATE VIEW crossings AS {parquet.reading(CROSSINGS, folder)}")
        ours, theirs = sql_of(expression, "duckdb"), BY_HAND
        if sorted(duck.execute(ours).fetchall()) != sorted(duck.execute(theirs).fetchall()):
            raise SystemExit("the indicator and the question by hand differ")
        taken = [
            (timed(lambda: duck.execute(ours).fetchall()), timed(lambda: duck.execute(theirs).fetchall())) for _ in range(TIMES)
        ]
    best = [min(times) for times in zip(*taken, strict=True)]
    print(f"flows with distinct persons: indicator {best[0]:.2f} s, by hand {best[1]:.2f} s, ratio {best[0] / best[1]:.2f}")


def pages(folder: Path) -> None:
    """The cube, and what a page asks of it."""
    started = time.perf_counter()
    cube = build(indicators().values(), folder, folder / "cube", datetime.now(UTC), progress=lambda code, done, of: None)
    print(f"cube: {time.perf_counter() - started:.0f} s, {sum(one.cells for kept in cube.kept.values() for one in kept)} cells")
    times = [timed(lambda: [look(cube, indicator(code), asked) for code, asked in DASHBOARD]) for _ in range(TIMES)]
    print(f"{len(DASHBOARD)} questions of a page from the cube: first {times[0] * 1000:.0f} ms, best {min(times) * 1000:.0f} ms")


def main() -> None:
    """Measure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--rows", type=int, default=10_000_000)
    asked.add_argument("--pages", action="store_true")
    said = asked.parse_args()
    if not (said.folder / CROSSINGS.name).exists():
        print(f"inventing {said.rows} rows: {timed(lambda: invent(said.folder, said.rows, 1, progress=lambda done: None)):.0f} s")
    print(f"load {os.getloadavg()[0]:.1f}")
    if not said.pages:
        flows(said.folder)
    pages(said.folder)


if __name__ == "__main__":
    main()
