"""Margins of a table: made from the inner cells, and held against those that a file brings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from lakay.disclosure.tables import TOTAL, Cell, Table

MOST_CELLS = 1_000_000


class TooLarge(ValueError):
    """The table has more cells than can be looked after at once."""


def with_margins(table: Table) -> Table:
    """The table with a number in every inner cell (nobody counted is 0) and in every margin. Takes inner cells only."""
    size = 1
    for names in table.categories:
        size *= len(names) + 1
    if size > MOST_CELLS:
        raise TooLarge(size)
    cells: dict[Cell, int] = {}
    for cell in product(*([*names, TOTAL] for names in table.categories)):
        cells[cell] = 0
    for cell, count in table.cells.items():
        for above in sums_over(cell):
            cells[above] += count or 0
    return Table(table.name, table.dimensions, cells, table.measure, table.narrowed)


def sums_over(cell: Cell) -> Iterator[Cell]:
    """The cell itself and every margin that it is counted in."""
    return product(*((category, TOTAL) for category in cell))


def inner(table: Table) -> Table:
    """The table without its margins."""
    return Table(
        table.name,
        table.dimensions,
        {cell: count for cell, count in table.cells.items() if TOTAL not in cell},
        table.measure,
        table.narrowed,
    )


def equations(table: Table) -> Iterator[tuple[Cell, list[Cell]]]:
    """Each total with the cells that it is the sum of, one dimension at a time."""
    for place, total in enumerate(table.totalled):
        if total:
            names = table.categories[place]
            for cell in table.cells:
                if cell[place] == TOTAL:
                    yield cell, [(*cell[:place], name, *cell[place + 1 :]) for name in names]


def wrong_sum(table: Table) -> tuple[Cell, int, int] | None:
    """The first total that its cells contradict: where, what it says, what they come to. Hidden cells contradict only by being too few."""
    for total, parts in equations(table):
        said = table.cells[total]
        counts = [table.cells[part] for part in parts]
        known = sum(count for count in counts if count is not None)
        if said is not None and (known > said or (None not in counts and known != said)):
            return total, said, known
    return None


def missing_cell(table: Table, cells: Mapping[Cell, int | None]) -> Cell | None:
    """The first cell that a whole table would have and this one has not."""
    return next((cell for cell in table.expected() if cell not in cells), None)
