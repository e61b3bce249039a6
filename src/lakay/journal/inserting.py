"""Rows of one model on their way to the database, many in one statement.

Most values of a row need nothing done to them; asking Django about each costs more than the database takes to store it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models

from lakay.journal.models import Local

Row = tuple[Any, ...]
Prepare = Callable[[Any], Any]
Quick = tuple[tuple[type[Any], ...], tuple[type, ...], Prepare]
"""Kinds of field, the exact types of value that are certain, and what is done to those."""


class Inserter:
    """Inserts rows of one model."""

    def __init__(self, model: type[models.Model]) -> None:
        self.fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
        self.attnames = [field.attname for field in self.fields]
        self.table = model._meta.db_table
        self.columns = [field.column for field in self.fields]
        self._certain = model.__module__ == Local.__module__
        self._ready: dict[str, tuple[str, list[tuple[int, Prepare]]]] = {}

    def row(self, instance: models.Model) -> Row:
        """The values of an instance, in the order of the columns."""
        held = instance.__dict__
        return tuple([held[name] for name in self.attnames])

    def insert(self, connection: Any, rows: list[Row]) -> None:
        """Send the rows. Raises the database's own errors, and ValueError or TypeError for a value that the field cannot hold."""
        sql, values = self.statement(connection, rows)
        with connection.cursor() as cursor:
            cursor.executemany(sql, values)

    def update(self, connection: Any, rows: list[Row]) -> None:
        """Write whole rows that are there over. Raises as `insert` does."""
        _, ready = self.statement(connection, rows)
        quote = connection.ops.quote_name
        sets = ", ".join(f"{quote(column)} = %s" for column in self.columns[1:])
        sql = f"UPDATE {quote(self.table)} SET {sets} WHERE {quote(self.columns[0])} = %s"  # noqa: S608  (names of our own models)
        with connection.cursor() as cursor:
            cursor.executemany(sql, [[*row[1:], row[0]] for row in ready])

    def statement(self, connection: Any, rows: list[Row]) -> tuple[str, list[list[Any]]]:
        """The statement, and the values of each row as the driver takes them."""
        sql, prepare = self._for(connection)
        ready = [list(row) for row in rows]
        for row in ready:
            for place, to_column in prepare:
                row[place] = to_column(row[place])
        return sql, ready

    def _for(self, connection: Any) -> tuple[str, list[tuple[int, Prepare]]]:
        """The statement, and what is to be done to the values at some places. The journal's own rows are of certain types."""
        ready = self._ready.get(connection.vendor)
        if ready is None:
            quote = connection.ops.quote_name
            names = ", ".join(quote(column) for column in self.columns)
            marks = ", ".join(["%s"] * len(self.columns))
            sql = f"INSERT INTO {quote(self.table)} ({names}) VALUES ({marks})"  # noqa: S608  (names of our own models)
            preparing: Callable[[models.Field[Any, Any], Any], Prepare | None] = _certain if self._certain else _preparing
            steps = [(place, step) for place, field in enumerate(self.fields) if (step := preparing(field, connection))]
            ready = self._ready[connection.vendor] = (sql, steps)
        return ready


def _certain(field: models.Field[Any, Any], connection: Any) -> Prepare | None:
    """How a value that is certainly of its field's type becomes a value of the driver; None where it is one already."""
    target = _target(field)
    if isinstance(target, models.JSONField):
        return _preparing(field, connection)
    for kind, _plain, quick in _quick(connection):
        if isinstance(target, kind):
            return None if quick is _as_it_is else _unless_none(quick)
    return _preparing(field, connection)


def _unless_none(quick: Prepare) -> Prepare:
    return lambda value: None if value is None else quick(value)


def _target(field: models.Field[Any, Any]) -> models.Field[Any, Any]:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field


def _as_it_is(value: Any) -> Any:
    return value


def _preparing(field: models.Field[Any, Any], connection: Any) -> Prepare:
    """How a value of a field becomes a value of the driver; Django is asked only about types that are not certain."""
    target = _target(field)
    slow = field.get_db_prep_save
    for kind, plain, quick in _quick(connection):
        if isinstance(target, kind):
            return lambda value: None if value is None else quick(value) if type(value) in plain else slow(value, connection)
    return lambda value: slow(value, connection)


def _quick(connection: Any) -> list[Quick]:
    simple: list[Quick] = [
        ((models.CharField, models.TextField), (str,), _as_it_is),
        ((models.IntegerField,), (int,), _as_it_is),
        ((models.BooleanField,), (bool,), _as_it_is),
        ((models.BinaryField,), (bytes,), _as_it_is),
    ]
    if connection.vendor == "sqlite":
        return [
            *simple,
            ((models.JSONField,), (list, dict), json.dumps),
            ((models.UUIDField,), (UUID,), _hex),
            ((models.DateTimeField,), (datetime,), _naive_utc),
        ]
    return [*simple, ((models.UUIDField,), (UUID,), _as_it_is)]


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
