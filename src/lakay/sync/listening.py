"""The other half of speaking: a question to the hub that it holds until it has an alert for this node. On a connection of its own, so that
what this node has to say never waits for the answer.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from random import SystemRandom

import structlog
from django.db import DatabaseError, connection

from lakay.journal.writer import StoreBroken, WriteUncertain
from lakay.kernel.clock import Clock
from lakay.sync import exchange, timing
from lakay.sync.https import Refused, TooBusy
from lakay.sync.https.client import Cut, Way
from lakay.sync.queries import Called
from lakay.sync.talk import carried
from lakay.sync.timing import SMALL, Rules

log = structlog.get_logger("lakay.sync")

SHARE = 0.9
"""A question is held for this part of the silence after which the peer would be asked anyway."""

LONGEST_SILENCE = 300.0
"""Who wants to be asked less often than this wants a silent line: nothing is held then, and alerts come when the peer is asked."""

MOMENT_SECONDS = 2.0
"""After something came, the one who speaks fetches the rest; then the next question."""

FAULTS = (Cut, TooBusy, Refused, exchange.NotForUs, DatabaseError, StoreBroken, WriteUncertain)


class Listener(threading.Thread):
    """Asks one peer again and again. `wake` is called when something came that the one who speaks should go on with."""

    def __init__(self, peer: Called, clock: Clock, rules: Rules, wake: Callable[[], None]) -> None:
        super().__init__(name="lakay-listen", daemon=True)
        self.peer, self._clock, self._rules, self._wake = peer, clock, rules, wake
        self._way = Way(peer.address, peer.authority)
        self._ended = threading.Event()
        self._failures = 0
        self.heard_at = float("-inf")
        """When the peer last answered, by the clock that only counts."""

    def run(self) -> None:
        """Until it is told to end, or the process ends."""
        while not self._ended.is_set():
            began = time.monotonic()
            silence = self._ask()
            connection.close()
            self._ended.wait(silence if silence is not None else self._rest(began))
        self._way.hang_up()

    def end(self) -> None:
        """No further question. The one that is held ends with its connection, or with the process."""
        self._ended.set()

    def _ask(self) -> float | None:
        """One question. Returns seconds to be silent, None: until the question would have been answered anyway."""
        try:
            taken = self._exchange()
        except FAULTS as error:
            self._failures += 1
            log.info("nothing is heard of a peer", node=self.peer.node, fault=type(error).__name__)
            return timing.back_off(self._failures, self._rules, SystemRandom().random())
        self._failures, self.heard_at = 0, time.monotonic()
        if not taken.events and not taken.more:
            return None
        self._wake()
        return MOMENT_SECONDS

    def _exchange(self) -> exchange.Accepted:
        make = partial(exchange.offer, self.peer.node, most_bytes=SMALL, at=self._clock.now(), lanes=())
        _, back = carried(make, self._carry)
        return exchange.accept(back, at=self._clock.now())

    def _carry(self, parcel: bytes) -> bytes:
        connection.close()  # it is not kept while the peer says nothing
        return self._way.carry(parcel, most=SMALL, photos=False, hold=self._held())

    def _held(self) -> int:
        return max(1, int(self._rules.idle_seconds * SHARE))

    def _rest(self, began: float) -> float:
        """A peer that has no room to hold the question, or an older one, answers at once: then it is asked as before."""
        return max(0.0, began + self._held() - time.monotonic())


def wanted(rules: Rules) -> bool:
    """Whether a question may be held on a line with these rules."""
    return rules.idle_seconds <= LONGEST_SILENCE
