"""`lakay rebuild` and the second half of `lakay journal verify`: the tables against the journal, row by row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from lakay.journal.batch import Batch, inserter
from lakay.journal.models import Conflict, File, Record
from lakay.journal.registry import Table, tables
from lakay.journal.replay import Folded, Progress, Replay, conflict_rows
from lakay.journal.writer import run_write

CHUNK = 500


def rebuild(progress: Progress | None = None) -> int:
    """Empty every table that the journal can make again, and make it again, in one transaction. Returns the number of rows."""
    return run_write(lambda batch: _rebuild(batch, progress))


def _rebuild(batch: Batch, progress: Progress | None) -> int:
    using = batch.connection.alias
    for table in reversed(tables().values()):
        table.model._default_manager.all()._raw_delete(using)
    Conflict.objects.all()._raw_delete(using)
    count = 0
    for folded in _everything(Replay(), progress):
        batch.insert(folded.table.model, inserter(folded.table.model).row(folded.instance()))
        for conflict in conflict_rows(folded):
            batch.insert(Conflict, inserter(Conflict).row(conflict))
        count += 1
    return count


def _everything(replay: Replay, progress: Progress | None) -> Iterator[Folded]:
    yield from replay.facts(progress)
    yield from replay.files.values()


@dataclass(frozen=True, slots=True)
class Drift:
    """A row that is not what the journal says: `changed`, `missing`, or `foreign` (no event made it)."""

    code: str
    kind: str
    record: UUID
    event: UUID | None
    fields: tuple[str, ...] = ()


def drifts(progress: Progress | None = None) -> Iterator[Drift]:
    """Compare every table with the journal and yield each row that differs."""
    known: dict[str, set[UUID]] = {kind: set() for kind in tables()}
    stream = _everything(Replay(), progress)
    while chunk := list(islice(stream, CHUNK)):
        for folded in chunk:
            known[folded.table.kind].add(folded.id)
        yield from _compare(chunk)
    for kind, table in tables().items():
        for record in table.model._default_manager.values_list("pk", flat=True).iterator(chunk_size=5000):
            if record not in known[kind]:
                yield Drift("foreign", kind, record, None)


def _compare(chunk: list[Folded]) -> Iterator[Drift]:
    by_table: dict[str, list[Folded]] = {}
    for folded in chunk:
        by_table.setdefault(folded.table.kind, []).append(folded)
    for kind, wanted in by_table.items():
        rows = tables()[kind].model._default_manager.in_bulk([folded.id for folded in wanted])
        for folded in wanted:
            row = rows.get(folded.id)
            if row is None:
                yield Drift("missing", kind, folded.id, folded.last_event)
            elif different := _different(folded.table, row, folded.instance()):
                yield Drift("changed", kind, folded.id, folded.last_event, tuple(different))


def _different(table: Table, row: Record, expected: Record) -> list[str]:
    names = [column.name for column in table.columns if _plain(row, column.attname) != _plain(expected, column.attname)]
    if isinstance(row, File) and isinstance(expected, File) and row.versions != expected.versions:
        names.append("versions")
    return names


def _plain(instance: Record, attname: str) -> Any:
    value = getattr(instance, attname)
    return bytes(value) if isinstance(value, memoryview) else value


def dump() -> Iterable[tuple[str, Any]]:
    """Every row of every table of the journal in a fixed order, to compare two states of a store."""
    for kind, table in tables().items():
        names = [field.attname for field in table.model._meta.concrete_fields]
        for values in table.model._default_manager.order_by("pk").values_list(*names):
            yield kind, tuple(bytes(value) if isinstance(value, memoryview) else value for value in values)
