"""The thread of a node that keeps its list: what changed is locked for the posts, and what is looked up is at hand."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from lakay.access.policy import Permission
from lakay.journal.writer import StoreBroken, WriteUncertain
from lakay.kernel import locks
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.clock import Clock
from lakay.watchlist.finding import warm
from lakay.watchlist.locking import lock_waiting

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 5.0
WAKE = threading.Event()
"""Set by a page by which the list has just changed."""


def program() -> Actor:
    """On whose behalf the program locks the list: nobody's; it adds nothing to what two people agreed on."""
    return system_actor("alert-locks", frozenset({str(Permission.ALERT_PROPOSE), str(Permission.ALERT_LIST)}))


def keep(clock: Clock) -> int:
    """Lock what waits. One process of a node at a time. Returns how many alerts."""
    with locks.alone(Path(settings.DATA) / "watchlist" / "keeper.lock") as mine:
        return lock_waiting(by=program(), clock=clock.now) if mine else 0


class ListKeeper(threading.Thread):
    """Looks every few seconds, and at once when it is woken. `also`: what else follows a change of the list, above this module."""

    def __init__(self, clock: Clock, also: Callable[[Clock], object] | None = None) -> None:
        super().__init__(name="lakay-list-keeper", daemon=True)
        self._clock = clock
        self._also = also
        self._ended = threading.Event()

    def run(self) -> None:
        """Until the process ends. A database that does not answer is asked again later."""
        while not self._ended.is_set():
            WAKE.clear()
            try:
                warm()
                keep(self._clock)
                if self._also is not None:
                    self._also(self._clock)
            except (DatabaseError, StoreBroken, WriteUncertain) as error:
                log.error("the list was not locked for the posts: %s", type(error).__name__)  # noqa: TRY400  (names could be in it)
            connection.close()
            WAKE.wait(LOOK_EVERY_SECONDS)

    def end(self) -> None:
        """Nothing further is begun."""
        self._ended.set()
        WAKE.set()
