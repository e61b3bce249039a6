"""Rare categories are rolled up before anything is hidden: three nationalities of two people each say less together, and hide less."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from lakay.disclosure.margins import inner, with_margins
from lakay.disclosure.tables import JOINED, TOTAL, Cell, Table, joined


def roll_up(tables: Sequence[Table], dimension: str, least: int) -> list[Table]:
    """Join the categories of a dimension that count fewer than `least` in some of the tables, in all tables that have it.

    If those together still count fewer, the next rarest joins them. The new category is called by its parts (`Cuba+Peru`), so that the
    attack knows what it is the sum of. Takes whole tables, gives whole tables; a dimension of two categories is left alone.
    """
    with_it = [table for table in tables if dimension in table.dimensions]
    counts = _counts(with_it, dimension)
    rare = sorted((category for category, seen in counts.items() if min(seen) < least), key=lambda one: (sum(counts[one]), one))
    others = sorted((category for category in counts if category not in rare), key=lambda one: (sum(counts[one]), one))
    while rare and others and any(sum(seen) < least for seen in zip(*(counts[one] for one in rare), strict=True)):
        rare.append(others.pop(0))
    if len(rare) < 2 or not others:
        return list(tables)
    together = JOINED.join(sorted(part for one in rare for part in joined(one)))
    return [_joined(table, dimension, set(rare), together) if table in with_it else table for table in tables]


def _counts(tables: Iterable[Table], dimension: str) -> dict[str, list[int]]:
    """What each category counts in each table that has the dimension."""
    found: dict[str, list[int]] = defaultdict(list)
    known = [(table, table.dimensions.index(dimension)) for table in tables]
    every = {category for table, place in known for category in table.categories[place]}
    for table, place in known:
        for category in every:
            cell = tuple(category if one == place else TOTAL for one in range(len(table.dimensions)))
            found[category].append(table.cells.get(cell) or 0)
    return found


def _joined(table: Table, dimension: str, rare: set[str], together: str) -> Table:
    place = table.dimensions.index(dimension)
    cells: dict[Cell, int | None] = {}
    for cell, count in inner(table).cells.items():
        one = (*cell[:place], together if cell[place] in rare else cell[place], *cell[place + 1 :])
        cells[one] = (cells.get(one) or 0) + (count or 0)
    return with_margins(Table(table.name, table.dimensions, cells, table.measure, table.narrowed))
