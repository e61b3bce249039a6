"""`python -m bench.releases [months [different]]`: the attack on a release of thirty tables with all earlier ones, and what protecting them costs.

Invented crossings: eight posts, ten nationalities of which most are rare. A month is a release of thirty tables (all pairs of six
dimensions, and fifteen of the triples). Some different months are protected, taken in turn for all months, and all are attacked together.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from lakay.disclosure.attack import attack_releases
from lakay.disclosure.margins import with_margins
from lakay.disclosure.protect import MOVEMENTS, protect
from lakay.disclosure.tables import Cell, Table

DIMENSIONS = {
    "post": [f"P{n}" for n in range(8)],
    "direction": ["in", "out"],
    "sex": ["F", "M", "X"],
    "age": ["0-8", "9-17", "18-24", "25-34", "35-49", "50-64", "65+"],
    "nationality": ["HT", "DO", "US", "CA", "FR", "CL", "BR", "CU", "VE", "other"],
    "identity": ["documented", "identified", "counted"],
}
WEIGHTS = {
    "post": [40, 20, 20, 8, 6, 3, 2, 1],
    "direction": [1, 1],
    "sex": [48, 51, 1],
    "age": [6, 10, 20, 28, 24, 9, 3],
    "nationality": [700, 250, 15, 8, 5, 4, 3, 2, 2, 5],
    "identity": [60, 30, 10],
}
PAIRS = list(combinations(DIMENSIONS, 2))
TRIPLES = list(combinations(DIMENSIONS, 3))[:15]


def crossings(count: int, seed: int) -> list[dict[str, str]]:
    """Invented crossings of a month."""
    rng = random.Random(seed)
    columns = {name: rng.choices(names, WEIGHTS[name], k=count) for name, names in DIMENSIONS.items()}
    return [{name: columns[name][row] for name in DIMENSIONS} for row in range(count)]


def tables(month: str, rows: Sequence[dict[str, str]], sets: Sequence[tuple[str, ...]]) -> list[Table]:
    """The tables of one month."""
    return [_table(month, rows, names) for names in sets]


def _table(month: str, rows: Sequence[dict[str, str]], names: tuple[str, ...]) -> Table:
    found: Counter[Cell] = Counter(tuple(row[name] for name in names) for row in rows)
    cells = {cell: found[cell] for cell in found}
    return with_margins(Table(f"{month} {' '.join(names)}", names, cells, "movements", (("period", month),)))


def again(made: Sequence[Table], month: str) -> list[Table]:
    """The same tables as those of another month."""
    return [Table(f"{month} {one.name[8:]}", one.dimensions, one.cells, one.measure, (("period", month),)) for one in made]


def main() -> None:
    """Print what each step takes: seconds of all processes, and by the clock."""
    months, different = (int(word) for word in (*sys.argv[1:], "25", "2")[:2])
    made: list[tuple[Table, ...]] = []
    for number in range(different):
        whole = tables(f"{1990 + number}-01", crossings(20_000, number), [*PAIRS, *TRIPLES])
        start, work = time.perf_counter(), _worked()
        safe = protect(whole, MOVEMENTS)
        made.append(safe.tables)
        cells = sum(len(one.cells) for one in whole)
        print(f"protect: {cells} cells, small {safe.small}, company {safe.company}, {_spent(work, start)}", flush=True)
    releases = [again(made[number % different], f"{2024 + number // 12}-{number % 12 + 1:02}") for number in range(months)]
    start, work = time.perf_counter(), _worked()
    report = attack_releases(releases, MOVEMENTS.threshold, zeros_shown=True)
    print(f"attack: {report.tables} tables, {report.hidden} hidden, {len(report.recovered)} recovered, {_spent(work, start)}")


def _worked() -> float:
    """Seconds of a core, those of processes that have ended among them."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _spent(work: float, start: float) -> str:
    return f"{_worked() - work:.1f} s of a core, {time.perf_counter() - start:.1f} s by the clock"


if __name__ == "__main__":
    main()
