"""One view of the whole store while others go on writing, and whether the database itself finds its file whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_view() -> Iterator[None]:
    """Everything read inside is of one instant. Nobody waits for it: SQLite keeps old pages in its log meanwhile, PostgreSQL old rows.

    Inside a transaction that the caller holds it is that transaction's view.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        yield from _sqlite_view()
    else:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _sqlite_view() -> Iterator[None]:
    """A transaction that only reads. Django's own would begin as a writer and keep all others waiting."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        try:
            cursor.execute("SELECT COUNT(*) FROM journal_head")  # the view is taken at the first read
            cursor.fetchall()
            yield
        finally:
            cursor.execute("ROLLBACK")


def is_whole() -> bool:
    """Whether the database finds its own file in order. PostgreSQL looks after its files itself."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        found: list[tuple[str]] = cursor.fetchall()
        cursor.execute("PRAGMA foreign_key_check")
        return found == [("ok",)] and not cursor.fetchall()
