"""The one writer of a process. Actions that wait while a commit goes to disk share the next one (ADR 0004).

One transaction serves all that wait: the chain is computed inside it, in one order, and a caller is answered only after
COMMIT. Where one item fails, the turn is done again item by item, each behind a savepoint, so that it fails alone.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from lakay.journal.batch import Batch
from lakay.journal.keys import KeyRing, node_keys
from lakay.journal.turns import CommitRefused, NotCommitted, current_batch, joined, run_callbacks, turn

T = TypeVar("T")

MOST_IN_A_TURN = 128
PATIENCE_SECONDS = 60


class WriteUncertain(RuntimeError):
    """No certain answer came: it may or may not stand. Send the same command again, it will not be done twice."""


class StoreBroken(RuntimeError):
    """The disk refused a commit. Nothing more is accepted until the program is started again and has checked its store."""


class _Entangled(Exception):
    """An item failed after some of its rows had reached the database."""


@dataclass(slots=True)
class Item(Generic[T]):
    """Work waiting for the writer. `earlier` finds the result of the same command done before; `unhurried`: it may take for ever."""

    work: Callable[[Batch], T]
    earlier: Callable[[], T | None]
    unhurried: bool = False
    future: Future[T] = field(default_factory=Future)


Outcome = tuple[Any, Exception | None]
How = Callable[[Batch, list[Item[Any]]], list[Outcome]]
Callbacks = list[Callable[[], object]]


class Writer:
    """A queue, a thread and a connection."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Item[Any] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self.broken: Exception | None = None

    def submit(self, item: Item[T]) -> T:
        """Wait for a turn. Raises what the work raised, WriteUncertain, or StoreBroken."""
        self.check()
        self._start()
        self._queue.put(item)
        try:
            return item.future.result(timeout=None if item.unhurried else PATIENCE_SECONDS)
        except FutureTimeoutError as error:
            if item.future.done():
                raise
            raise WriteUncertain from error

    def check(self) -> None:
        """Raise StoreBroken once the disk has refused a commit."""
        if self.broken is not None:
            raise StoreBroken from self.broken

    def stop(self) -> None:
        """End the thread and close its connection."""
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def refused(self, error: CommitRefused) -> Exception:
        """What a caller is told whose commit failed. A disk that refused once is not trusted again; a server may come back."""
        if connection.vendor != "sqlite":
            return WriteUncertain()
        self.broken = error
        return StoreBroken()

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._loop, name="lakay-writer", daemon=True)
                self._thread.start()

    def _loop(self) -> None:
        ring: KeyRing | None = None
        stop = False
        while not stop and (first := self._queue.get()) is not None:
            items = [first]
            while len(items) < MOST_IN_A_TURN and not self._queue.empty():
                item = self._queue.get()
                if item is None:
                    stop = True
                    break
                items.append(item)
            ring = self._serve(items, ring)
        connections.close_all()

    def _serve(self, items: list[Item[Any]], ring: KeyRing | None) -> KeyRing | None:
        """Do a turn and answer everyone in it, whatever happened."""
        try:
            self.check()
            ring = ring or KeyRing(node_keys())
            connection.close_if_unusable_or_obsolete()
            outcomes, after_commit = self._do(items, ring)
        except Exception as error:  # noqa: BLE001  (handed to every caller that waits)
            for item in items:
                item.future.set_exception(error)
            return None
        for item, (value, fault) in zip(items, outcomes, strict=True):
            if fault is None:
                item.future.set_result(value)
            else:
                item.future.set_exception(fault)
        run_callbacks(after_commit)
        return ring

    def _do(self, items: list[Item[Any]], ring: KeyRing) -> tuple[list[Outcome], Callbacks]:
        try:
            return self._transaction(items, ring, together)
        except (DatabaseError, _Entangled):
            ring.forget()
        try:
            return self._transaction(items, ring, one_by_one)
        except IntegrityError:  # found at COMMIT only: a row that points to nothing
            ring.forget()
        return self._apart(items, ring)

    def _apart(self, items: list[Item[Any]], ring: KeyRing) -> tuple[list[Outcome], Callbacks]:
        """Each item in a transaction of its own."""
        outcomes: list[Outcome] = []
        callbacks: Callbacks = []
        for item in items:
            try:
                outcome, after_commit = self._transaction([item], ring, one_by_one)
            except IntegrityError as error:
                ring.forget()
                outcome, after_commit = [(None, error)], []
            outcomes += outcome
            callbacks += after_commit
        return outcomes, callbacks

    def _transaction(self, items: list[Item[Any]], ring: KeyRing, how: How) -> tuple[list[Outcome], Callbacks]:
        try:
            with turn(ring) as batch:
                outcomes = how(batch, items)
        except CommitRefused as error:
            raise self.refused(error) from error
        except NotCommitted as error:
            raise WriteUncertain from error
        return outcomes, batch.after_commit


def together(batch: Batch, items: list[Item[Any]]) -> list[Outcome]:
    """Each item in turn, without savepoints; one that fails cleanly is taken out again."""
    outcomes = [_attempt(batch, item) for item in items]
    try:
        batch.flush()
    except (ValueError, TypeError) as error:  # a value that its field cannot hold
        raise _Entangled from error
    return outcomes


def _attempt(batch: Batch, item: Item[Any]) -> Outcome:
    mark = batch.mark()
    try:
        return item.work(batch), None
    except DatabaseError:
        raise
    except Exception as error:
        if not batch.rewind(mark):
            raise _Entangled from error
        return _answered(item, error)


def _answered(item: Item[Any], error: Exception) -> Outcome:
    """What a failed item is told: the receipt, if the same command was done before and fails now because of that."""
    try:
        earlier = item.earlier()
    except ValueError as reused:
        return None, reused
    return (None, error) if earlier is None else (earlier, None)


def one_by_one(batch: Batch, items: list[Item[Any]]) -> list[Outcome]:
    """Each item behind a savepoint of its own; a command that was done before is answered from the journal."""
    return [_alone(batch, item) for item in items]


def _alone(batch: Batch, item: Item[Any]) -> Outcome:
    mark = batch.mark()
    try:
        with transaction.atomic():
            earlier = item.earlier()
            if earlier is not None:
                return earlier, None
            value = item.work(batch)
            batch.flush()
    except Exception as error:  # noqa: BLE001  (handed to the caller that waits for this item)
        batch.rewind(mark)
        return None, error
    return value, None


writer = Writer()


def run_write(work: Callable[[Batch], T], earlier: Callable[[], T | None] = lambda: None, *, unhurried: bool = False) -> T:
    """Do some writing through the one writer and return after it is on disk.

    Inside a turn it joins that turn; inside a transaction that the caller holds it joins that transaction. `unhurried` is for what grows with
    the store, as making all tables again: nobody stands at a booth and waits for it.
    """
    batch = current_batch()
    if batch is not None:
        return joined(batch, work, earlier)
    item = Item(work, earlier, unhurried)
    if connection.in_atomic_block:
        return _inline(item)
    return writer.submit(item)


def _inline(item: Item[T]) -> T:
    with turn(KeyRing(node_keys())) as batch:
        value, fault = _alone(batch, item)
    if fault is not None:
        raise fault
    for callback in batch.after_commit:
        transaction.on_commit(callback)
    result: T = value
    return result


@contextmanager
def one_turn(ring: KeyRing | None = None) -> Iterator[None]:
    """All actions inside share one commit: for bulk work, in chunks of some hundreds. An error undoes the whole chunk.

    The lock is held to the end, so a running server waits one chunk at most. Inside another turn it joins that turn. `ring`
    keeps the keys of the people from one chunk to the next.
    """
    if current_batch() is not None:
        yield
        return
    writer.check()
    ring = ring or KeyRing(node_keys())
    try:
        with turn(ring) as batch:
            yield
    except CommitRefused as error:
        raise writer.refused(error) from error
    except NotCommitted as error:
        raise WriteUncertain from error
    except BaseException:
        ring.forget()
        raise
    if connection.in_atomic_block:
        for callback in batch.after_commit:
            transaction.on_commit(callback)
    else:
        run_callbacks(batch.after_commit)
