"""A question that a hub holds: where it has nothing for a peer, it answers only when an alert comes in, or after a while.

So an alert reaches a post within seconds, over the connection that the post opened, and silence costs no more than before. Who is held keeps
one thread and no connection to the database; one thread of the process looks for all of them whether something came into the store.
"""

from __future__ import annotations

import threading
import time

import structlog
from django.conf import settings
from django.db import DatabaseError, connection

from lakay.kernel.clock import SystemClock
from lakay.sync import exchange
from lakay.sync.core.cursors import ALERT
from lakay.sync.core.selecting import Asking, for_peer
from lakay.sync.store import DjangoStore

log = structlog.get_logger("lakay.sync")

LOOK_EVERY_SECONDS = 1.0
MOST_SECONDS = 300
MOST_LOOKED_AT = 1000
"""So many new events are looked at for one peer at a time; where there are more, it is answered at once."""


class Bell:
    """Rings for all who wait in this process when something came into the store."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._position, self._waiting, self._watched = 0, 0, False

    def wait_beyond(self, position: int, seconds: float) -> int:
        """Wait until the store has got beyond a position, or so long. Returns where it is then."""
        with self._changed:
            self._waiting += 1
            if not self._watched:
                self._watched = True
                threading.Thread(target=self._watch, name="lakay-bell", daemon=True).start()
            try:
                self._changed.wait_for(lambda: self._position > position, seconds)
                return max(position, self._position)
            finally:
                self._waiting -= 1

    def _watch(self) -> None:
        while self._look():
            time.sleep(LOOK_EVERY_SECONDS)
        connection.close()

    def _look(self) -> bool:
        """Ring if something came. Returns whether anybody still waits."""
        try:
            position = exchange.position()
        except DatabaseError as error:
            log.error("the store could not be looked at", fault=type(error).__name__)  # noqa: TRY400  (names could be in it)
            connection.close()
            position = 0
        with self._changed:
            if position > self._position:
                self._position = position
                self._changed.notify_all()
            self._watched = self._waiting > 0
            return self._watched


BELL = Bell()
ROOM = threading.BoundedSemaphore(max(settings.LINK_HELD, 1))


def hold(node: str, since: int, seconds: float) -> None:
    """Wait until an alert for a peer has come in after a position, or so long; not at all where too many are held already."""
    if not settings.LINK_HELD or not ROOM.acquire(blocking=False):
        return
    try:
        _wait(node, since, time.monotonic() + min(seconds, MOST_SECONDS))
    finally:
        ROOM.release()


def _wait(node: str, since: int, end: float) -> None:
    while (left := end - time.monotonic()) > 0:
        connection.close()  # it is not kept while nothing is said
        now = BELL.wait_beyond(since, left)
        if now > since and has_alert(node, since):
            return
        since = now


def has_alert(node: str, since: int) -> bool:
    """Whether an alert for a peer came in after a position. A peer that is not known any more waits for nothing: it is told at once."""
    store = DjangoStore()
    peer = store.peer(node)
    if peer is None:
        return True
    asking = Asking(peer, store.standing(node).by, SystemClock().now())
    came = list(store.after(since, MOST_LOOKED_AT, lambda action: store.audience().lane(action) == ALERT))
    return len(came) == MOST_LOOKED_AT or any(for_peer(store, store.audience(), asking, one) is not None for one in came)
