"""Figures worked out again each night, on a machine where somebody has worked them out once."""

from __future__ import annotations

import fcntl
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from importlib import import_module

from django.conf import settings

from lakay.journal.background import Worker
from lakay.kernel.clock import Clock
from lakay.statistics.cube import Cube, build, read_cube
from lakay.statistics.desk.watching import watch_figures, watch_posts
from lakay.statistics.exporting import Progress, Step
from lakay.statistics.keeping import cube_folder, facts_folder, statistics_folder, take_out
from lakay.statistics.registry import indicators

NIGHT = range(1, 5)
"""Hours of the clock of the server in which it may begin: the posts are shut and the copies of the evening are made."""

NOT_TWICE = timedelta(hours=20)
HOUR = timedelta(hours=1)

log = logging.getLogger(__name__)


def quietly(step: Step) -> None:
    """Nobody watches at night."""


def work_out(at: datetime, progress: Progress = quietly) -> Cube:
    """Take out what changed in the register, make the cube of it, and hold the limits of the desk against it."""
    take_out(facts_folder(), at=at, anew=False, progress=progress)
    cube = build(indicators().values(), facts_folder(), cube_folder(), at, progress=lambda code, done, of: None)
    watch_figures(cube, at)
    return cube


def is_due(cube: Cube | None, now: datetime) -> bool:
    """Whether it is night and the cube is of yesterday. `now` by the clock of the server. No cube: nobody has asked for figures here."""
    return cube is not None and now.hour in NIGHT and now - cube.built_at > NOT_TWICE


def look(clock: Clock) -> bool:
    """Work the figures out if it is time, one process of a node at a time. Returns whether it was done."""
    now = clock.now()
    if settings.ENCRYPTED or not is_due(read_cube(cube_folder()), now.astimezone()):
        return False
    with _alone() as mine:
        if not mine or not is_due(read_cube(cube_folder()), now.astimezone()):
            return False
        engine_failed: type[Exception] = import_module("duckdb").Error
        try:
            work_out(now)
        except (engine_failed, OSError) as error:
            log.warning("figures were not worked out: %s", type(error).__name__)
            return False
    return True


@contextmanager
def _alone() -> Iterator[bool]:
    with (statistics_folder() / "nightly.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


class Hourly:
    """The posts' silence is looked at once an hour, on a machine that has a cube: there the register of all posts is."""

    def __init__(self) -> None:
        self._last: datetime | None = None

    def look(self, now: datetime) -> bool:
        """Look if an hour has passed. Returns whether it did."""
        if settings.ENCRYPTED or (self._last is not None and now - self._last < HOUR) or read_cube(cube_folder()) is None:
            return False
        with _alone() as mine:
            if mine:
                self._last = now
                watch_posts(now)
        return mine


def nightly(clock: Clock) -> Worker:
    """The thread of the server that does both."""
    hourly = Hourly()

    def work(_ended: object) -> None:
        look(clock)
        hourly.look(clock.now())

    return Worker("lakay-figures", work, threading.Event(), log, "figures were not worked out")
