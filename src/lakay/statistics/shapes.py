"""What facts look like once they have left the register: tables of columns, each with its meaning. Nothing here knows Django."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibis.expr.types import Table


def expressions() -> Any:
    """Ibis, loaded only where a figure is worked out: a page that reads the cube needs none of it."""
    return import_module("ibis")


class Holds(StrEnum):
    """What stands in a column. The words are those of DuckDB, and of Ibis in lower case."""

    TEXT = "VARCHAR"
    WHOLE = "INTEGER"
    KEY = "BIGINT"


_IBIS = {Holds.TEXT: "string", Holds.WHOLE: "int32", Holds.KEY: "int64"}


class Sensitivity(StrEnum):
    """How much a small figure can harm: movements at a border; what the police did; people who came for protection."""

    MOVEMENTS = "movements"
    SECURITY = "security"
    PROTECTION = "protection"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of facts. Text is never empty of meaning: "" is “not known”. Numbers may be missing."""

    name: str
    holds: Holds
    meaning: str


@dataclass(frozen=True, slots=True)
class FactTable:
    """Facts of one kind, a row each, in one file a month.

    Every table has `month` (2026-03, by the clock of the post), `day` (whole days since 1970-01-01, same clock) and `post`.
    None has a name, a number of a document, an id of a record or an instant to the minute.
    """

    name: str
    meaning: str
    sensitivity: Sensitivity
    own: tuple[Column, ...]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in the order of the file."""
        return (*COMMON, *self.own)

    def table(self) -> Table:
        """The table as expressions name it."""
        return expressions().table({column.name: _IBIS[column.holds] for column in self.columns}, name=self.name)


def text(name: str, meaning: str) -> Column:
    """A column of codes."""
    return Column(name, Holds.TEXT, meaning)


def whole(name: str, meaning: str) -> Column:
    """A column of whole numbers, or nothing where nobody knows."""
    return Column(name, Holds.WHOLE, meaning)


def key(name: str, meaning: str) -> Column:
    """A column that tells persons apart within one export, and in no other."""
    return Column(name, Holds.KEY, meaning)


COMMON = (
    text("month", "year and month by the clock of the post, as 2026-03"),
    whole("day", "days since 1970-01-01 by the clock of the post"),
    text("weekday", "Mo to Su"),
    text("post", "code of the post"),
)
