"""Rows of one model on their way to the database, many in one statement.

Most values of a row need nothing done to them; asking Django about each costs more than the database takes to store it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models

Row = tuple[Any, ...]
Prepare = Callable[[Any], Any]


class Inserter:
    """Inserts rows of one model."""

    def __init__(self, model: type[models.Model]) -> None:
        self.fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
        self.attnames = [field.attname for field in self.fields]
        self.table = model._meta.db_table
        self.columns = [field.column for field in self.fields]
        self._ready: dict[str, tuple[str, list[Prepare]]] = {}

    def row(self, instance: models.Model) -> Row:
        """The values of an instance, in the order of the columns."""
        held = instance.__dict__
        return tuple([held[name] for name in self.attnames])

    def insert(self, connection: Any, rows: list[Row]) -> None:
        """Send the rows. Raises the database's own errors, and ValueError or TypeError for a value that the field cannot hold."""
        sql, values = self.statement(connection, rows)
        with connection.cursor() as cursor:
            cursor.executemany(sql, values)

    def statement(self, connection: Any, rows: list[Row]) -> tuple[str, list[list[Any]]]:
        """The statement, and the values of each row as the driver takes them."""
        sql, prepare = self._for(connection)
        return sql, [[to_column(value) for to_column, value in zip(prepare, row, strict=True)] for row in rows]

    def _for(self, connection: Any) -> tuple[str, list[Prepare]]:
        ready = self._ready.get(connection.vendor)
        if ready is None:
            quote = connection.ops.quote_name
            names = ", ".join(quote(column) for column in self.columns)
            marks = ", ".join(["%s"] * len(self.columns))
            sql = f"INSERT INTO {quote(self.table)} ({names}) VALUES ({marks})"  # noqa: S608  (names of our own models)
            ready = self._ready[connection.vendor] = (sql, [_preparing(field, connection) for field in self.fields])
        return ready


def _preparing(field: models.Field[Any, Any], connection: Any) -> Prepare:
    """How a value of a field becomes a value of the driver; Django is asked only about types that are not certain."""
    target: models.Field[Any, Any] = field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    slow = field.get_db_prep_save
    for kind, plain, quick in _quick(connection):
        if isinstance(target, kind):
            return lambda value: None if value is None else quick(value) if type(value) is plain else slow(value, connection)
    return lambda value: slow(value, connection)


def _quick(connection: Any) -> list[tuple[tuple[type[models.Field[Any, Any]], ...], type, Prepare]]:
    as_it_is: Prepare = lambda value: value  # noqa: E731
    simple: list[tuple[tuple[type[models.Field[Any, Any]], ...], type, Prepare]] = [
        ((models.CharField, models.TextField), str, as_it_is),
        ((models.IntegerField,), int, as_it_is),
        ((models.BooleanField,), bool, as_it_is),
        ((models.BinaryField,), bytes, as_it_is),
    ]
    if connection.vendor == "sqlite":
        return [*simple, ((models.UUIDField,), UUID, _hex), ((models.DateTimeField,), datetime, _naive_utc)]
    return [*simple, ((models.UUIDField,), UUID, as_it_is)]


def _hex(value: UUID) -> str:
    return value.hex


def _naive_utc(value: datetime) -> str:
    """As Django stores an instant in SQLite."""
    if value.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return str(value.astimezone(UTC).replace(tzinfo=None))


@cache
def inserter(model: type[models.Model]) -> Inserter:
    """The inserter of a model."""
    return Inserter(model)
