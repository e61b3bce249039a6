"""Files of alerts are worked on while nobody waits: tried out, read in, carried out. What is to be done stands in the register (ADR 9)."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

from django.conf import settings

from lakay.access.sessions import actor_behind
from lakay.journal.background import Worker
from lakay.journal.spool import Spool, SpoolLost
from lakay.kernel import locks
from lakay.kernel.clock import Clock
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions import ListNotStanding, halt_batch, plan_batch
from lakay.watchlist.keeper import WAKE as LIST_CHANGED
from lakay.watchlist.keeper import program
from lakay.watchlist.loading import read_in, settle_all
from lakay.watchlist.models import Batch
from lakay.watchlist.plans import left_of, plan_of
from lakay.watchlist.rules.sheet import NotASheet
from lakay.watchlist.rules.sources import NotAList
from lakay.watchlist.rules.states import BatchStatus

log = logging.getLogger(__name__)

FILES = Spool("watchlist", "lakay/watchlist/files")
"""Where the content of a file lies, sealed, until nothing of it is to be read any more."""

WAKE = threading.Event()
"""Set by a page that has just asked for work, so that it begins at once in the same process."""

READ = frozenset({BatchStatus.TRYING, BatchStatus.LOADING})
WANTED = READ | {BatchStatus.TRIED}
"""Where the content of a file is still to be read, now or once somebody has said so."""


def work_through(clock: Clock) -> int:
    """Do all that waits, one file after the other, on behalf of whoever asked for it. One process of a node at a time. Returns how many."""
    done = 0
    with locks.alone(Path(settings.DATA) / "watchlist" / "files.lock") as mine:
        while mine and (batch := next_batch()) is not None:
            do(batch, clock)
            done += 1
    return done


def next_batch() -> Batch | None:
    """The file that waits longest for the program."""
    to_read = Batch.objects.filter(status__in=READ).exclude(file_hash="")
    decided = Batch.objects.filter(status__in=(BatchStatus.APPROVED, BatchStatus.REJECTED))
    return (to_read | decided).filter(problem="").order_by("proposed_at", "pk").first()


def do(batch: Batch, clock: Clock) -> None:
    """One file, as far as it goes now. Where it cannot go on, its page says why."""
    try:
        if batch.status in READ:
            _read(batch, clock)
        else:
            _carry_out(batch, clock)
    except CannotMove:
        log.info("a file of alerts was taken back or stopped")
    except SpoolLost:
        _halt(batch, clock, "content-lost")
    except NotAllowed:
        _halt(batch, clock, "not-allowed")
    except ListNotStanding:
        _halt(batch, clock, "list-closed")
    except (NotAList, NotASheet) as wrong:
        _halt(batch, clock, wrong.code)
    forget(batch)


def _read(batch: Batch, clock: Clock) -> None:
    """Try a file out; where it is to be read in, put before a second person what is not there yet."""
    by = actor_behind(batch.proposed_by, clock.now())
    with FILES.opened(batch.file_hash) as content:
        plan = plan_of(batch, content.read())
    at = clock.now()
    plan_batch(by=by, at=at, batch=batch, planned=plan.counts, faults=plan.faults, ends=plan.ends)
    if batch.status == BatchStatus.LOADING:
        read_in(batch, left_of(batch, plan), by=by, at=batch.proposed_at)


def _carry_out(batch: Batch, clock: Clock) -> None:
    who = batch.carried_by or batch.decided_by
    if who is None:
        raise NotAllowed("")
    settle_all(batch, by=actor_behind(who, clock.now()), at=clock.now())
    LIST_CHANGED.set()


def forget(batch: Batch) -> None:
    """Forget the content of a file that is to be read no more, by this batch or another of the same content."""
    if batch.file_hash and not Batch.objects.filter(file_hash=batch.file_hash, status__in=WANTED, problem="").exists():
        FILES.drop(batch.file_hash)


def _halt(batch: Batch, clock: Clock, problem: str) -> None:
    halt_batch(by=program(), at=clock.now(), batch=batch, problem=problem)


def file_worker(clock: Clock) -> Worker:
    """The thread of the server that does it."""
    return Worker("lakay-alert-files", lambda _ended: work_through(clock), WAKE, log, "files of alerts wait")
