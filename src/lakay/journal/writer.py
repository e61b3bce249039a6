"""The one writer of a process. Actions that wait while a commit goes to disk share the next one (ADR 0004).

One transaction serves all that wait: the chain is computed inside it, in one order, and a caller is answered only after
COMMIT. Where one item fails, the turn is done again item by item, each behind a savepoint, so that it fails alone.
"""

from __future__ import annotations

import fcntl
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction

from lakay.journal.batch import Batch
from lakay.journal.keys import KeyRing, node_keys

T = TypeVar("T")

MOST_IN_A_TURN = 128
PATIENCE_SECONDS = 60


class WriteUncertain(RuntimeError):
    """The answer did not come in time: it may or may not stand. Send the same command again, it will not be done twice."""


class StoreBroken(RuntimeError):
    """The disk refused a commit. Nothing more is accepted until the program is started again and has checked its store."""


class _Entangled(Exception):
    """An item failed after some of its rows had reached the database."""


@dataclass(slots=True)
class Item(Generic[T]):
    """Work waiting for the writer. `earlier` finds the result of the same command done before."""

    work: Callable[[Batch], T]
    earlier: Callable[[], T | None]
    future: Future[T] = field(default_factory=Future)


_here = threading.local()


def current_batch() -> Batch | None:
    """The batch that this thread is writing to, if it is inside a turn."""
    found: Batch | None = getattr(_here, "batch", None)
    return found


@contextmanager
def _turn(batch: Batch) -> Iterator[Batch]:
    _here.batch = batch
    try:
        with batch.watching():
            yield batch
            batch.close()
    finally:
        _here.batch = None


class Writer:
    """A queue, a thread and a connection."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Item[Any] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self.one_at_a_time = threading.RLock()
        self.broken: DatabaseError | None = None

    def submit(self, item: Item[T]) -> T:
        """Wait for a turn. Raises what the work raised, WriteUncertain, or StoreBroken."""
        self.check()
        self._start()
        self._queue.put(item)
        try:
            return item.future.result(timeout=PATIENCE_SECONDS)
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

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._loop, name="lakay-writer", daemon=True)
                self._thread.start()

    def _loop(self) -> None:
        ring = KeyRing(node_keys())
        while (first := self._queue.get()) is not None:
            items = [first]
            stop = False
            while len(items) < MOST_IN_A_TURN and not self._queue.empty():
                item = self._queue.get()
                if item is None:
                    stop = True
                    break
                items.append(item)
            self._serve(items, ring)
            if stop:
                break
        connections.close_all()

    def _serve(self, items: list[Item[Any]], ring: KeyRing) -> None:
        """Do a turn and answer everyone in it, whatever happened."""
        try:
            connection.close_if_unusable_or_obsolete()
            outcomes, after_commit = self._do(items, ring)
        except Exception as error:  # noqa: BLE001  (handed to every caller that waits)
            ring.forget()
            for item in items:
                item.future.set_exception(error)
            return
        for item, (value, fault) in zip(items, outcomes, strict=True):
            item.future.set_exception(fault) if fault else item.future.set_result(value)
        for callback in after_commit:
            callback()

    def _do(self, items: list[Item[Any]], ring: KeyRing) -> tuple[list[Outcome], list[Callable[[], object]]]:
        try:
            return self._transaction(items, ring, together)
        except (DatabaseError, _Entangled):
            self.check()
            ring.forget()
            return self._transaction(items, ring, one_by_one)

    def _transaction(self, items: list[Item[Any]], ring: KeyRing, how: How) -> tuple[list[Outcome], list[Callable[[], object]]]:
        with self.one_at_a_time, write_lock():
            done = False
            try:
                with transaction.atomic():
                    batch = Batch(ring)
                    with _turn(batch):
                        outcomes = how(batch, items)
                    done = True
            except DatabaseError as error:
                if done:
                    self.broken = error
                raise
        return outcomes, batch.after_commit


Outcome = tuple[Any, Exception | None]
How = Callable[[Batch, list[Item[Any]]], list[Outcome]]


def together(batch: Batch, items: list[Item[Any]]) -> list[Outcome]:
    """Each item in turn, without savepoints; one that fails cleanly is taken out again."""
    outcomes: list[Outcome] = []
    for item in items:
        mark = batch.mark()
        try:
            outcomes.append((item.work(batch), None))
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001  (handed to the caller that waits for this item)
            if not batch.rewind(mark):
                raise _Entangled from error
            earlier = item.earlier()
            outcomes.append((earlier, None if earlier else error))
    batch.flush()
    return outcomes


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


@contextmanager
def write_lock() -> Iterator[None]:
    """On SQLite, the lock in front of BEGIN IMMEDIATE that all processes of a node take: fair, where SQLite's own is not."""
    if connection.vendor != "sqlite":
        yield
        return
    path = Path(settings.DATA) / "write.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


writer = Writer()


def run_write(work: Callable[[Batch], T], earlier: Callable[[], T | None] = lambda: None) -> T:
    """Do some writing through the one writer and return after it is on disk.

    Inside a turn it joins that turn; inside a transaction that the caller holds it joins that transaction.
    """
    batch = current_batch()
    if batch is not None:
        return work(batch)
    item = Item(work, earlier)
    if connection.in_atomic_block:
        return _inline(item)
    return writer.submit(item)


def _inline(item: Item[T]) -> T:
    with writer.one_at_a_time, transaction.atomic():
        batch = Batch(KeyRing(node_keys()))
        with _turn(batch):
            value, fault = _alone(batch, item)
    if fault:
        raise fault
    for callback in batch.after_commit:
        transaction.on_commit(callback)
    result: T = value
    return result


@contextmanager
def one_turn() -> Iterator[None]:
    """All actions inside share one commit: for bulk work, in chunks of some hundreds. An error undoes the whole chunk.

    The writer's lock is held to the end, so a running server waits one chunk at most.
    """
    with writer.one_at_a_time, write_lock(), transaction.atomic():
        batch = Batch(KeyRing(node_keys()))
        with _turn(batch):
            yield
    for callback in batch.after_commit:
        callback()
