"""The SQL that an expression becomes on each engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lakay.statistics.shapes import expressions

if TYPE_CHECKING:
    from ibis.expr.types import Table

DIALECTS = {"duckdb": "duckdb", "postgres": "postgres", "spark": "pyspark"}


def sql_of(expression: Table, engine: str) -> str:
    """One statement in the words of an engine. It needs no connection, and proves nothing until the engine has run it."""
    return str(expressions().to_sql(expression, dialect=DIALECTS[engine], pretty=False))
