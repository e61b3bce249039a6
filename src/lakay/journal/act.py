"""What an action writes with. It collects the changes of one event: one change for each record, however often it was touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from lakay.journal.batch import Batch
from lakay.journal.core import seal
from lakay.journal.core.chain import Draft
from lakay.journal.core.events import Change
from lakay.journal.core.folding import CHANGED
from lakay.journal.core.ids import derived_id
from lakay.journal.inserting import inserter
from lakay.journal.making import maker
from lakay.journal.models import Conflict, File, Record
from lakay.journal.registry import Table, table_of
from lakay.journal.versions import after_update, as_created
from lakay.kernel.actors import Actor

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The answer to a command, given only after it is on disk: where it stands in the journal, and what it wrote."""

    event: UUID
    node: str
    seq: int
    hash: str
    records: tuple[tuple[str, UUID], ...]

    def id_of(self, model: type[Record]) -> UUID:
        """The id of the first record of a model that the command wrote. Raises LookupError if there is none."""
        for kind, record in self.records:
            if kind == model.kind:
                return record
        raise LookupError(f"{model.kind} is not among {self.records}")


NOTHING_WRITTEN = Receipt(UUID(int=0), "", 0, "", ())
"""The answer to a command that found everything as it should be."""


@dataclass(slots=True)
class _Touched:
    """A record that the action made or changed: what the event will say of it."""

    table: Table
    instance: Record
    made: bool
    fields: dict[str, Any]
    seen: dict[str, dict[str, int]] = field(default_factory=dict)


class Act:
    """What an action writes with. An action's body may run a second time if the turn had to be done again."""

    def __init__(self, batch: Batch, name: str, by: Actor, at: datetime, purpose: str, command: UUID | None) -> None:
        if at.tzinfo is None:
            raise ValueError("an instant without a time zone")
        self.by = by
        self.at = at
        self.id = command or batch.new_id()
        self.purpose = purpose
        self.place = batch.chain.next()
        self.origin = str(batch.chain.head.origin)
        self.batch = batch
        self._name = name
        self._touched: dict[tuple[str, UUID], _Touched] = {}
        self._made: set[UUID] = set()
        self._refs: dict[UUID, bool] = {}
        self._must_enter = False
        self._derived = 0

    def create(self, model: type[R], **values: Any) -> R:
        """A new record: a row, and a change in the event. Returns it with its id."""
        table = table_of(model)
        if values.get("id") is None:
            values["id"] = derived_id(self.id, self.place[1], self._derived)
            self._derived += 1
        instance: R = maker(model).make(values)
        if isinstance(instance, File):
            instance.versions = as_created(self.origin, self.place)
        self._touch(_Touched(table, instance, True, table.said(instance)))
        self.batch.insert(model, inserter(model).row(instance))
        instance._state.adding = False
        return instance

    def update(self, record: File, **values: Any) -> bool:
        """Change fields of a file. Values that stand already are passed over; returns whether anything changed."""
        table = table_of(type(record))
        now = type(record)._default_manager.select_for_update().get(pk=record.pk)
        changed = {name: value for name, value in values.items() if _differs(now, table, name, value)}
        if changed:
            self._write(table, now, changed, record)
        return bool(changed)

    def settle(self, record: File, **values: Any) -> None:
        """Write fields of a file whether they stand already or not: the writer has seen all that was said of them, and this holds."""
        table = table_of(type(record))
        self._write(table, type(record)._default_manager.select_for_update().get(pk=record.pk), values, record)

    def _write(self, table: Table, now: File, values: dict[str, Any], record: File) -> None:
        """Enter some fields as written, with those that mean something only together with them."""
        for name, value in values.items():
            setattr(now, name, value)
        names = list(dict.fromkeys([*values, *(one for name in values for one in table.grouped.get(name, ()))]))
        fields = {name: table.by_name[name].said(now) for name in names}
        now.versions, seen = after_update(now.versions, names, self.origin, self.place)
        self._touch(_Touched(table, now, False, fields, seen))
        type(record)._default_manager.filter(pk=now.pk).update(versions=now.versions, **values)
        if seen:
            Conflict.objects.filter(record=now.pk, field__in=list(seen)).delete()
        for name in (*values, "versions"):
            setattr(record, name, getattr(now, name))

    def subject(self, *subjects: UUID) -> None:
        """Name a person or case that the event is about."""
        for subject in subjects:
            self._refs[subject] = True

    def about(self, *records: UUID) -> None:
        """Name a record that the event is about without changing it, so that it stands in the record's history."""
        for record in records:
            self._refs.setdefault(record, False)

    def note(self) -> None:
        """Enter the event even though it changes nothing: a read, a refusal, a decision to leave things as they are."""
        self._must_enter = True

    def on_commit(self, callback: Callable[[], object]) -> None:
        """Do something after the event is on disk, and only then. What it raises is logged, for the event stands all the same."""
        self.batch.after_commit.append(callback)

    def _touch(self, touched: _Touched) -> None:
        if touched.made:
            self._made.add(touched.instance.id)
        before = self._touched.setdefault((touched.table.kind, touched.instance.id), touched)
        if before is not touched:
            before.instance = touched.instance
            before.fields.update(touched.fields)
            before.seen.update(touched.seen)

    def finish(self, digest: bytes) -> Receipt:
        """Seal the changes and append the event to the chain. For the journal itself."""
        if not self._touched and not self._must_enter:
            return NOTHING_WRITTEN
        changes = [self._change(touched) for touched in self._touched.values()]
        subjects = tuple([ref for ref, is_subject in self._refs.items() if is_subject])
        by = self.by
        draft = Draft(self.id, self.at, self._name, by.id, by.agency, by.post, self.purpose, subjects, changes)
        event = self.batch.chain.append(draft, self.place)
        self.batch.enter(event, self.at, digest, self._refs)
        records = tuple([(change.kind, change.record) for change in changes])
        return Receipt(self.id, event.header.origin.node, event.header.seq, event.hash.hex(), records)

    def _change(self, touched: _Touched) -> Change:
        table, record = touched.table, touched.instance.id
        opened, closed = table.split(touched.fields)
        subject = table.subject_of(touched.instance)
        if subject is not None:
            self.subject(subject)
        self._refs.setdefault(record, False)
        sealed = {str(name): self._sealed(touched, subject, name, values) for name, values in closed.items()}
        seen = touched.seen if touched.made else {CHANGED: {}, **touched.seen}
        return Change(table.kind, record, opened, sealed, seen if table.is_file else {}, subject if sealed else None)

    def _sealed(self, touched: _Touched, subject: UUID | None, name: str, values: dict[str, Any]) -> bytes:
        table, record = touched.table, touched.instance.id
        if subject is None:
            raise TypeError(f"{table.kind} holds {name} values and names no subject to seal them for")
        key = self.batch.key(subject, name, subject in self._made)
        return seal.seal(key, values, seal.context(self.id, table.kind, record, name), self.batch.random)


def _differs(now: Record, table: Table, name: str, value: Any) -> bool:
    column = table.by_name[name]
    new = value.pk if isinstance(value, models.Model) and name == column.name != column.attname else value
    return bool(getattr(now, column.attname) != new)
