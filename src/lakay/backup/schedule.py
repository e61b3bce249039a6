"""The thread of the server that keeps copies coming: what is new every minute, the whole every so many hours, and what a page asks for."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from lakay.backup import keeping
from lakay.backup.actions import note_drill, note_trial
from lakay.backup.contents import Tell
from lakay.backup.files import CopyFailed
from lakay.backup.keeping import Busy
from lakay.backup.models import Copy, Trial
from lakay.backup.permissions import CAN_VERIFY
from lakay.backup.queries import is_configured, last_verified_at, trial_waiting, verified_up_to
from lakay.backup.recipient import NoRecipient
from lakay.backup.rules import Kind, TrialStatus
from lakay.backup.serving import hold
from lakay.backup.taking import CannotContinue
from lakay.backup.trying import CHILD, CheckFailed
from lakay.journal.keys import KeysMissing
from lakay.journal.writer import StoreBroken, WriteUncertain
from lakay.kernel.actors import Actor
from lakay.kernel.clock import Clock

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 60.0
AGAIN_AFTER = timedelta(minutes=30)
"""A whole copy that failed is tried again after so long."""

WAKE = threading.Event()
FAILURES = (CopyFailed, CheckFailed, Busy, NoRecipient, LookupError, DatabaseError, StoreBroken, WriteUncertain, KeysMissing)


class Unwanted(RuntimeError):
    """Somebody stopped the check."""


def look(clock: Clock) -> list[str]:
    """One round. Returns what was done: trial, base, segment."""
    done: list[str] = []
    if not is_configured():
        return done
    trial = trial_waiting()
    if trial is not None:
        do_trial(trial, clock)
        done.append("trial")
    if base_is_due(clock.now()):
        whole(clock, lambda _count: None)
        done.append("base")
    else:
        with suppress(CannotContinue):
            if keeping.add_segment(clock):
                done.append("segment")
            return done
        if not _failed_lately(clock.now()):
            whole(clock, lambda _count: None)
            done.append("base")
    return done


def base_is_due(now: datetime) -> bool:
    """Whether the last one that counts is too old, and none was tried in vain just now."""
    last = last_verified_at()
    if last is not None and timedelta(0) <= now - last < timedelta(hours=settings.BACKUP_HOURS):
        return False
    return not _failed_lately(now)


def _failed_lately(now: datetime) -> bool:
    last = Copy.objects.filter(kind=Kind.BASE).order_by("-made_at").first()
    return last is not None and last.verified_at is None and timedelta(0) <= now - last.made_at < AGAIN_AFTER


def whole(clock: Clock, tell: Tell) -> str:
    """A whole copy, taken and checked. Beside the server where its process can open the store by itself; a closed post cannot.

    Returns its name. Raises as `keeping.back_up`.
    """
    if settings.ENCRYPTED:
        return keeping.back_up(clock, tell).name
    beside(["backup", "--lines"], tell)
    newest = Copy.objects.filter(kind=Kind.BASE).exclude(verified_at=None).order_by("-made_at").first()
    return newest.name if newest else ""


def beside(words: list[str], tell: Tell) -> None:
    """Run a command of this node in a process of its own at low priority, hearing how far it is. Raises CheckFailed with its code."""
    child = subprocess.Popen([sys.executable, "-c", CHILD, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: S603
    try:
        for line in child.stdout or ():
            said: dict[str, Any] = json.loads(line)
            if "problem" in said:
                raise CheckFailed(said["problem"])
            if "done" in said:
                tell(said["done"])
        if child.wait():
            raise CheckFailed("check-died")
    finally:
        if child.poll() is None:
            child.terminate()
        child.wait()
        if child.stdout:
            child.stdout.close()


def do_trial(trial: Trial, clock: Clock) -> None:
    """What a page asked for: take a whole copy and check it, unless somebody stops it. Ends as an entry of the history of drills."""
    began = clock.now()
    total = (
        Copy.objects.filter(kind=Kind.BASE)
        .exclude(verified_at=None)
        .order_by("-made_at")
        .values_list("events", flat=True)
        .first()
    )
    if not note_trial(trial.pk, status=TrialStatus.RUNNING.value, total=(total or 0) * PASSES):
        return
    outcome, name = "good", ""
    try:
        name = whole(clock, _telling(trial))
    except Unwanted:
        return
    except FAILURES as error:
        outcome = getattr(error, "code", "") or type(error).__name__.lower()
    at = clock.now()
    status = TrialStatus.DONE if outcome == "good" else TrialStatus.FAILED
    problem = "" if outcome == "good" else outcome
    if note_trial(trial.pk, status=status.value, ended_at=at, problem=problem, copy=name):
        by = Actor(trial.asked_by, trial.agency, trial.post, permissions=frozenset({CAN_VERIFY}))
        head = verified_up_to() if outcome == "good" else None
        seconds = max(0, round((at - began).total_seconds()))
        note_drill(by=by, at=at, what="verify", copy=name, head=str(head or ""), outcome=outcome, seconds=seconds)


PASSES = 4
"""Rows are told about so often: written, loaded, the chain walked, the tables made."""


def _telling(trial: Trial) -> Callable[[int], None]:
    def tell(count: int) -> None:
        if not note_trial(trial.pk, done=count):
            raise Unwanted

    return tell


class Keeper(threading.Thread):
    """Looks every minute, and at once when a page wakes it."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(name="lakay-copies", daemon=True)
        self._clock = clock
        self._ended = threading.Event()

    def run(self) -> None:
        """Until the process ends. What fails is noted where administrators see it, and tried again. One process of a node does this."""
        mine = False
        while not self._ended.is_set():
            WAKE.clear()
            mine = mine or hold()
            try:
                if mine:
                    look(self._clock)
            except FAILURES as error:
                log.error("a copy failed: %s %s", type(error).__name__, getattr(error, "code", ""))  # noqa: TRY400
            except Unwanted:
                log.info("a check of the copies was stopped")
            connection.close()
            WAKE.wait(LOOK_EVERY_SECONDS)

    def end(self) -> None:
        """No further round is begun."""
        self._ended.set()
        WAKE.set()
