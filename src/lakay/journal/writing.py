"""Actions: the only way to write. An action is a named verb; what it creates and updates becomes one event."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from datetime import datetime
from functools import update_wrapper
from hashlib import blake2b
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.db import models

from lakay.journal.batch import Batch, inserter
from lakay.journal.core import seal
from lakay.journal.core.chain import Draft
from lakay.journal.core.events import Change, from_body
from lakay.journal.keys import node_keys
from lakay.journal.models import Conflict, Fact, File, Record
from lakay.journal.models import Event as EventRow
from lakay.journal.registry import Table, table_of
from lakay.journal.versions import after_update, as_created
from lakay.journal.writer import run_write
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

P = ParamSpec("P")
R = TypeVar("R", bound=Record)


class CommandReused(ValueError):
    """The same command id came with another content: a form that was sent before was changed and sent again."""


class NotATurn(RuntimeError):
    """An action was called from inside another; use `.within(act, …)`, so that both stand in one event."""


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


class Act:
    """What an action writes with. It collects the changes of one event."""

    def __init__(self, batch: Batch, name: str, by: Actor, at: datetime, purpose: str, command: UUID | None) -> None:
        if at.tzinfo is None:
            raise ValueError("an instant without a time zone")
        self.by = by
        self.at = at
        self.id = command or batch.new_id()
        self.purpose = purpose
        self.place = batch.chain.next()
        self.origin = str(batch.chain.head.origin)
        self._batch = batch
        self._name = name
        self._changes: list[Change] = []
        self._refs: dict[UUID, bool] = {}
        self._made: set[UUID] = set()
        self._must_enter = False

    def create(self, model: type[R], **values: Any) -> R:
        """A new record: a row, and a change in the event. Returns it with its id."""
        table = table_of(model)
        values.setdefault("id", None)
        if values["id"] is None:
            values["id"] = self._batch.new_id()
        instance = model(**values)
        if isinstance(instance, File):
            instance.versions = as_created(self.origin, self.place)
        fields: dict[str, Any] = {}
        for column in table.columns:
            value = getattr(instance, column.attname)
            if not column.is_empty(value):
                fields[column.name] = column.encode(value)
        self._made.add(instance.id)
        self._enter(table, instance, fields, {})
        self._batch.insert(model, inserter(model).row(instance))
        instance._state.adding = False
        return instance

    def update(self, record: File, **values: Any) -> bool:
        """Change fields of a file. Values that stand already are passed over; returns whether anything changed."""
        table = table_of(type(record))
        now = type(record)._default_manager.select_for_update().get(pk=record.pk)
        changed = {name: value for name, value in values.items() if _differs(now, table, name, value)}
        if not changed:
            return False
        for name, value in changed.items():
            setattr(now, name, value)
        fields = {name: self._encoded(table, now, name) for name in changed}
        now.versions, seen = after_update(now.versions, list(changed), self.origin, self.place)
        self._enter(table, now, fields, seen)
        type(record)._default_manager.filter(pk=now.pk).update(versions=now.versions, **changed)
        if seen:
            Conflict.objects.filter(record=now.pk, field__in=list(seen)).delete()
        for name in (*changed, "versions"):
            setattr(record, name, getattr(now, name))
        return True

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
        """Do something after the event is on disk, and only then."""
        self._batch.after_commit.append(callback)

    @staticmethod
    def _encoded(table: Table, instance: Record, name: str) -> Any:
        column = table.by_name[name]
        value = getattr(instance, column.attname)
        return None if value is None else column.encode(value)

    def _enter(self, table: Table, instance: Record, fields: dict[str, Any], seen: dict[str, dict[str, int]]) -> None:
        opened, closed = table.split(fields)
        subject = table.subject_of(instance)
        if subject is not None:
            self.subject(subject)
        self._refs.setdefault(instance.id, False)
        sealed = {str(name): self._sealed(table, instance.id, subject, name, values) for name, values in closed.items()}
        self._changes.append(Change(table.kind, instance.id, opened, sealed, seen, subject if sealed else None))

    def _sealed(self, table: Table, record: UUID, subject: UUID | None, name: str, values: dict[str, Any]) -> bytes:
        if subject is None:
            raise TypeError(f"{table.kind} holds {name} values and names no subject to seal them for")
        certainly_new = subject == record and record in self._made
        self._made.discard(subject)
        key = self._batch.key(subject, name, certainly_new)
        return seal.seal(key, values, seal.context(self.id, table.kind, record, name), self._batch.random)

    def finish(self, digest: bytes) -> Receipt:
        """Append the event to the chain. For the journal itself."""
        if not self._changes and not self._must_enter:
            return NOTHING_WRITTEN
        subjects = tuple(ref for ref, is_subject in self._refs.items() if is_subject)
        draft = Draft(
            self.id, self.at, self._name, self.by.id, self.by.agency, self.by.post, self.purpose, subjects, self._changes
        )
        event = self._batch.chain.append(draft, self.place)
        self._batch.enter(event, digest, self._refs)
        records = tuple((change.kind, change.record) for change in self._changes)
        return Receipt(self.id, event.header.origin.node, event.header.seq, event.hash.hex(), records)


def _differs(now: Record, table: Table, name: str, value: Any) -> bool:
    column = table.by_name[name]
    new = value.pk if isinstance(value, models.Model) and name == column.name != column.attname else value
    return bool(getattr(now, column.attname) != new)


class Action(Generic[P]):
    """A named verb. Calling it from outside writes and answers with a Receipt; `within` joins another action's event."""

    def __init__(self, name: str, purpose: Purpose, body: Callable[Concatenate[Act, P], None]) -> None:
        self.name = name
        self.purpose = purpose
        self.body = body
        update_wrapper(self, body)

    def within(self, act: Act, *args: P.args, **kwargs: P.kwargs) -> None:
        """Do this inside another action."""
        self.body(act, *args, **kwargs)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> Receipt:
        by, at, command = kwargs["by"], kwargs["at"], kwargs.get("command")
        purpose = str(kwargs.get("purpose") or self.purpose)
        digest = fingerprint(self.name, kwargs) if command else b""

        def work(batch: Batch) -> Receipt:
            act = Act(batch, self.name, by, at, purpose, command)  # type: ignore[arg-type]
            self.body(act, *args, **kwargs)
            return act.finish(digest)

        return run_write(work, lambda: _earlier(command, digest) if command else None)  # type: ignore[arg-type]


ACTIONS: dict[str, Action[Any]] = {}
"""Every action of the program, by name: the registry that tests walk over."""


def action(name: str, purpose: Purpose) -> Callable[[Callable[Concatenate[Act, P], None]], Action[P]]:
    """Make a function an action. It takes `by=` (Actor) and `at=` (aware datetime), and `command=` (UUID) where a client sends one."""

    def register(body: Callable[Concatenate[Act, P], None]) -> Action[P]:
        if name in ACTIONS:
            raise TypeError(f"two actions are called {name}")
        made = Action(name, purpose, body)
        ACTIONS[name] = made
        return made

    return register


def _earlier(command: UUID, digest: bytes) -> Receipt | None:
    """The receipt of a command done before. Raises CommandReused if that was another command."""
    row = EventRow.objects.filter(id=command).first()
    if row is None:
        return None
    if not hmac.compare_digest(bytes(row.digest), digest):
        raise CommandReused(command)
    _, changes = from_body(bytes(row.body))
    return Receipt(row.id, row.node, row.seq, bytes(row.hash).hex(), tuple((change.kind, change.record) for change in changes))


def fingerprint(name: str, arguments: dict[str, Any]) -> bytes:
    """A keyed digest of what was asked: it tells a repeat from another command and says nothing to one without the key."""
    told = [(key, _plain(value)) for key, value in sorted(arguments.items()) if key not in {"at", "command"}]
    return blake2b(repr((name, told)).encode(), key=node_keys().wrapping, digest_size=16).digest()


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return (value._meta.label, str(value.pk))
    if isinstance(value, Actor):
        return str(value.id)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return sorted((str(key), _plain(part)) for key, part in value.items())
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    return repr(value) if is_dataclass(value) else str(value)


__all__ = ["ACTIONS", "Act", "Action", "CommandReused", "Fact", "File", "Receipt", "action", "fingerprint"]
