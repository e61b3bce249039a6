"""`python -m bench.releases [months]`: the attack on a release of thirty tables with all earlier ones, and what protecting them costs.

Invented crossings: eight posts, ten nationalities of which most are rare. Each month is a release of thirty tables (all pairs of six
dimensions, and fifteen of the triples), protected; then the last release is
attacked jointly with all the others. Seconds of this process, and by the clock.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from lakay.disclosure.attack import attack
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


def main() -> None:
    """Print what each step takes."""
    months = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    published: list[Table] = []
    for number in range(months):
        month = f"{2024 + number // 12}-{number % 12 + 1:02}"
        whole = tables(month, crossings(20_000, number), [*PAIRS, *TRIPLES])
        start, work = time.perf_counter(), time.process_time()
        made = protect(whole, MOVEMENTS)
        print(
            f"{month}: {sum(len(one.cells) for one in whole)} cells, small {made.small}, company {made.company}, "
            f"{time.process_time() - work:.1f} s, {time.perf_counter() - start:.1f} s",
            flush=True,
        )
        published += made.tables
    start, work = time.perf_counter(), time.process_time()
    report = attack(published, MOVEMENTS.threshold, zeros_shown=True)
    print(
        f"attack: {report.tables} tables, {report.hidden} hidden cells, {len(report.recovered)} recovered, "
        f"{time.process_time() - work:.1f} s, {time.perf_counter() - start:.1f} s"
    )


if __name__ == "__main__":
    main()
