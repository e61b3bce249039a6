"""An answer of an engine: plain columns and rows, the same on each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lakay.statistics.indicators import OF, VALUE

if TYPE_CHECKING:
    from ibis.expr.types import Table

FIGURES = (VALUE, OF)


class EngineMissing(RuntimeError):
    """The engine asked for is not on this machine; `engine` says which, and the message what to do."""

    def __init__(self, engine: str, advice: str) -> None:
        super().__init__(advice)
        self.engine = engine


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows in the order of their dimensions. A dimension nobody knows is "", a figure is a whole number."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]

    @classmethod
    def of(cls, expression: Table, rows: Iterable[Sequence[object]]) -> Answer:
        """What an engine gave, told alike for all engines: a sum over nothing is 0, and rows stand in order."""
        return cls.told(tuple(expression.columns), rows)

    @classmethod
    def told(cls, columns: tuple[str, ...], rows: Iterable[Sequence[object]]) -> Answer:
        """Rows with columns of these names."""
        told = [tuple(_cell(name, cell) for name, cell in zip(columns, row, strict=True)) for row in rows]
        width = sum(name not in FIGURES for name in columns)
        return cls(columns, tuple(sorted(told, key=lambda row: [str(cell) for cell in row[:width]])))


def _cell(column: str, cell: object) -> str | int:
    if column in FIGURES:
        return int(str(cell or 0))  # an int, or the Decimal that PostgreSQL adds up to
    return "" if cell is None else str(cell)
