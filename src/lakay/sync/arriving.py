"""What events of other machines do here beyond their rows, in the same turn as those."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from lakay.access.actions.arrivals import RESET, reset_here
from lakay.journal import foreign
from lakay.journal.core.events import Event
from lakay.journal.writer import run_write

Take = Callable[[], list[foreign.Fate]]


def taken(events: Sequence[Event], take: Take, at: datetime) -> list[foreign.Fate]:
    """Take events in; where a reset of somebody's log-in is among them and takes effect, it ends their log-ins at this machine too."""
    resets = [event for event in events if event.header.action == RESET]
    return run_write(lambda batch: _with_resets(resets, take, at)) if resets else take()


def _with_resets(resets: list[Event], take: Take, at: datetime) -> list[foreign.Fate]:
    fates = take()
    applied = {fate.event for fate in fates if fate.state == foreign.APPLIED}
    for header in [event.header for event in resets if event.header.id in applied]:
        reset_here(header.subjects, header.origin, header.seq, at)
    return fates
