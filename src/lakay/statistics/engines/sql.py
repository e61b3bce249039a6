"""The SQL that an expression becomes on each engine."""

from __future__ import annotations

import ibis
from ibis.expr.types import Table

DIALECTS = {"duckdb": "duckdb", "postgres": "postgres", "spark": "pyspark"}


def sql_of(expression: Table, engine: str) -> str:
    """One statement in the words of an engine. It needs no connection, and proves nothing until the engine has run it."""
    return str(ibis.to_sql(expression, dialect=DIALECTS[engine], pretty=False))
