"""All ways to fill hidden cells, one by one: slow, plain, and sharing no line with the attack that it judges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

Cell = tuple[str, ...]


def fillings(
    shape: Sequence[Sequence[str]], published: Sequence[tuple[Cell, int | None]], least: int
) -> Iterator[dict[Cell, int]]:
    """Every inner table of whole numbers from 0 that agrees with all published numbers; hidden inner cells count `least` or more.

    `shape` lists the categories of each dimension; a published cell has `*` where it is a total. Some total of all must be published.
    """
    inner = list(product(*shape))
    shown = {cell: count for cell, count in published if count is not None}
    hidden = {cell for cell, count in published if count is None}
    sums = [([index for index, cell in enumerate(inner) if covers(total, cell)], count) for total, count in shown.items()]
    most = [min(count for places, count in sums if index in places) for index in range(len(inner))]

    def go(index: int, chosen: list[int]) -> Iterator[list[int]]:
        if index == len(inner):
            yield list(chosen)
            return
        for value in range(least if inner[index] in hidden else 0, most[index] + 1):
            chosen.append(value)
            if all(fits(places, count, chosen) for places, count in sums):
                yield from go(index + 1, chosen)
            chosen.pop()

    for one in go(0, []):
        found = dict(zip(inner, one, strict=True))
        if not least or all(value_of(found, cell) >= least for cell in hidden):
            yield found


def fits(places: Sequence[int], count: int, chosen: Sequence[int]) -> bool:
    so_far = sum(chosen[place] for place in places if place < len(chosen))
    return so_far == count if places[-1] < len(chosen) else so_far <= count


def covers(total: Cell, cell: Cell) -> bool:
    return all(category in {"*", part} for category, part in zip(total, cell, strict=True))


def value_of(inner: dict[Cell, int], cell: Cell) -> int:
    return sum(count for one, count in inner.items() if covers(cell, one))


def ranges(
    shape: Sequence[Sequence[str]], published: Sequence[tuple[Cell, int | None]], least: int = 0
) -> dict[Cell, tuple[int, int]]:
    """Least and most of every hidden cell over all fillings."""
    found: dict[Cell, tuple[int, int]] = {}
    for filling in fillings(shape, published, least):
        for cell, count in published:
            if count is None:
                value = value_of(filling, cell)
                low, high = found.get(cell, (value, value))
                found[cell] = min(low, value), max(high, value)
    return found
