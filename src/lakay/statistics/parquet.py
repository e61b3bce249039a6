"""Facts as Parquet files, written by DuckDB from rows: no other library, and nothing that DuckDB would have to fetch."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from lakay.statistics.shapes import FactTable, Holds

if TYPE_CHECKING:
    import duckdb

NOTHING = "\\N"
"""How a missing number is written on the way: no code and no number looks like it."""

SHAPE = "shape.parquet"
"""A file without rows in each folder, so that every engine knows the columns of a table of which there are none yet."""


def connect(where: str = ":memory:") -> duckdb.DuckDBPyConnection:
    """DuckDB in this process, which fetches nothing and leaves its temporary files where facts may lie."""
    settings = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    found: duckdb.DuckDBPyConnection = import_module("duckdb").connect(where, config=settings)
    return found


def quoted(text: object) -> str:
    """Text as SQL writes it."""
    return "'" + str(text).replace("'", "''") + "'"


def reading(table: FactTable, folder: Path) -> str:
    """The SQL that reads all months of a table."""
    return f"SELECT * FROM read_parquet({quoted(folder / table.name / '*.parquet')})"  # noqa: S608 (names of our own)


def write(table: FactTable, rows: Iterable[tuple[object, ...]], target: Path) -> int:
    """Write rows to one file, whole or not at all. Returns how many there were."""
    target.parent.mkdir(parents=True, exist_ok=True)
    plain, made = target.with_suffix(".part.csv"), target.with_suffix(".part")
    try:
        count = _spill(rows, plain)
        _pack(table, plain, made)
        made.replace(target)
    finally:
        plain.unlink(missing_ok=True)
        made.unlink(missing_ok=True)
    return count


def _spill(rows: Iterable[tuple[object, ...]], plain: Path) -> int:
    count = 0
    with plain.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        for row in rows:
            out.writerow([NOTHING if cell is None else cell for cell in row])
            count += 1
    return count


def _pack(table: FactTable, plain: Path, made: Path) -> None:
    types = ", ".join(f"{quoted(column.name)}: {quoted(column.holds.value)}" for column in table.columns)
    texts = ", ".join(quoted(column.name) for column in table.columns if column.holds is Holds.TEXT)
    read = (
        f"read_csv({quoted(plain)}, header=false, delim=',', quote='\"', escape='\"', nullstr={quoted(NOTHING)}, "
        f"columns={{{types}}}, force_not_null=[{texts}], auto_detect=false)"
    )
    with connect() as duck:
        duck.execute(f"COPY (SELECT * FROM {read}) TO {quoted(made)} (FORMAT parquet, COMPRESSION zstd)")  # noqa: S608
