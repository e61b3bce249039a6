"""The thread of a node that keeps its list: what changed is locked for the posts, and what is looked up is at hand, also on the disk."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import UUID

from django.conf import settings

from lakay.access.policy import Permission
from lakay.journal.background import Worker
from lakay.kernel import locks
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.clock import Clock
from lakay.watchlist import published
from lakay.watchlist.finding import warm
from lakay.watchlist.held import LIST, NOTHING, came, follows, mark_now
from lakay.watchlist.locking import Progress, lock_anew, lock_waiting
from lakay.watchlist.opened import listed_names, open_list
from lakay.watchlist.rules.weighing import laid_out

log = logging.getLogger(__name__)

WAKE = threading.Event()
"""Set by a page by which the list has just changed."""


def program() -> Actor:
    """On whose behalf the program locks the list: nobody's; it adds nothing to what two people agreed on."""
    return system_actor("alert-locks", frozenset({str(Permission.ALERT_PROPOSE), str(Permission.ALERT_LIST)}))


def keep(clock: Clock, stop: Callable[[], bool] = lambda: False) -> int | None:
    """Lock what waits, until it is told to stop. Returns how many alerts; None while another process of this node is at it."""
    with alone() as mine:
        return lock_waiting(by=program(), clock=clock.now, stop=stop) if mine else None


class Settled:
    """Up to which mark nothing waits: a list of a hundred thousand is not gone through every few seconds to see that nothing does."""

    def __init__(self) -> None:
        self._mark = NOTHING

    def keep(self, clock: Clock, stop: Callable[[], bool]) -> None:
        """Lock what waits, if anything of the list changed since nothing did."""
        now = mark_now()
        nothing_came = follows(self._mark, now) and not came(LIST, self._mark, now).exists()
        if nothing_came or (keep(clock, stop) == 0 and not stop()):
            self._mark = now


def keep_waiting(clock: Clock, stop: Callable[[], bool], progress: Progress) -> bool:
    """The same by hand. True once it is all done; raises locks.Taken while another process is at it."""
    with locks.lock(_lock_file()):
        lock_waiting(by=program(), clock=clock.now, stop=stop, progress=progress)
        return not stop()


def keep_anew(clock: Clock, stop: Callable[[], bool], progress: Progress) -> bool:
    """Lock the whole list anew, from where it was stopped the last time. True once it is all done; raises locks.Taken while another is at it."""
    place = _lock_file().with_name("anew")

    def told(done: int, last: UUID) -> None:
        place.write_text(last.hex, encoding="ascii")
        progress(done)

    with locks.lock(_lock_file()):
        after = UUID(place.read_text(encoding="ascii")) if place.exists() else None
        lock_anew(after=after, by=program(), clock=clock.now, progress=told, stop=stop)
        if stop():
            return False
        place.unlink(missing_ok=True)
        return True


def alone() -> AbstractContextManager[bool]:
    """Whether this process has the keeping of the list to itself."""
    return locks.alone(_lock_file())


def _lock_file() -> Path:
    return Path(settings.DATA) / "watchlist" / "keeper.lock"


def publish() -> bool:
    """Lay a long list out on the disk, where it is not there or much has changed since. One process of a node at a time."""
    if settings.ENCRYPTED:
        return False
    with alone() as mine:
        if not mine or not open_list.is_due():
            return False
        mark = mark_now()
        if len(open_list) < published.SHORT:
            published.clear()
        else:
            published.put(laid_out(listed_names()), mark)
    open_list.begin_anew()
    return True


def list_keeper(clock: Clock, also: Callable[[Clock], object] = lambda _clock: None) -> Worker:
    """The thread of the server that does it. `also`: what else follows a change of the list, above this module."""

    settled = Settled()

    def look(ended: Callable[[], bool]) -> None:
        warm()
        publish()
        settled.keep(clock, ended)
        also(clock)

    return Worker("lakay-list-keeper", look, WAKE, log, "the list was not locked for the posts")
