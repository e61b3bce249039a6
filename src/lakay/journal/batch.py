"""One turn of the writer: rows waiting to be inserted, the end of the chain, the keys in use.

Rows are collected and go to the database in one statement a table. Any other SQL on the same connection flushes them
first, so an action always reads what was written before it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models

from lakay.journal.core.chain import Chain
from lakay.journal.core.chain import Head as ChainHead
from lakay.journal.core.events import Event, Origin
from lakay.journal.keys import KeyRing, node_keys
from lakay.journal.models import Event as EventRow
from lakay.journal.models import Head, Reference, SubjectKey
from lakay.kernel.clock import SystemClock, milliseconds
from lakay.kernel.ids import uuid7

Row = tuple[Any, ...]


class Inserter:
    """Inserts rows of one model, many in one statement."""

    def __init__(self, model: type[models.Model]) -> None:
        self.fields = [field for field in model._meta.concrete_fields if not isinstance(field, models.AutoField)]
        self.attnames = [field.attname for field in self.fields]
        self.table = model._meta.db_table
        self.columns = [field.column for field in self.fields]

    def row(self, instance: models.Model) -> Row:
        """The values of an instance, in the order of the columns."""
        return tuple([getattr(instance, name) for name in self.attnames])

    def insert(self, connection: Any, rows: list[Row]) -> None:
        """Send the rows. Raises the database's own errors."""
        quote = connection.ops.quote_name
        names = ", ".join(quote(column) for column in self.columns)
        marks = ", ".join(["%s"] * len(self.columns))
        prepare = [field.get_db_prep_save for field in self.fields]
        ready = [tuple([prep(value, connection) for prep, value in zip(prepare, row, strict=True)]) for row in rows]
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {quote(self.table)} ({names}) VALUES ({marks})", ready)  # noqa: S608


@cache
def inserter(model: type[models.Model]) -> Inserter:
    """The inserter of a model."""
    return Inserter(model)


class Batch:
    """What the actions of one transaction have entered so far."""

    def __init__(self, ring: KeyRing, random: Callable[[int], bytes] = os.urandom) -> None:
        self.connection = connections[DEFAULT_DB_ALIAS]
        self.head = self._lock_head()
        self.ring = ring
        self.random = random
        self.clock = SystemClock()
        ring.at_generation(self.head.key_generation)
        origin = Origin(self.head.node, self.head.epoch)
        start = ChainHead(origin, self.head.seq, bytes(self.head.hash), self.head.hlc)
        self.chain = Chain(start, node_keys().signing, self.clock.now)
        self.after_commit: list[Callable[[], object]] = []
        self._pending: dict[type[models.Model], list[Row]] = {}
        self._flushing = False
        self.statements = 0
        self._stored_seq = self.head.seq

    def _lock_head(self) -> Head:
        head = Head.objects.select_for_update().filter(id=1).first()
        if head is None:
            head = Head(id=1, node=node_keys().node, epoch=os.urandom(8).hex())
            head.save(force_insert=True)
        return head

    def new_id(self) -> UUID:
        """A fresh identifier in the order of this machine's clock."""
        return uuid7(milliseconds(self.clock.now()), self.random(10))

    def insert(self, model: type[models.Model], row: Row) -> None:
        """Let a row wait for the flush."""
        self._pending.setdefault(model, []).append(row)

    def enter(self, event: Event, digest: bytes, refs: dict[UUID, bool]) -> None:
        """Let an event wait, with the references by which it is found."""
        header = event.header
        place = (header.id, header.origin.node, header.origin.epoch, header.seq, header.hlc, header.at)
        who = (header.action, header.by, header.agency, header.post, header.purpose)
        self.insert(EventRow, (*place, *who, event.body, event.hash, event.signature, digest))
        for ref, is_subject in refs.items():
            self.insert(Reference, (header.id, ref, is_subject))

    def key(self, subject: UUID, field_class: str, certainly_new: bool) -> bytes:
        """The sealing key of a subject, made if it has none yet."""
        if certainly_new:
            self.insert(SubjectKey, (subject, self.ring.make(subject), None))
        try:
            return self.ring.open(subject, field_class)
        except LookupError as missing:
            if type(missing) is not LookupError:
                raise
            self.insert(SubjectKey, (subject, self.ring.make(subject), None))
            return self.ring.open(subject, field_class)

    def flush(self) -> None:
        """Send what waits, and move the stored head to the end of the chain."""
        self._flushing = True
        try:
            pending, self._pending = self._pending, {}
            for model, rows in pending.items():
                inserter(model).insert(self.connection, rows)
        finally:
            self._flushing = False

    def close(self) -> None:
        """Flush, and store the head that the next turn starts from."""
        self.flush()
        end = self.chain.head
        if end.seq != self._stored_seq:
            Head.objects.filter(id=1).update(seq=end.seq, hash=end.hash, hlc=end.hlc)
            self._stored_seq = end.seq

    def mark(self) -> tuple[int, dict[type[models.Model], int], int, ChainHead]:
        """Where things stand before an item, to come back to."""
        counts = {model: len(rows) for model, rows in self._pending.items()}
        return self.statements, counts, len(self.after_commit), self.chain.head

    def rewind(self, mark: tuple[int, dict[type[models.Model], int], int, ChainHead]) -> bool:
        """Forget what came after a mark. Returns False if some of it already reached the database."""
        statements, counts, callbacks, head = mark
        self.ring.forget()
        del self.after_commit[callbacks:]
        self.chain.rewind(head)
        if statements != self.statements:
            return False
        for model, rows in self._pending.items():
            del rows[counts.get(model, 0) :]
        return True

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Flush before any SQL that is not ours."""
        with self.connection.execute_wrapper(self._before_sql):
            yield

    def _before_sql(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self._flushing:
            if self._pending:
                self.statements += 1
                self.flush()
            elif not sql.startswith("SELECT"):
                self.statements += 1
        return execute(sql, params, many, context)
