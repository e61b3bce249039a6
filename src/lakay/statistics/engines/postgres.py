"""PostgreSQL: facts are copied into tables that live as long as the connection, and asked there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import psycopg

from lakay.statistics import parquet
from lakay.statistics.engines.answers import Answer, EngineMissing
from lakay.statistics.engines.sql import sql_of
from lakay.statistics.shapes import FactTable, Holds

if TYPE_CHECKING:
    from ibis.expr.types import Table

TYPES = {Holds.TEXT: "text", Holds.WHOLE: "integer", Holds.KEY: "bigint"}
PIECE = 1 << 20


Link = psycopg.Connection[tuple[object, ...]]


@contextmanager
def session(database: str, tables: Iterable[FactTable], folder: Path) -> Iterator[Link]:
    """A connection that has the facts of a folder. `database` is a connection string of libpq. Raises EngineMissing where nobody answers."""
    try:
        link = psycopg.connect(database)
    except psycopg.OperationalError as error:
        raise EngineMissing("postgres", f"PostgreSQL does not answer: {error}".strip()) from error
    with link, link.cursor() as cursor:
        for table in tables:
            _copy(cursor, table, folder)
        yield link


def answer(expression: Table, link: Link) -> Answer:
    """Ask the facts that a connection has."""
    return Answer.of(expression, link.execute(sql_of(expression, "postgres").encode()).fetchall())


def _copy(cursor: psycopg.Cursor[tuple[object, ...]], table: FactTable, folder: Path) -> None:
    """The months of a table, as a temporary one. The lines go by a file: DuckDB writes CSV to files alone."""
    columns = ", ".join(f"{column.name} {TYPES[column.holds]}" for column in table.columns)
    cursor.execute(f"CREATE TEMPORARY TABLE {table.name} ({columns})".encode())
    with TemporaryDirectory(dir=folder) as place, parquet.connect() as duck:
        lines = Path(place) / "lines.csv"
        options = f"HEADER false, NULLSTR {parquet.quoted(parquet.NOTHING)}"
        duck.execute(f"COPY ({parquet.reading(table, folder)}) TO {parquet.quoted(lines)} (FORMAT csv, {options})")
        how = f"COPY {table.name} FROM STDIN (FORMAT csv, NULL {parquet.quoted(parquet.NOTHING)})"
        with cursor.copy(how.encode()) as copy, lines.open("rb") as file:
            while piece := file.read(PIECE):
                copy.write(piece)
    cursor.execute(f"ANALYZE {table.name}".encode())
