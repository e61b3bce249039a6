"""Values of other nodes' events on their way into rows: each must be what its field can hold, in the one spelling that events have."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

from lakay.journal.core.chain import read_stamp
from lakay.journal.inserting import Step, inserter
from lakay.journal.models import Record
from lakay.journal.registry import Column, Table, bound_to
from lakay.kernel.ids import from_hex

Check = Callable[[Any], Any]
Key = tuple[type[models.Model], str]
"""A record by its type and identifier, in 32 hex digits as events have it: there are thousands to be looked up."""

WRONG = (ValueError, TypeError, OverflowError, InvalidOperation, binascii.Error)


class Unfit(ValueError):
    """A value that its field cannot hold; says which field, never the value."""


class Reader:
    """Turns what an event says of records of one type into rows, each value as the driver of the database takes it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        using = connections[DEFAULT_DB_ALIAS]
        steps = dict(zip(inserter(table.model).attnames, inserter(table.model).steps(using), strict=True))
        first = 2 if table.is_file else 1
        self._checks = {column.name: _check_of(column) for column in table.columns}
        self._steps = {
            column.name: (place, _ready(column, self._checks[column.name], steps[column.attname]))
            for place, column in enumerate(table.columns, first)
        }
        self._keys = [(self._steps[column.name][0], model) for column in table.columns if (model := bound_to(column.field))]
        self._unsaid = [None] * first + [steps[column.attname].one(column.missing) for column in table.columns]

    def values(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The values of fields, as records have them. Raises Unfit."""
        found, name = dict[str, Any](), ""
        try:
            for name, value in said.items():
                found[name] = None if value is None else self._checks[name](value)
        except WRONG as error:
            raise Unfit(f"{self.table.kind}.{name}") from error
        return found

    def row(self, record: str, said: Mapping[str, Any]) -> list[Any]:
        """A row in the order of the columns; a file's versions are left open. Raises Unfit."""
        row, steps, name = self._unsaid.copy(), self._steps, ""
        row[0] = record
        try:
            for name, value in said.items():
                if value is not None:
                    place, ready = steps[name]
                    row[place] = ready(value)
        except WRONG as error:
            raise Unfit(f"{self.table.kind}.{name}") from error
        return row

    def needed(self, row: Sequence[Any]) -> list[Key]:
        """The records that must be there."""
        return [(model, key) for place, model in self._keys if (key := row[place]) is not None]


@cache
def reader(model: type[Record]) -> Reader:
    """The reader of a record type."""
    return Reader(Table(model))


def _ready(column: Column, check: Check, step: Step) -> Check:
    """Checks a value, and makes it what the driver takes."""
    if check is from_hex:
        return _identifier
    if isinstance(column.field, models.CharField | models.TextField | models.IntegerField | models.BooleanField):
        return check

    def both(value: Any) -> Any:
        return step.one(check(value))

    return lru_cache(maxsize=4000)(both) if isinstance(column.field, models.DateField | models.TimeField) else both


_is_identifier = re.compile(r"[0-9a-f]{32}").fullmatch


def _identifier(value: Any) -> str:
    """An identifier goes to every database as events spell it."""
    if type(value) is not str or not _is_identifier(value):
        raise ValueError
    return value


def _check_of(column: Column) -> Check:
    field = column.field.target_field if isinstance(column.field, models.ForeignKey) else column.field
    for kind, make in CHECKS:
        if isinstance(field, kind):
            return make(field)
    raise TypeError(f"{field} has no check; add one to CHECKS")


def _spelled(read: Callable[[Any], Any], spell: Callable[[Any], str]) -> Callable[[Any], Check]:
    """For values that have a spelling of their own: read, and held against what they would be written as."""

    @lru_cache(maxsize=4000)  # the same days come again and again
    def check(value: str) -> Any:
        found = read(value)
        if spell(found) != value:
            raise ValueError
        return found

    return lambda field: check


def _bytes(value: str) -> bytes:
    if type(value) is not str:
        raise TypeError
    return base64.b64decode(value, validate=True)


def _number(field: models.Field[Any, Any]) -> Check:
    least, most = LIMITS.get(field.get_internal_type(), (-(2**63), 2**63 - 1))

    def check(value: int) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError
        return value

    return check


LIMITS = {
    "PositiveIntegerField": (0, 2**31 - 1),
    "PositiveSmallIntegerField": (0, 2**15 - 1),
    "PositiveBigIntegerField": (0, 2**63 - 1),
    "SmallIntegerField": (-(2**15), 2**15 - 1),
    "IntegerField": (-(2**31), 2**31 - 1),
}


def _decimal(field: models.Field[Any, Any]) -> Check:
    places, digits = field.decimal_places, field.max_digits  # type: ignore[attr-defined]
    step, least_too_large = Decimal(1).scaleb(-places), Decimal(10) ** (digits - places)

    def check(value: str) -> Decimal:
        found = Decimal(value if type(value) is str else "NaN")
        if not found.is_finite() or found != found.quantize(step) or abs(found) >= least_too_large:
            raise ValueError
        return found

    return check


def _truth(field: models.Field[Any, Any]) -> Check:
    def check(value: bool) -> bool:
        if value is not True and value is not False:
            raise TypeError
        return value

    return check


def _text(field: models.Field[Any, Any]) -> Check:
    most = field.max_length or 10_000_000

    def check(value: str) -> str:
        if type(value) is not str or len(value) > most or "\0" in value:
            raise ValueError
        return value

    return check


def _json(field: models.Field[Any, Any]) -> Check:
    def check(value: Any) -> Any:
        if _holds_nul(value):
            raise ValueError
        return value

    return check


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, list):
        return any(_holds_nul(part) for part in value)
    if isinstance(value, dict):
        return any("\0" in key or _holds_nul(part) for key, part in value.items())
    return False


CHECKS: list[tuple[type[models.Field[Any, Any]], Callable[[Any], Check]]] = [
    (models.UUIDField, lambda field: from_hex),
    (models.DateTimeField, lambda field: read_stamp),
    (models.DateField, _spelled(date.fromisoformat, date.isoformat)),
    (models.TimeField, _spelled(time.fromisoformat, time.isoformat)),
    (models.BinaryField, lambda field: _bytes),
    (models.DecimalField, _decimal),
    (models.BooleanField, _truth),
    (models.IntegerField, _number),
    (models.JSONField, _json),
    (models.CharField, _text),
    (models.TextField, _text),
]
