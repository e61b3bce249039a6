"""One turn of the writer: rows waiting to be inserted, the end of the chain, the keys in use.

Rows are collected and go to the database in one statement a table. Any other SQL on the same connection flushes them
first, so an action always reads what was written before it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models import F

from lakay.journal.core.chain import Chain
from lakay.journal.core.chain import Head as ChainHead
from lakay.journal.core.events import Event, Origin
from lakay.journal.inserting import Row, inserter
from lakay.journal.keys import KeyRing, WrongKeys, node_keys
from lakay.journal.models import Event as EventRow
from lakay.journal.models import Head, Reference, SubjectKey
from lakay.journal.registry import places
from lakay.kernel.clock import SystemClock, milliseconds
from lakay.kernel.ids import uuid7


class NotATurn(RuntimeError):
    """An action was called from inside another; use `.within(act, …)`, so that both stand in one event."""


class Spoiled(RuntimeError):
    """An action failed half way after some of its rows had reached the database, and its caller went on: nothing is committed."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Where things stood before an item, to come back to."""

    statements: int
    rows: dict[type[models.Model], int]
    callbacks: int
    head: ChainHead
    position: int


class Batch:
    """What the actions of one transaction have entered so far."""

    def __init__(self, ring: KeyRing, random: Callable[[int], bytes] = os.urandom) -> None:
        self.connection = connections[DEFAULT_DB_ALIAS]
        self.head = self._lock_head()
        self.ring = ring
        self.random = random
        self.clock = SystemClock()
        ring.at_generation(self.head.key_generation)
        start = ChainHead(Origin(self.head.node, self.head.epoch), self.head.seq, bytes(self.head.hash), self.head.hlc)
        self.chain = Chain(start, node_keys().signing, self.clock.now)
        self.after_commit: list[Callable[[], object]] = []
        self._pending: dict[type[models.Model], list[Row]] = {}
        self._flushing = False
        self._acting = False
        self._spoiled = False
        self._statements = 0
        self.position = self._stored_position = self.head.position

    def _lock_head(self) -> Head:
        head = Head.objects.select_for_update().filter(id=1).first()
        node = node_keys().node
        if head is None:
            head = Head(id=1, node=node, epoch=os.urandom(8).hex())
            head.save(force_insert=True)
        if head.node != node:
            raise WrongKeys(f"This store belongs to node {head.node}, and the keys here are those of node {node}.")
        return head

    def new_id(self) -> UUID:
        """A fresh identifier in the order of this machine's clock."""
        return uuid7(milliseconds(self.clock.now()), self.random(10))

    @contextmanager
    def acting(self) -> Iterator[None]:
        """One action at a time, for each has its own place in the chain. Raises NotATurn for one inside another."""
        if self._acting:
            raise NotATurn
        self._acting = True
        try:
            yield
        finally:
            self._acting = False

    def insert(self, model: type[models.Model], row: Row) -> None:
        """Let a row wait for the flush."""
        rows = self._pending.get(model)
        if rows is None:
            rows = self._pending[model] = []
        rows.append(row)

    def enter(self, event: Event, at: datetime, digest: bytes, refs: dict[UUID, bool]) -> None:
        """Let an event wait, with the references by which it is found."""
        header = event.header
        place = (header.id, header.origin.node, header.origin.epoch, header.seq, header.hlc, at)
        who = (header.action, header.by, header.agency, header.post, header.purpose)
        self.insert(EventRow, (*place, *who, event.body, event.hash, event.signature, digest, self.next_position(), ""))
        for ref, is_subject in refs.items():
            self.insert(Reference, (header.id, ref, is_subject))

    def next_position(self) -> int:
        """The number of the next event that enters this store, whoever wrote it."""
        self.position += 1
        return self.position

    def key(self, subject: UUID, field_class: str, certainly_new: bool) -> bytes:
        """The sealing key of a subject, made if it has none yet. Raises Erased."""
        if not (self.ring.holds(subject) or (not certainly_new and self.ring.can_seal(subject, field_class))):
            self.insert(SubjectKey, (subject, *self.ring.make(subject), None))
        return self.ring.sealing(subject, field_class)

    def new_generation(self) -> None:
        """Keys were destroyed or taken: this process and all others forget those that they hold in memory."""
        Head.objects.filter(id=1).update(key_generation=F("key_generation") + 1)
        self.ring.forget()

    def flush(self) -> None:
        """Send what waits."""
        self._flushing = True
        try:
            pending, self._pending = self._pending, {}
            for model, rows in sorted(pending.items(), key=lambda waiting: places().get(waiting[0], 0)):
                inserter(model).insert(self.connection, rows)
        finally:
            self._flushing = False

    def close(self) -> None:
        """Flush, and store the head that the next turn starts from. Raises Spoiled."""
        if self._spoiled:
            raise Spoiled
        self.flush()
        end = self.chain.head
        if self.position != self._stored_position:
            Head.objects.filter(id=1).update(seq=end.seq, hash=end.hash, hlc=end.hlc, position=self.position)
            self._stored_position = self.position

    def mark(self) -> Mark:
        """Where things stand before an item."""
        counts = {model: len(rows) for model, rows in self._pending.items()}
        return Mark(self._statements, counts, len(self.after_commit), self.chain.head, self.position)

    def rewind(self, mark: Mark) -> bool:
        """Forget what came after a mark. Returns False if some of it already reached the database."""
        self.ring.forget()
        del self.after_commit[mark.callbacks :]
        self.chain.rewind(mark.head)
        self.position = mark.position
        if mark.statements != self._statements:
            return False
        for model, rows in self._pending.items():
            del rows[mark.rows.get(model, 0) :]
        return True

    def spoil(self) -> None:
        """Refuse to commit: rows that belong to no event are among those sent."""
        self._spoiled = True

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Flush before any SQL that is not ours."""
        with self.connection.execute_wrapper(self._before_sql):
            yield

    def _before_sql(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self._flushing:
            if any(self._pending.values()):
                self._statements += 1
                self.flush()
            elif not sql.startswith("SELECT"):
                self._statements += 1
        return execute(sql, params, many, context)
