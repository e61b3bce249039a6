"""Rows of one model on their way to the database, many in one statement.

Most values of a row need nothing done to them; asking Django about each costs more than the database takes to store it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

import msgspec
from django.db import models

Row = tuple[Any, ...]
Values = Sequence[Any]
"""A row, of whatever type."""

Prepare = Callable[[Any], Any]
NOTHING = type(None)
ENOUGH_TO_COPY = 20


@dataclass(frozen=True, slots=True)
class Step:
    """What is done to the values of one column: nothing or `quick` to those of a type in `plain`, for others Django is asked."""

    plain: frozenset[type[Any]]
    quick: Prepare | None
    slow: Prepare

    def all(self, values: tuple[Any, ...]) -> Sequence[Any]:
        """A column as the driver takes it. Its types are told at once, so that most columns need no look at each value."""
        types, quick = {*map(type, values)}, self.quick
        if not types - {NOTHING} <= self.plain:
            return [self.one(value) for value in values]
        if quick is None:
            return values
        return [None if value is None else quick(value) for value in values]

    def one(self, value: Any) -> Any:
        """One value as the driver takes it. Raises what the field says of one that it cannot hold."""
        if type(value) in self.plain:
            return value if self.quick is None else self.quick(value)
        return None if value is None and self.plain else self.slow(value)


class Inserter:
    """Inserts rows of one model."""

    def __init__(self, model: type[models.Model]) -> None:
        self.fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
        self.attnames = [field.attname for field in self.fields]
        self.table = model._meta.db_table
        self.columns = [field.column for field in self.fields]
        self._ready: dict[str, tuple[str, list[Step]]] = {}

    def row(self, instance: models.Model) -> Row:
        """The values of an instance, in the order of the columns."""
        held = instance.__dict__
        return tuple([held[name] for name in self.attnames])

    def insert(self, connection: Any, rows: Sequence[Values]) -> None:
        """Send the rows. Raises the database's own errors, and ValueError or TypeError for a value that the field cannot hold."""
        self.send(connection, self.statement(connection, rows)[1])

    def send(self, connection: Any, ready: Sequence[Values]) -> None:
        """Send rows whose values are as the driver takes them. Raises the database's own errors."""
        sql, _ = self._for(connection)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql" and len(ready) >= ENOUGH_TO_COPY:
                self._copy(connection, cursor, ready)
            else:
                cursor.executemany(sql, ready)

    def _copy(self, connection: Any, cursor: Any, values: Sequence[Values]) -> None:
        """Many rows the way PostgreSQL takes them fastest. Whoever watches the connection is told of it as of any statement."""
        quote = connection.ops.quote_name
        names = ", ".join(quote(column) for column in self.columns)
        sql = f"COPY {quote(self.table)} ({names}) FROM STDIN"

        def send(sql: str, params: Any, many: bool, context: Any) -> None:
            with connection.wrap_database_errors, cursor.cursor.copy(sql) as copy:
                for row in values:
                    copy.write_row(row)

        context = {"connection": connection, "cursor": cursor}
        for wrapper in reversed(connection.execute_wrappers):
            send = partial(wrapper, send)
        send(sql, None, True, context)

    def update(self, connection: Any, rows: Sequence[Values]) -> None:
        """Write whole rows that are there over. Raises as `insert` does."""
        _, ready = self.statement(connection, rows)
        quote = connection.ops.quote_name
        sets = ", ".join(f"{quote(column)} = %s" for column in self.columns[1:])
        sql = f"UPDATE {quote(self.table)} SET {sets} WHERE {quote(self.columns[0])} = %s"  # noqa: S608  (names of our own models)
        with connection.cursor() as cursor:
            cursor.executemany(sql, [[*row[1:], row[0]] for row in ready])

    def statement(self, connection: Any, rows: Sequence[Values]) -> tuple[str, list[Row]]:
        """The statement, and the values of each row as the driver takes them."""
        sql, steps = self._for(connection)
        columns = [step.all(values) for step, values in zip(steps, zip(*rows, strict=True), strict=True)] if rows else []
        return sql, list(zip(*columns, strict=True))

    def steps(self, connection: Any) -> list[Step]:
        """What is to be done to the values of each column."""
        return self._for(connection)[1]

    def _for(self, connection: Any) -> tuple[str, list[Step]]:
        """The statement, and what is to be done to the values of each column."""
        ready = self._ready.get(connection.vendor)
        if ready is None:
            quote = connection.ops.quote_name
            names = ", ".join(quote(column) for column in self.columns)
            marks = ", ".join(["%s"] * len(self.columns))
            sql = f"INSERT INTO {quote(self.table)} ({names}) VALUES ({marks})"  # noqa: S608  (names of our own models)
            ready = self._ready[connection.vendor] = (sql, [_step(field, connection) for field in self.fields])
        return ready


def _step(field: models.Field[Any, Any], connection: Any) -> Step:
    target: models.Field[Any, Any] = field
    while isinstance(target, models.ForeignKey):
        target = target.target_field
    slow = field.get_db_prep_save
    for kind, plain, quick in _quick(connection):
        if isinstance(target, kind):
            return Step(frozenset(plain), quick, lambda value: slow(value, connection))
    return Step(frozenset(), None, lambda value: slow(value, connection))


Quick = tuple[type[Any], tuple[type, ...], Prepare | None]
"""A kind of field, the types of value that are certain, and what is done to those."""


def _quick(connection: Any) -> list[Quick]:
    """Text where the driver would make text too, and take longer for it."""
    return [
        (models.CharField, (str,), None),
        (models.TextField, (str,), None),
        (models.IntegerField, (int,), None),
        (models.BooleanField, (bool,), None),
        (models.BinaryField, (bytes,), None),
        (models.JSONField, (list, dict), as_json),
        (models.UUIDField, (UUID,), _hex),
        (models.DateTimeField, (datetime,), _naive_utc if connection.vendor == "sqlite" else _with_zone),
        (models.DateField, (date,), date.isoformat),
    ]


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant without a time zone")
    return value


def _with_zone(value: datetime) -> str:
    return _aware(value).isoformat()


_encode = msgspec.json.Encoder().encode


def as_json(value: Any) -> str:
    """Lists and objects as they are stored."""
    return _encode(value).decode()


def _hex(value: UUID) -> str:
    return f"{value.int:032x}"


def _naive_utc(value: datetime) -> str:
    """As Django stores an instant in SQLite."""
    if value.tzinfo is UTC:
        return value.isoformat(" ")[:-6]
    return str(_aware(value).astimezone(UTC).replace(tzinfo=None))


@cache
def inserter(model: type[models.Model]) -> Inserter:
    """The inserter of a model."""
    return Inserter(model)
