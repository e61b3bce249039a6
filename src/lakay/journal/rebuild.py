"""`lakay rebuild` and the second half of `lakay journal verify`: the tables against the journal, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from lakay.journal.batch import Batch
from lakay.journal.inserting import inserter
from lakay.journal.models import Conflict, File, Record
from lakay.journal.registry import Table, tables
from lakay.journal.replay import Folded, Progress, Replay, conflict_rows
from lakay.journal.writer import run_write

CHUNK = 500
UNREADABLE = (ValueError, TypeError, ArithmeticError, ValidationError, DatabaseError)
"""What Django raises for a stored value that is not of its field's type."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that is there and cannot be read, and the fields that cannot."""

    fields: tuple[str, ...]


def rebuild(progress: Progress | None = None) -> int:
    """Empty every table that the journal can make again, and make it again, in one transaction. Returns the number of rows."""
    return run_write(lambda batch: _rebuild(batch, progress), unhurried=True)


def _rebuild(batch: Batch, progress: Progress | None) -> int:
    using = batch.connection.alias
    for table in reversed(tables().values()):
        table.model._default_manager.all()._raw_delete(using)
    Conflict.objects.all()._raw_delete(using)
    count = 0
    for count, folded in enumerate(Replay(batch.ring).everything(progress), 1):
        batch.insert(folded.table.model, folded.row())
        for conflict in conflict_rows(folded):
            batch.insert(Conflict, inserter(Conflict).row(conflict))
        if count % CHUNK == 0:
            batch.flush()
    return count


@dataclass(frozen=True, slots=True)
class Drift:
    """A row that is not as the journal says: `changed`, `missing`, `foreign` (no event made it), or a `conflict` lost or made up.

    `event` is the last event that wrote the record.
    """

    code: str
    kind: str
    record: str
    event: UUID | None
    fields: tuple[str, ...] = ()


def drifts(progress: Progress | None = None) -> Iterator[Drift]:
    """Compare every table with the journal and yield each row that differs."""
    known: dict[str, set[UUID]] = {kind: set() for kind in tables()}
    conflicts: set[tuple[Any, ...]] = set()
    stream = Replay(strict=False).everything(progress)
    while chunk := list(islice(stream, CHUNK)):
        for folded in chunk:
            known[folded.table.kind].add(folded.id)
            conflicts.update(_conflict_key(conflict) for conflict in conflict_rows(folded))
        yield from _compare(chunk)
    for kind, table in tables().items():
        for record in table.model._default_manager.values_list(Cast("pk", TextField()), flat=True).iterator(chunk_size=5000):
            if _uuid(record) not in known[kind]:
                yield Drift("foreign", kind, record, None)
    found = {_conflict_key(conflict) for conflict in Conflict.objects.iterator(chunk_size=2000)}
    for _, kind, record, name, *_rest in sorted(conflicts ^ found, key=repr):
        yield Drift("conflict", kind, str(record), None, (name,))


def _conflict_key(conflict: Conflict) -> tuple[Any, ...]:
    said = (conflict.origin, conflict.seq, conflict.hlc, conflict.event, repr(conflict.value))
    return ("conflict", conflict.kind, conflict.record, conflict.field, *said)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _compare(chunk: list[Folded]) -> Iterator[Drift]:
    by_table: dict[str, list[Folded]] = {}
    for folded in chunk:
        by_table.setdefault(folded.table.kind, []).append(folded)
    for kind, wanted in by_table.items():
        rows: dict[UUID, Record | Unreadable] = {}
        try:
            rows.update(tables()[kind].model._default_manager.in_bulk([folded.id for folded in wanted]))
        except UNREADABLE:
            rows.update({folded.id: row for folded in wanted if (row := _one(folded))})
        for folded in wanted:
            yield from _differences(folded, rows.get(folded.id))


def _differences(folded: Folded, row: Record | Unreadable | None) -> Iterator[Drift]:
    kind, record, event = folded.table.kind, str(folded.id), folded.last_event
    if row is None:
        yield Drift("missing", kind, record, event)
    elif isinstance(row, Unreadable):
        yield Drift("changed", kind, record, event, row.fields)
    elif different := _different(folded.table, row, folded.instance()):
        yield Drift("changed", kind, record, event, tuple(different))


def _one(folded: Folded) -> Record | Unreadable | None:
    """A row of a chunk in which some value is not of its field's type: a hand wrote in the database."""
    manager = folded.table.model._default_manager
    try:
        return manager.filter(pk=folded.id).first()
    except UNREADABLE:
        names = [field.name for field in folded.table.model._meta.concrete_fields]
        return Unreadable(tuple(name for name in names if not _readable(manager.filter(pk=folded.id), name)))


def _readable(row: QuerySet[Record], name: str) -> bool:
    try:
        row.values_list(name, flat=True).first()
    except UNREADABLE:
        return False
    return True


def _different(table: Table, row: Record, expected: Record) -> list[str]:
    names = [column.name for column in table.columns if _plain(row, column.attname) != _plain(expected, column.attname)]
    if isinstance(row, File) and isinstance(expected, File) and row.versions != expected.versions:
        names.append("versions")
    return names


def _plain(instance: Record, attname: str) -> Any:
    value = getattr(instance, attname)
    return bytes(value) if isinstance(value, memoryview) else value


def dump(module: str = "") -> Iterable[tuple[str, Any]]:
    """Every row of every table of the journal, or of one module, in a fixed order, to compare two states of a store."""
    for kind, table in tables().items():
        if not kind.startswith(module):
            continue
        names = [field.attname for field in table.model._meta.concrete_fields]
        for values in table.model._default_manager.order_by("pk").values_list(*names).iterator(chunk_size=CHUNK):
            yield kind, tuple(bytes(value) if isinstance(value, memoryview) else value for value in values)
