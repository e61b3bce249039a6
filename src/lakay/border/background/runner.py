"""The thread that does the work in the background. What is to be done stands in the register itself, so a restart goes on with it."""

from __future__ import annotations

import logging
import threading
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from lakay.access.sessions import actor_behind
from lakay.border.actions.imports import Stopped, note_checked, stop_import
from lakay.border.background.trying import try_out
from lakay.border.background.writing import Reader
from lakay.border.importing.rows import Place
from lakay.border.importing.spool import SpoolLost, drop
from lakay.border.models import ImportRun
from lakay.border.passengers.inbox import tend
from lakay.border.permissions import IMPORT_RUN
from lakay.border.rules import ImportStatus
from lakay.journal.background import Worker
from lakay.kernel import locks
from lakay.kernel.actors import Actor
from lakay.kernel.clock import Clock
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.places.queries import where

log = logging.getLogger(__name__)

WAKE = threading.Event()
"""Set by a page that has just asked for work, so that it begins at once in the same process."""


def work_through(clock: Clock) -> int:
    """Do all that waits: runs one after the other, then passenger lists. Returns how many runs it had in hand.

    One process of a node at a time.
    """
    done = 0
    with locks.alone(Path(settings.DATA) / "imports" / "runner.lock") as mine:
        while mine and (run := next_run()) is not None:
            do(run, clock)
            done += 1
        if mine:
            tend(clock.now())
    return done


def next_run() -> ImportRun | None:
    """The run that waits longest for the program."""
    waiting = ImportRun.objects.filter(status__in=(ImportStatus.CHECKING, ImportStatus.RUNNING))
    return waiting.select_related("shift").order_by("at", "pk").first()


def do(run: ImportRun, clock: Clock) -> None:
    """One run, as far as it goes. On behalf of the person who asked for it: if their role was taken back, it stops."""
    at = clock.now()
    by = actor_behind(run.started_by or run.brought_by, at, run.post)
    post = where(run.post)
    place = Place(ZoneInfo(post.time_zone), at)
    try:
        if not by.may(IMPORT_RUN):
            _halt(run, clock, "not-allowed")
        elif run.status == ImportStatus.CHECKING:
            note_checked(by=by, at=at, run=run, found=try_out(run, place))
        else:
            Reader(run, by, place, post.country, clock).read()
            drop_if_ended(run)
    except (Stopped, CannotMove):
        log.info("a run of an import was stopped")
    except SpoolLost:
        _halt(run, clock, "content-lost")
    except NotAllowed:
        _halt(run, clock, "not-allowed")


def drop_if_ended(run: ImportRun) -> None:
    """Forget the content of a file that no run needs any more."""
    ended = (ImportStatus.DONE, ImportStatus.GIVEN_UP)
    if not ImportRun.objects.filter(file_hash=run.file_hash).exclude(status__in=ended).exists():
        drop(run.file_hash)


def _halt(run: ImportRun, clock: Clock, problem: str) -> None:
    """The program itself stops a run, and says why on its page."""
    program = Actor(run.brought_by, run.agency, run.post, permissions=frozenset({IMPORT_RUN}))
    stop_import(by=program, at=clock.now(), run=run, problem=problem)


def runner(clock: Clock) -> Worker:
    """The thread of the server that does it."""
    return Worker("lakay-background", lambda _ended: work_through(clock), WAKE, log, "work in the background failed")
