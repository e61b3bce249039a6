"""Files touched by some events: loaded once, folded in memory, written back together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Model

from lakay.journal.batch import Batch
from lakay.journal.core.folding import CHANGED, State, changes_only, fold
from lakay.journal.core.merge import Write
from lakay.journal.foreign.works import AT_ONCE, Part, Work
from lakay.journal.inserting import Row, Values, as_json, inserter
from lakay.journal.models import Conflict, File
from lakay.journal.prepared import present
from lakay.journal.registry import Table
from lakay.journal.replay import conflict_row
from lakay.journal.versions import as_created, state_of, versions_of

Told = tuple[Work, Part]


@dataclass(slots=True)
class _Kind:
    """The files of one kind that are touched, each with all that is said of it now."""

    table: Table
    told: dict[UUID, list[Told]] = field(default_factory=dict)
    updates: list[Row] = field(default_factory=list)


class Files:
    """Collects what some events say of files, and writes it."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._kinds: dict[str, _Kind] = {}

    def add(self, work: Work, part: Part) -> None:
        """Note one change."""
        kind = self._kinds.get(part.table.kind)
        if kind is None:
            kind = self._kinds[part.table.kind] = _Kind(part.table)
        told = kind.told.get(part.change.record)
        if told is None:
            kind.told[part.change.record] = [(work, part)]
        else:
            told.append((work, part))

    def fold(self, rows: dict[type[Model], list[Values]]) -> None:
        """Fold, and put the rows of new files among those that are to be inserted, each value as the driver takes it."""
        for kind in self._kinds.values():
            inserts = self._fold(kind)
            if inserts:
                rows.setdefault(kind.table.model, []).extend(inserts)

    def update(self) -> None:
        """Write the rows of files that were there over."""
        for kind in self._kinds.values():
            if kind.updates:
                inserter(kind.table.model).update(self._batch.connection, kind.updates)

    def _fold(self, kind: _Kind) -> list[Row]:
        inserts: list[Row] = []
        folded: list[Row] = []
        standing = _rows(kind.table, list(kind.told))
        rivals = _rivals(list(standing))
        for record, told in kind.told.items():
            row = standing.get(record)
            if row is None and len(told) == 1 and not changes_only(told[0][1].change.seen) and not kind.table.grouped:
                inserts.append(_only(*told[0]))
                continue
            state = State(kind.table.kind) if row is None else _state(kind.table, row, rivals.get(record, []))
            for work, part in told:
                header = work.entered.event.header
                state = fold(state, (str(header.origin), header.seq), header.hlc, part.said, part.change.seen)
            (folded if row is None else kind.updates).append(_row(kind.table, record, state))
            self._conflicts(kind.table, record, state, rivals.get(record, []))
        return inserts + inserter(kind.table.model).statement(self._batch.connection, folded)[1]

    def _conflicts(self, table: Table, record: UUID, state: State, before: list[Conflict]) -> None:
        conflicts = state.conflicts
        if before:
            Conflict.objects.filter(kind=table.kind, record=record).delete()
        if conflicts:
            rows = inserter(Conflict)
            made = [rows.row(conflict_row(table, record, name, rival)) for name, rival in conflicts]
            rows.insert(self._batch.connection, made)


def _only(work: Work, part: Part) -> Row:
    """The row of a file of which nothing else is known yet."""
    header = work.entered.event.header
    record, _, *values = part.row
    return (record, as_json(as_created(str(header.origin), (header.seq, header.hlc))), *values)


def _row(table: Table, record: UUID, state: State) -> Row:
    values = [column.read(state.value(column.name)) for column in table.columns]
    return (record, versions_of(state), *values)


def _rows(table: Table, records: list[UUID]) -> dict[UUID, File]:
    found: dict[UUID, Any] = {}
    there = list(present(table.model, (f"{record.int:032x}" for record in records)))
    for start in range(0, len(there), AT_ONCE):
        found.update(table.model._default_manager.in_bulk(there[start : start + AT_ONCE]))
    return found


def _rivals(records: list[UUID]) -> dict[UUID, list[Conflict]]:
    found: dict[UUID, list[Conflict]] = {}
    for start in range(0, len(records), AT_ONCE):
        for conflict in Conflict.objects.filter(record__in=records[start : start + AT_ONCE]):
            found.setdefault(conflict.record, []).append(conflict)
    return found


def _state(table: Table, row: File, conflicts: list[Conflict]) -> State:
    """The state of a file that stands in the tables."""
    said = {column.name: column.said(row) for column in table.columns}
    stands = {name: value for name, value in said.items() if not table.by_name[name].is_empty(value) or name in table.grouped}
    rivals: dict[str, list[Write]] = {}
    for conflict in conflicts:
        write = Write((conflict.origin, conflict.seq), conflict.hlc, conflict.value)
        rivals.setdefault(conflict.field, []).append(write)
    for name in {*row.versions, *rivals} - {CHANGED}:
        stands.setdefault(name, said.get(name))
    return state_of(table.kind, row.versions, stands, rivals)
