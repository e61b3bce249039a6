"""The rows of a store, noted once and put back as often as tests need them: what takes seconds to build comes back in a blink."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction

Rows = dict[str, list[bytes]]
"""Table -> its rows, as the database itself writes them down; a table without rows is left out."""

CHUNK = 200


def noted() -> Rows:
    """All rows of the store, as this connection sees them."""
    with connection.cursor() as cursor:
        found = {table: rows_of(cursor, table) for table in connection.introspection.table_names(cursor)}
    return {table: rows for table, rows in found.items() if rows}


def put(rows: Rows) -> None:
    """Enter rows into tables that have none. Keys are looked at at the end of the transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table, found in rows.items():
            enter(cursor, table, found)


def rows_of(cursor: Any, table: str) -> list[bytes]:
    """The rows of one table."""
    if connection.vendor == "postgresql":
        with cursor.copy(f'COPY "{table}" TO STDOUT') as out:
            return [bytes(part) for part in out]
    cursor.execute(f'PRAGMA table_info("{table}")')  # Django's own look parses the table's definition: a second for all of them
    written = " || ',' || ".join(f'quote("{column[1]}")' for column in cursor.fetchall())
    cursor.execute(f'SELECT {written} FROM "{table}" ORDER BY rowid')  # noqa: S608 (the names of our own tables)
    return [f"({values})".encode() for (values,) in cursor.fetchall()]


def enter(cursor: Any, table: str, rows: list[bytes]) -> None:
    """Enter the rows of one table."""
    if connection.vendor == "postgresql":
        with cursor.copy(f'COPY "{table}" FROM STDIN') as into:
            for part in rows:
                into.write(part)
        return
    for start in range(0, len(rows), CHUNK):
        cursor.execute(f'INSERT INTO "{table}" VALUES ' + b",".join(rows[start : start + CHUNK]).decode())  # noqa: S608 (the same)
