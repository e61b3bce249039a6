"""An indicator: one expression over facts, and the page of the dictionary that says what it means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from lakay.statistics.shapes import FactTable, Sensitivity

if TYPE_CHECKING:
    from ibis.expr.types import Table
    from ibis.expr.types import Value as Expression

MONTH = "month"
VALUE, OF = "value", "of"
"""The columns of an answer after its dimensions: the figure, and what it is a part of."""


def to_translate(text: str) -> str:
    """Mark a sentence of the dictionary for the translators. (Django's own mark asks for settings, and an engine has none.)"""
    return text


class Measure(StrEnum):
    """What is counted. Movements, persons and migrants are three things, and are never added or taken from one another."""

    MOVEMENTS = "movements"
    PERSONS = "persons"
    MIGRANTS = "migrants"
    DECISIONS = "decisions"
    ALERTS = "alerts"
    FILES = "files"
    ANSWERS = "answers"
    DAYS = "days"
    REFERRALS = "referrals"
    PLACES = "places"
    SERVICES = "services"
    INCIDENTS = "incidents"
    ANNOUNCED = "announced"


class UnknownDimension(ValueError):
    """The indicator is not told apart by this; `dimension` names it."""

    def __init__(self, indicator: str, dimension: str) -> None:
        super().__init__(f"{indicator} is not told apart by {dimension}")
        self.indicator, self.dimension = indicator, dimension


@dataclass(frozen=True, slots=True)
class Page:
    """What the dictionary says of an indicator, in English as translators find it: who counts, and what to beware of."""

    title: str
    who: str
    caveats: str
    source: str
    since: str = ""


def as_they_are(facts: Table) -> Table:
    """Every row counts."""
    return facts


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that has one definition on every engine.

    `rows` makes of the facts the rows that count, with a column for each dimension; `value` is what is counted of them, `of`
    what it is a part of. Both are whole numbers: a rate is made of the two afterwards, so that no engine can round it otherwise.
    `breakdowns` are sets of dimensions kept in the cube. Where the figures `add` (a movement is counted in one cell only), the cube
    also has all dimensions together, and any set comes from a larger one by adding. Distinct persons do not add.
    """

    code: str
    page: Page
    measure: Measure
    facts: FactTable
    value: Callable[[Table], Expression]
    dimensions: tuple[str, ...]
    rows: Callable[[Table], Table] = as_they_are
    of: Callable[[Table], Expression] | None = None
    factor: int = 100
    adds: bool = True
    breakdowns: tuple[tuple[str, ...], ...] = field(default=())

    @property
    def sensitivity(self) -> Sensitivity:
        """As sensitive as the facts it is made of."""
        return self.facts.sensitivity

    @property
    def columns(self) -> tuple[str, ...]:
        """The figures of an answer."""
        return (VALUE,) if self.of is None else (VALUE, OF)

    def expression(self, by: Iterable[str] = (MONTH,), where: Mapping[str, Iterable[str]] | None = None) -> Table:
        """The answer told apart by some dimensions, of the rows whose dimensions have one of the values asked for.

        Raises UnknownDimension.
        """
        by, where = tuple(by), where or {}
        for asked in (*by, *where):
            if asked not in self.dimensions:
                raise UnknownDimension(self.code, asked)
        rows = self.rows(self.facts.table())
        for name, values in where.items():
            rows = rows.filter(rows[name].isin(list(values)))
        figures = {VALUE: self.value(rows)} | ({OF: self.of(rows)} if self.of else {})
        return rows.group_by(list(by)).aggregate(**figures) if by else rows.aggregate(**figures)

    def kept(self) -> tuple[tuple[str, ...], ...]:
        """The sets of dimensions of the cube."""
        return (*self.breakdowns, self.dimensions) if self.adds else self.breakdowns
