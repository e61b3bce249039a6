"""Many who passed against many new entries: `python -m bench.screening PEOPLE ENTRIES PROCESSES`. All invented (`bench.names.population`)."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from uuid import UUID

from bench.names.population import Individual, Population, people
from lakay.kernel.partial_dates import BadDate, PartialDate
from lakay.watchlist.rules.contents import WantedDocument, WantedName
from lakay.watchlist.rules.judging import Listed, Read
from lakay.watchlist.rules.screening import Screen, Sought

STEP = 5_000
_held: list[tuple[Screen, Population]] = []


def born(number: int) -> PartialDate:
    """A date of eight digits."""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    try:
        return PartialDate(year or None, month or None, (day or None) if month else None)
    except BadDate:
        return PartialDate(year or None)


def sought(one: Individual) -> Sought:
    """An entry."""
    document = WantedDocument(one.nationality, one.document, "passport")
    listed = Listed((WantedName(one.family, one.given),), (document,), born(one.birth), one.sex, (one.nationality,))
    return Sought(UUID(int=int(one.key)), "wanted", listed, by_name=True)


def step(start: int) -> int:
    """How many of some people may be meant."""
    screen, passed = _held[0]
    reads = [read(passed.one(row)) for row in range(start, min(start + STEP, len(passed)))]
    return sum(map(bool, screen.all_of(reads)))


def read(one: Individual) -> Read:
    """Somebody who passed."""
    document = WantedDocument(one.nationality, one.document, "passport")
    return Read(document, WantedName(one.family, one.given), born(one.birth), one.sex, one.nationality)


def main(count: int, entries: int, processes: int) -> None:
    """Build, screen, and say how long it took."""
    passed = people(2, count)
    start = time.perf_counter()
    screen = Screen(map(sought, people(1, entries)))
    built = time.perf_counter() - start
    _held[:] = [(screen, passed)]
    start = time.perf_counter()
    with ProcessPoolExecutor(processes, mp_context=get_context("fork")) as pool:
        found = sum(pool.map(step, range(0, count, STEP)))
    spent = time.perf_counter() - start
    print(f"{entries} entries put in order in {built:.0f} s; {count} people in {spent:.0f} s by {processes}: {found} found")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
