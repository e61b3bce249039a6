"""A turn: one transaction with one batch, from the lock to a certain commit."""

from __future__ import annotations

import fcntl
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction

from lakay.journal.batch import Batch
from lakay.journal.keys import KeyRing

T = TypeVar("T")
log = logging.getLogger(__name__)


class CommitRefused(RuntimeError):
    """The database failed at COMMIT itself: the disk is full or ill, or the server was lost on the way."""


class NotCommitted(RuntimeError):
    """The transaction ended without an error and without a commit, as Django does when the connection broke inside it."""


_here = threading.local()
_one_at_a_time = threading.Lock()


def current_batch() -> Batch | None:
    """The batch that this thread is writing to, if it is inside a turn."""
    found: Batch | None = getattr(_here, "batch", None)
    return found


@contextmanager
def turn(ring: KeyRing) -> Iterator[Batch]:
    """A batch in a transaction. On leaving, it is on disk, unless the caller holds a transaction around it.

    Raises the database's errors from inside, IntegrityError also from COMMIT, CommitRefused, NotCommitted.
    """
    if connection.in_atomic_block:
        with transaction.atomic(), _batch(ring) as batch:
            yield batch
        return
    committed: list[bool] = []
    with write_lock():
        asked = False
        try:
            with transaction.atomic():
                transaction.on_commit(lambda: committed.append(True), robust=True)
                with _batch(ring) as batch:
                    yield batch
                asked = True
        except Exception as error:
            if committed:  # it stands; only a task behind the commit failed
                log.error("a task after a commit failed: %s", type(error).__name__)  # noqa: TRY400  (a traceback could hold names)
            elif asked and isinstance(error, DatabaseError) and not isinstance(error, IntegrityError):
                raise CommitRefused from error
            else:
                raise
    if not committed:
        raise NotCommitted


@contextmanager
def _batch(ring: KeyRing) -> Iterator[Batch]:
    batch = Batch(ring)
    _here.batch = batch
    try:
        with batch.watching():
            yield batch
            batch.close()
    finally:
        _here.batch = None


def joined(batch: Batch, work: Callable[[Batch], T], earlier: Callable[[], T | None]) -> T:
    """Write in a turn that is under way. A failure leaves nothing behind, or else spoils the turn, should the caller go on."""
    found = earlier()
    if found is not None:
        return found
    mark = batch.mark()
    try:
        return work(batch)
    except BaseException:
        if not batch.rewind(mark):
            batch.spoil()
        raise


@contextmanager
def write_lock() -> Iterator[None]:
    """On SQLite, a lock in front of BEGIN IMMEDIATE, for all threads and processes of a node: fair, as SQLite's own is not."""
    if connection.vendor != "sqlite":
        yield
        return
    path = Path(settings.DATA) / "write.lock"
    with _one_at_a_time, path.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def run_callbacks(callbacks: Iterable[Callable[[], object]]) -> None:
    """Do what waited for the commit. What fails is logged by its kind alone: the event stands, and nobody else shall suffer."""
    for callback in callbacks:
        try:
            callback()
        except Exception as error:  # noqa: BLE001
            log.error("a task after a commit failed: %s", type(error).__name__)  # noqa: TRY400  (a traceback could hold names)
