"""DuckDB in this process: the engine of a laptop, up to a hundred million rows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lakay.statistics import parquet
from lakay.statistics.engines.answers import Answer
from lakay.statistics.engines.sql import sql_of
from lakay.statistics.shapes import FactTable

if TYPE_CHECKING:
    from ibis.expr.types import Table


def answer(expression: Table, tables: Iterable[FactTable], folder: Path) -> Answer:
    """Ask the facts of a folder."""
    with parquet.connect() as duck:
        duck.execute(f"SET temp_directory = {parquet.quoted(folder / 'working')}")
        for table in tables:
            duck.execute(f"CREATE VIEW {table.name} AS {parquet.reading(table, folder)}")
        return Answer.of(expression, duck.execute(sql_of(expression, "duckdb")).fetchall())
