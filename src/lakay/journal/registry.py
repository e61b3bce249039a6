"""Every record type by its kind, and how its values travel between a row and an event."""

from __future__ import annotations

import base64
import operator
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from lakay.journal.models import Record
from lakay.kernel.fields import SEALED, FieldClass, Nature

KEPT_BY_JOURNAL = ("id", "versions")


class Column:
    """One field of a record: its class, its value in an event, its value in a row."""

    def __init__(self, model: type[Record], field: models.Field[Any, Any]) -> None:
        self.name = field.name
        self.attname = field.attname
        self.field = field
        self.field_class = model.classes[field.name]
        target = field.target_field if isinstance(field, models.ForeignKey) else field
        self.encode, self.decode = _codec(target)
        self.empty = _empty(field, target)
        unsaid = field.get_default() if self.empty is None and not field.null and field.has_default() else self.empty
        self.missing = unsaid  # of an event of an older release, which did not know the field
        self.nothing = None if self.empty is None else self.encode(self.empty)
        self._same = self.decode is _same
        self._places = Decimal(1).scaleb(-target.decimal_places) if isinstance(target, models.DecimalField) else None

    def plain(self, value: Any) -> Any:
        """A value of an event in the one form that it also has when it is read from a row."""
        if value is None:
            return self.nothing
        return value if self._places is None else str(Decimal(value).quantize(self._places))

    def is_empty(self, value: Any) -> bool:
        """Whether a value of an event says nothing."""
        return value is None or value == self.nothing

    def read(self, value: Any) -> Any:
        """What stands in the row for a value of an event."""
        return self.missing if value is None else self.decode(value)

    def said(self, instance: models.Model) -> Any:
        """The value of a row as an event says it."""
        value = getattr(instance, self.attname)
        return None if value is None else self.encode(value)


class Table:
    """A record type."""

    def __init__(self, model: type[Record]) -> None:
        self.model = model
        self.kind = model.kind
        self.is_file = model.nature is Nature.FILE
        fields = [field for field in model._meta.concrete_fields if field.name not in KEPT_BY_JOURNAL]
        self.columns = [Column(model, field) for field in fields]
        self.by_name = {column.name: column for column in self.columns}
        self.grouped = {name: group for group in getattr(model, "together", ()) for name in group}
        self._saying = [(column.name, column.attname, column.encode, column.empty) for column in self.columns]
        self.subject_attname = model._meta.get_field(model.subject).attname if model.subject else ""  # type: ignore[union-attr]
        self.sealed = {column.name: column.field_class for column in self.columns if column.field_class in SEALED}
        if self.sealed and not self.subject_attname:
            raise TypeError(f"{self.kind} holds {', '.join(self.sealed)} and names no subject to seal them for")

    def said(self, instance: models.Model) -> dict[str, Any]:
        """What an event says of a row just made: every value that is not empty."""
        held = instance.__dict__
        return {
            name: encode(value)
            for name, attname, encode, empty in self._saying
            if (value := held[attname]) is not None and value != empty
        }

    def subject_of(self, instance: Record) -> UUID | None:
        """Whose key seals this record's personal values."""
        found: UUID | None = getattr(instance, self.subject_attname) if self.subject_attname else None
        return found

    def split(self, values: dict[str, Any]) -> tuple[dict[str, Any], dict[FieldClass, dict[str, Any]]]:
        """Values of an event by what may be read openly and what is sealed, class by class."""
        opened: dict[str, Any] = {}
        closed: dict[FieldClass, dict[str, Any]] = {}
        for name, value in values.items():
            field_class = self.sealed.get(name)
            if field_class is None:
                opened[name] = value
            else:
                closed.setdefault(field_class, {})[name] = value
        return opened, closed


def bound_to(field: models.Field[Any, Any]) -> Any:
    """The model of which a field's record must be there, by the database's own word; None if there is no such demand."""
    if not isinstance(field, models.ForeignKey) or not getattr(field, "db_constraint", True):
        return None
    return field.remote_field.model


def _codec(field: models.Field[Any, Any]) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    for kind, codec in CODECS:
        if isinstance(field, kind):
            return codec
    raise TypeError(f"{field} has no form in an event; add one to CODECS (no floats: they do not travel unchanged)")


def _empty(field: models.Field[Any, Any], target: models.Field[Any, Any]) -> Any:
    """What stands in a row where nothing was said. A sealed field must have one, for it is blanked when its subject is erased."""
    if field.null:
        return None
    if isinstance(target, models.CharField | models.TextField):
        return ""
    return b"" if isinstance(target, models.BinaryField) else None


def _same(value: Any) -> Any:
    return value


def _instant(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


def _bytes(value: Any) -> str:
    return base64.b64encode(bytes(value)).decode()


def _hex(value: UUID | str) -> str:
    return value.hex if type(value) is UUID else UUID(str(value)).hex


CODECS: list[tuple[type[models.Field[Any, Any]], tuple[Callable[[Any], Any], Callable[[Any], Any]]]] = [
    (models.UUIDField, (_hex, UUID)),
    (models.DateTimeField, (_instant, datetime.fromisoformat)),
    (models.DateField, (date.isoformat, date.fromisoformat)),
    (models.TimeField, (time.isoformat, time.fromisoformat)),
    (models.BinaryField, (_bytes, base64.b64decode)),
    (models.DecimalField, (str, Decimal)),
    (models.BooleanField, (_same, _same)),
    (models.IntegerField, (operator.index, _same)),
    (models.JSONField, (_same, _same)),
    (models.CharField, (str, _same)),
    (models.TextField, (str, _same)),
]


@cache
def tables() -> dict[str, Table]:
    """Every record type of the program, by kind."""
    found: dict[str, Table] = {}
    for model in apps.get_models():
        if issubclass(model, Record):
            if model.kind in found:
                raise TypeError(f"two models claim the kind {model.kind}")
            found[model.kind] = Table(model)
    return found


@cache
def places() -> dict[type[models.Model], int]:
    """Record types by number, each after those to which its rows point.

    Rows are entered in this order, so that none points to what is not there yet: as long as one does, SQLite looks through every table
    for whoever waits, with each row that comes.
    """
    found: dict[type[models.Model], int] = {}
    seen: set[type[models.Model]] = set()

    def place(model: type[models.Model]) -> None:
        if model not in seen:
            seen.add(model)
            for target in filter(None, map(bound_to, model._meta.concrete_fields)):
                place(target)
            found[model] = len(found) + 1

    for table in tables().values():
        place(table.model)
    return found


def all_fields() -> list[tuple[type[models.Model], models.Field[Any, Any]]]:
    """Every field of every table, also of those outside the journal."""
    return [(model, field) for model in apps.get_models() for field in model._meta.concrete_fields]


def table_of(model: type[Record]) -> Table:
    """The record type of a model."""
    return tables()[model.kind]
