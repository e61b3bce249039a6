"""What a format writes: a table, and what release it belongs to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lakay.disclosure.periods import is_time
from lakay.disclosure.reading import in_order
from lakay.disclosure.tables import TOTAL, Cell, Table


@dataclass(frozen=True, slots=True)
class Given:
    """A published table with the number, title, licence and instant of its release, and what stands beside (`gathering.about`)."""

    table: Table
    number: int
    position: int
    title: str
    licence: str
    method: str
    at: datetime
    country: str
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """What the table is called where only letters and digits are allowed."""
        return "_".join(("LAKAY", f"R{self.number}", f"T{self.position}"))

    @property
    def columns(self) -> tuple[str, ...]:
        """The dimensions, with those that the whole table is narrowed to."""
        return (*(name for name, _ in self.table.narrowed), *self.table.dimensions)

    def rows(self) -> Iterator[tuple[Cell, int | None]]:
        """Each cell with all its dimensions, and its count."""
        fixed = tuple(category for _, category in self.table.narrowed)
        for cell in in_order(self.table):
            yield (*fixed, *cell), self.table.cells[cell]

    @property
    def time(self) -> str | None:
        """The dimension that tells when, if one does."""
        return next((name for name in self.columns if is_time(name, frozenset(self.categories(name)))), None)

    def categories(self, name: str) -> list[str]:
        """The categories of a dimension, without the total."""
        fixed = dict(self.table.narrowed)
        if name in fixed:
            return [fixed[name]]
        return list(self.table.categories[self.table.dimensions.index(name)])


def plain_code(text: str) -> str:
    """A word of letters, digits and low lines that begins with a letter, as exchange formats want identifiers."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    found = re.sub(r"[^A-Za-z0-9]+", "_", ascii_only).strip("_").upper()
    return found if found[:1].isalpha() else f"C_{found}".rstrip("_")


def codes(categories: list[str]) -> dict[str, str]:
    """A code for each category, no two alike; `*` is `_T`."""
    found: dict[str, str] = {TOTAL: "_T"}
    for category in categories:
        code, number = plain_code(category), 2
        while code in found.values():
            code, number = f"{plain_code(category)}_{number}", number + 1
        found[category] = code
    return found
