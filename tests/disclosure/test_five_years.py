"""Five years of a small border: each month, quarter and year comes out, some months twice. Nobody works out a single hidden count."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import product

import pytest

from lakay.disclosure.attack import attack_releases
from lakay.disclosure.protect import MOVEMENTS, protect
from lakay.disclosure.tables import Cell, Table

POSTS, SEXES, AGES = [f"P{n}" for n in range(6)], ["F", "M"], ["0-17", "18-59", "60+"]
Month = dict[tuple[str, str, str], int]


def counted(rng: random.Random) -> Month:
    return {cell: int(rng.paretovariate(0.55)) - rng.randrange(2) for cell in product(POSTS, SEXES, AGES)}


def tables(period: str, months: Sequence[Month]) -> list[Table]:
    """By post and sex, and by post and age."""
    found = []
    for places, names in (((0, 1), ("post", "sex")), ((0, 2), ("post", "age"))):
        cells: dict[Cell, int | None] = {}
        for month in months:
            for cell, count in month.items():
                one = tuple(cell[place] for place in places)
                cells[one] = (cells.get(one) or 0) + count
        found.append(Table(f"{period} {names}", names, cells, "movements", (("period", period),)))
    return found


def spans(year: int, month: int) -> list[tuple[str, int]]:
    """What comes out at the end of a month: its name, and how many months it tells of."""
    found = [(f"{year}-{month:02}", 1)]
    found += [(f"{year}-Q{month // 3}", 3)] * (month % 3 == 0)
    return found + [(str(year), 12)] * (month == 12)


@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    "years", [pytest.param(1, marks=pytest.mark.wide), pytest.param(5, marks=[pytest.mark.slow, pytest.mark.long])]
)
def test_nothing_falls_in_years_of_releases(years: int):
    rng = random.Random(7)
    months: list[Month] = []
    releases: list[list[Table]] = []
    naive: list[list[Table]] = []
    for number in range(years * 12):
        months.append(counted(rng))
        for name, length in spans(2021 + number // 12, number % 12 + 1):
            whole = tables(name, months[-length:])
            releases.append(list(protect(whole, MOVEMENTS, releases[-40:]).tables))
            naive.append(list(protect(whole, MOVEMENTS).tables))
        if number % 6 == 5:  # a parcel of late records: the month comes out again
            months[-1] = {cell: count + (3 if cell[0] == "P0" else 0) for cell, count in months[-1].items()}
            again = tables(f"{2021 + number // 12}-{number % 12 + 1:02}", months[-1:])
            releases.append(list(protect(again, MOVEMENTS, releases[-40:]).tables))
            naive.append(list(protect(again, MOVEMENTS).tables))
    report = attack_releases(releases, 5, zeros_shown=True)
    shown = sum(count is not None for tables in releases for table in tables for count in table.cells.values())
    assert report.recovered == ()
    assert shown > report.hidden
    assert attack_releases(naive, 5, zeros_shown=True).recovered
