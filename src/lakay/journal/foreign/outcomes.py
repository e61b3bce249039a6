"""What became of an event that came from another node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from msgspec import Struct

from lakay.journal.core.events import Event

APPLIED, KNOWN, WAITING, REFUSED, NEWER, FORK = "applied", "known", "waiting", "refused", "newer", "fork"


class Fate(NamedTuple):
    """What became of one event: a state, and the reason as a stable code."""

    event: UUID
    state: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What applying an event came to. `detail` names kinds, fields and rules, never a value; `needs` the record that is missing."""

    state: str
    reason: str = ""
    detail: str = ""
    needs: UUID | None = None


DONE = Outcome(APPLIED)


class Entered(Struct, frozen=True, gc=False):
    """An event in the store and the id of its row, which differs from the event's own where two nodes used one id."""

    event: Event
    row: UUID
