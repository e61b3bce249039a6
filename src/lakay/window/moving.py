"""Lets the window move on: what is old enough and safe leaves. Run once a day by the server, and by `lakay window`."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import DatabaseError, connection

from lakay.journal.core.events import Origin
from lakay.journal.pruning import Cover, prune
from lakay.journal.registry import tables
from lakay.journal.writer import StoreBroken, WriteUncertain
from lakay.kernel.clock import Clock
from lakay.sync.queries import own_place
from lakay.sync.rules import HUB
from lakay.window import copies, safety
from lakay.window.choosing import Plan, plan
from lakay.window.late import set_aside
from lakay.window.pack import Window, read_window

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 900.0
MOST_TURNS = 50


@dataclass(frozen=True, slots=True)
class Moved:
    """What left, or why nothing could: `no-receipt`."""

    events: int = 0
    records: int = 0
    refused: str = ""


def window_of_pack() -> Window:
    """What the pack says."""
    return read_window(settings.PACK, tables().keys())


def choose(window: Window, covered: Cover, now: datetime) -> Plan:
    """What may leave now."""
    return plan(window, safety.safe_under(covered), now)


def move(window: Window, covered: Cover | None, now: datetime) -> Moved:
    """Let all leave that may. Without the hub's receipt nothing does (docs/explanation/vault.md)."""
    if covered is None:
        return Moved(refused="no-receipt")
    events, records = 0, 0
    for _n in range(MOST_TURNS):
        chosen = choose(window, covered, now)
        if not chosen:
            break
        ranges = [(Origin(*one.origin), one.first, one.last) for one in chosen.stretches]
        left = prune(ranges, covered, unawaited=chosen.waiting)
        events, records = events + left.events, records + left.records
    return Moved(events, records)


class Daily(threading.Thread):
    """Moves the window once a day in a running server of a node that has a hub. The hub itself keeps everything."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(name="lakay-window", daemon=True)
        self._clock = clock
        self._done: date | None = None
        self.ended = threading.Event()

    def run(self) -> None:
        """Until the process ends."""
        while not self.ended.wait(LOOK_EVERY_SECONDS):
            try:
                self.look()
            except (DatabaseError, StoreBroken, WriteUncertain) as error:
                log.error("the window did not move: %s", type(error).__name__)  # noqa: TRY400  (names could be in it)
            connection.close()

    def look(self) -> Moved | None:
        """Once a day; a day without a receipt is tried again."""
        now, place = self._clock.now(), own_place()
        if self._done == now.date() or place is None or place.role == HUB:
            return None
        window = window_of_pack()
        late = set_aside(window, now)
        moved = move(window, safety.cover(), now)
        held = copies.keep_within(window, now)
        self._done = now.date() if held and not moved.refused else None
        log.info("the window moved: %d events, %d records left, %d changes came too late", moved.events, moved.records, late)
        return moved
