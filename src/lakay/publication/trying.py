"""Drafts are put together and tried while nobody waits; what to do stands in the register, so a restart goes on with it (ADR 9)."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from lakay.access.sessions import actor_behind
from lakay.disclosure.tables import Table
from lakay.journal.background import Worker
from lakay.kernel import locks
from lakay.kernel.clock import Clock
from lakay.kernel.refusals import NotAllowed
from lakay.publication.actions import note_draft, propose_release
from lakay.publication.choosing import DoesNotAddUp, NotReleasable, Wanted
from lakay.publication.codes import DraftStatus, Sensitivity, Stage
from lakay.publication.days import BY, about_days, gathered_days
from lakay.publication.gathering import NotReady, about, gathered
from lakay.publication.models import Draft, Release
from lakay.publication.preparing import Prepared, prepare
from lakay.publication.queries import drafts_waiting
from lakay.statistics.cube import read_cube
from lakay.statistics.keeping import cube_folder

log = logging.getLogger(__name__)

WAKE = threading.Event()
"""Set by a page that has just asked for work, so that it begins at once in the same process."""

TOLD_EVERY = 0.5
"""Seconds between two looks whether somebody has stopped it."""


class Stopped(RuntimeError):
    """Somebody does not want the draft any more, or the program ends."""


def work_through(clock: Clock, ended: Callable[[], bool] = lambda: False) -> int:
    """Try all drafts that wait, one after the other, one process of a node at a time. Returns how many."""
    done = 0
    with locks.alone(Path(settings.DATA) / "publication" / "drafts.lock") as mine:
        while mine and not ended() and (waiting := drafts_waiting()):
            with translation.override(waiting[0].language):
                do(waiting[0], clock, ended)
            done += 1
    return done


def do(draft: Draft, clock: Clock, ended: Callable[[], bool]) -> None:
    """One draft, as far as it goes: proposed in the name of who asked for it, or refused with the reason."""
    watch = Watching(draft, ended)
    try:
        watch(Stage.GATHER.value, 0, 0)
        prepared = _prepared(draft, watch)
        at = clock.now()
        by = actor_behind(draft.asked_by, at, draft.post)
        kept = propose_release(by=by, at=at, prepared=prepared).id_of(Release)
    except Stopped:
        return
    except NotAllowed as refused:
        note_draft(draft.pk, status=DraftStatus.REFUSED.value, ended_at=clock.now(), fault=str(refused.reason))
    except DoesNotAddUp as wrong:
        fault = _("%(table)s: persons and rates do not add up, so nobody could say what a table of them gives away.")
        note_draft(draft.pk, status=DraftStatus.REFUSED.value, ended_at=clock.now(), fault=fault % {"table": str(wrong)})
    except NotReleasable as wrong:
        fault = _("This cannot be published as a table: %(table)s.") % {"table": str(wrong)}
        note_draft(draft.pk, status=DraftStatus.REFUSED.value, ended_at=clock.now(), fault=fault)
    else:
        note_draft(draft.pk, status=DraftStatus.PROPOSED.value, ended_at=at, release_id=kept)


def _prepared(draft: Draft, watch: Watching) -> Prepared:
    """The tables of a draft, hidden and tried. Raises NotAllowed, NotReleasable, Stopped."""
    if draft.wanted == [list(BY)]:
        tables, said = gathered_days(draft.period, draft.asked_at.date()), about_days(draft.period, draft.asked_at)
    else:
        tables, said = _figures(draft)
    sensitivity = Sensitivity(draft.sensitivity)
    return prepare(tables, sensitivity, title=draft.title, method=draft.method, revises=draft.revises, about=said, watch=watch)


def _figures(draft: Draft) -> tuple[list[Table], dict[str, Any]]:
    """The tables of a draft out of the cube, and what stands beside them. Raises NotReady, NotReleasable."""
    cube = read_cube(cube_folder())
    if cube is None or not cube.months:
        raise NotReady(_("No figures have been worked out on this machine yet. They are made each night at the hub."))
    sensitivity = Sensitivity(draft.sensitivity)
    tables = gathered(cube, [Wanted(code, tuple(by)) for code, *by in draft.wanted], draft.period, sensitivity)
    return tables, about(cube, draft.period, sensitivity)


class Watching:
    """Notes how far a draft is, now and then, and stops the work where nobody wants it any more."""

    def __init__(self, draft: Draft, ended: Callable[[], bool]) -> None:
        self._draft, self._ended = draft, ended
        self._stage, self._told = "", 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Raises Stopped."""
        now = time.monotonic()
        if stage == self._stage and now - self._told < TOLD_EVERY:
            return
        self._stage, self._told = stage, now
        running = DraftStatus.RUNNING.value
        if self._ended() or not note_draft(self._draft.pk, status=running, stage=stage, done=done, total=total):
            raise Stopped


def drafts_worker(clock: Clock) -> Worker:
    """The thread of the server that does it."""
    return Worker("lakay-drafts", lambda ended: work_through(clock, ended), WAKE, log, "figures were not tried")
