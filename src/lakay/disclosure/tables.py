"""A table of counts with margins, and what each of its cells is a count of.

Two cells of two tables that count the same people have one identity: the measure, and each dimension that is narrowed with what it is
narrowed to. A total says nothing of its dimension, so that the total of a table by post and sex is found again in a table by post.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from lakay.disclosure.periods import NAMES, Span, is_time, span

TOTAL = "*"
JOINED = "+"
_BETWEEN = re.compile(r"\+(?=[^+])")
TIME = "period"
"""How every column that tells when is called in identities: a month under `mwa` and its quarter under `period` are one time."""
Cell = tuple[str, ...]
Place = frozenset[str] | tuple[int, int]
"""What a dimension is narrowed to: a set of categories (one, or several rolled up), or a span of days."""
Key = tuple[str, tuple[tuple[str, Place], ...]]


@dataclass(frozen=True)
class Table:
    """Counts by their cell: one category, or `*`, for each dimension. A hidden count is None.

    `measure` tells what is counted (movements, persons): only tables of one measure can be subtracted from each other. `narrowed`
    are dimensions that the whole table is narrowed to, though no column says so: the month of a monthly table.
    """

    name: str
    dimensions: tuple[str, ...]
    cells: Mapping[Cell, int | None]
    measure: str = ""
    narrowed: tuple[tuple[str, str], ...] = ()

    @cached_property
    def categories(self) -> tuple[tuple[str, ...], ...]:
        """The categories of each dimension without `*`, in the order in which they first come."""
        seen: list[dict[str, None]] = [{} for _ in self.dimensions]
        for cell in self.cells:
            for place, category in enumerate(cell):
                if category != TOTAL:
                    seen[place][category] = None
        return tuple(tuple(one) for one in seen)

    @cached_property
    def totalled(self) -> tuple[bool, ...]:
        """Which dimensions have totals."""
        return tuple(any(cell[place] == TOTAL for cell in self.cells) for place in range(len(self.dimensions)))

    @property
    def hidden(self) -> list[Cell]:
        """The cells without a number."""
        return [cell for cell, count in self.cells.items() if count is None]

    def expected(self) -> Iterator[Cell]:
        """Every cell that a whole table with these categories has, totals last."""
        lists = [[*names, TOTAL] if total else list(names) for names, total in zip(self.categories, self.totalled, strict=True)]
        return product(*lists)

    @cached_property
    def keys(self) -> dict[Cell, Key]:
        """The identity of each cell."""
        times = [name for name, _ in self.narrowed if name.casefold() in NAMES]
        times += [name for name in self.dimensions if name.casefold() in NAMES]
        alone = times[0] if len(times) == 1 else ""
        fixed = [(_called(name, place, alone), place) for name, category in self.narrowed if (place := place_of(name, category))]
        known = [self._said(place, alone) for place in range(len(self.dimensions))]
        found = {}
        for cell in self.cells:
            said = [one for place, category in enumerate(cell) if (one := known[place][category]) is not None]
            found[cell] = (self.measure, tuple(sorted([*fixed, *said], key=_by_name)))
        return found

    def _said(self, place: int, alone: str) -> dict[str, tuple[str, Place] | None]:
        """What each category of a dimension stands for. `*` is everybody; for periods the time from the first to the last of them."""
        name, names = self.dimensions[place], self.categories[place]
        if not is_time(name, frozenset(names)):
            return {category: (name, joined(category)) for category in names} | {TOTAL: None}
        spans = {category: days for category in names if (days := span(category)) is not None}
        whole: Span = min(days[0] for days in spans.values()), max(days[1] for days in spans.values())
        called = _called(name, whole, alone)
        return {**{category: (called, days) for category, days in spans.items()}, TOTAL: (called, whole)}


def _called(name: str, place: Place, alone: str) -> str:
    """The name of a dimension in identities: the one name of time, where a table has one time only."""
    return TIME if name == alone and isinstance(place, tuple) else name


def joined(category: str) -> frozenset[str]:
    """The categories that one stands for: `Cuba+Peru` two, `60+` one, `39-47+48+` two."""
    return frozenset(_BETWEEN.split(category))


def _by_name(said: tuple[str, Place]) -> str:
    return said[0]


def place_of(dimension: str, category: str) -> Place:
    """What a whole table is narrowed to: a period, or one or several categories."""
    days = span(category) if is_time(dimension, frozenset({category})) else None
    return days if days is not None else joined(category)
