"""Queries of the hottest pages, compiled by Django once and then only run: compiling costs ten times what running does.

And the one question that Django asks slowly: which of thousands of records are there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import QuerySet

Row = tuple[Any, ...]


class Prepared:
    """A `values_list` query with named parameters.

    `build` makes it from sample values, which must be distinct and of the type that will come. Conditions must not depend on
    the values (`None` or an empty list would compile to other SQL).
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **samples: Any) -> None:
        self._build = build
        self._samples = samples
        self._compiled: tuple[str, list[tuple[str, Any]], Any, Any] | None = None

    def rows(self, **values: Any) -> list[Row]:
        """Run it. Names are those of the samples."""
        connection = connections[DEFAULT_DB_ALIAS]
        sql, places, compiler, converters = self._compiled or self._compile()
        ready = {name: _adapted(connection.vendor, value) for name, value in values.items()}
        with connection.cursor() as cursor:
            cursor.execute(sql, [ready.get(name, constant) for name, constant in places])
            found = cursor.fetchall()
        return [tuple(row) for row in compiler.apply_converters(found, converters)] if converters else found

    def _compile(self) -> tuple[str, list[tuple[str, Any]], Any, Any]:
        connection = connections[DEFAULT_DB_ALIAS]
        compiler = self._build(**self._samples).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        named = {_adapted(connection.vendor, value): name for name, value in self._samples.items()}
        places = [(named.get(param, ""), param) for param in params]
        if {name for name, _constant in places if name} != set(self._samples):
            raise TypeError("a sample value does not stand in the compiled query as it is")
        converters = compiler.get_converters([expression for expression, _sql, _alias in compiler.select])
        self._compiled = (sql, places, compiler, converters)
        return self._compiled


def _adapted(vendor: str, value: Any) -> Any:
    """A value as the driver takes it."""
    return value.hex if vendor == "sqlite" and isinstance(value, UUID) else value


def present(model: type[models.Model], ids: Iterable[str]) -> set[str]:
    """Those of some identifiers (32 hex digits) that are the primary key of a row, asked in one statement whatever their number."""
    quote = connection.ops.quote_name
    key, table = model._meta.pk, quote(model._meta.db_table)
    column = quote(str(key.column))
    wanted = list(ids)
    if not wanted:
        return set()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sql = f"SELECT {column} FROM {table} WHERE {column} IN (SELECT value FROM json_each(%s))"  # noqa: S608  (our own names)
            cursor.execute(sql, [json.dumps(wanted)])
            return {one for (one,) in cursor.fetchall()}
        cursor.execute(f"SELECT {column} FROM {table} WHERE {column} = ANY(%s::uuid[])", [wanted])  # noqa: S608
        return {one.hex for (one,) in cursor.fetchall()}
