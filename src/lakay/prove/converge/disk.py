"""What a simulated machine keeps through a kill: its events in order of arrival, its keys, and its memory of each exchange."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass, field, replace
from heapq import merge
from itertools import islice
from uuid import UUID

from lakay.journal.core.chain import Head
from lakay.journal.core.events import Event, Origin
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.store import Granted, Held, Standing, State, Stretch

KeyOf = tuple[UUID, str]


class Killed(Exception):
    """The machine lost its power here."""


@dataclass
class Disk:
    """What survives a kill, and what a backup copies."""

    epoch: str
    chain: Head
    past: dict[str, int] = field(default_factory=dict)
    end: int = 0
    by_action: dict[str, list[int]] = field(default_factory=dict)
    at: dict[int, tuple[Origin, int]] = field(default_factory=dict)
    chains: dict[Origin, dict[int, Held]] = field(default_factory=dict)
    reasons: dict[UUID, str] = field(default_factory=dict)
    keys: dict[KeyOf, dict[str, bytes]] = field(default_factory=dict)
    erased: set[UUID] = field(default_factory=set)
    grants: dict[str, dict[tuple[UUID, str, str], Granted]] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)
    backed_up: dict[str, Cursor] = field(default_factory=dict)
    forks: list[Event] = field(default_factory=list)
    left: dict[Origin, dict[int, bytes]] = field(default_factory=dict)
    left_events: set[UUID] = field(default_factory=set)
    left_keys: set[tuple[UUID, str, str]] = field(default_factory=set)

    def copy(self) -> Disk:
        """A backup."""
        made = copy(self)
        for name in ("past", "at", "reasons", "erased", "standings", "backed_up", "forks", "left_events", "left_keys"):
            setattr(made, name, copy(getattr(self, name)))
        for name in ("chains", "keys", "grants", "by_action", "left"):
            setattr(made, name, {key: copy(inner) for key, inner in getattr(self, name).items()})
        return made

    def enter(self, event: Event, via: str) -> None:
        """An event gets the next position."""
        self._stand(event)
        self.chains.setdefault(event.header.origin, {})[event.header.seq] = Held(self.end, via, event, State.WAITING)

    def enter_again(self, origin: Origin, seq: int) -> None:
        """An event stands in the order once more, at the end. Where it stood it stays: a peer that comes by there gets it as well."""
        self._stand(self.chains[origin][seq].event)

    def _stand(self, event: Event) -> None:
        self.end += 1
        self.at[self.end] = (event.header.origin, event.header.seq)
        self.by_action.setdefault(event.header.action, []).append(self.end)

    def leave(self, going: list[Held]) -> None:
        """Events leave with all their places; of each its number and hash are kept, of which a gap shows the last."""
        for event in [held.event for held in going]:
            header = event.header
            del self.chains[header.origin][header.seq]
            self.left.setdefault(header.origin, {})[header.seq] = event.hash
            self.left_events.add(header.id)
        self.at = {position: place for position, place in self.at.items() if place[1] not in self.left.get(place[0], {})}
        self.by_action = {action: [one for one in places if one in self.at] for action, places in self.by_action.items()}

    def end_of_gap(self, origin: Origin, seq: int) -> bytes | None:
        """The hash at the end of a gap that was left; of what lies within nothing is known any more."""
        gone = self.left.get(origin, {})
        return gone.get(seq) if seq + 1 not in gone else None

    def after(self, position: int, limit: int, wanted: Callable[[str], bool]) -> list[Held]:
        """Events after a position, in order of arrival."""
        found: list[Held] = []
        logs = [places[bisect_right(places, position) :] for action, places in self.by_action.items() if wanted(action)]
        for place in islice(merge(*logs), limit):
            origin, seq = self.at[place]
            held = self.chains[origin][seq]
            found.append(held if held.position == place else replace(held, position=place, via=""))
        return found

    def between(self, stretch: Stretch) -> list[Held]:
        """The events held of a stretch."""
        chain = self.chains.get(stretch.origin, {})
        return [chain[seq] for seq in range(stretch.first, min(stretch.last, max(chain, default=0)) + 1) if seq in chain]

    def of_node(self, node: str) -> list[Held]:
        """The events that a node wrote, in all its epochs."""
        return [held for origin, chain in self.chains.items() if origin.node == node for held in chain.values()]

    def top(self, origin: Origin) -> tuple[int, bytes]:
        """The highest number of a chain, and the hash there."""
        chain = self.chains.get(origin, {})
        seq = max(chain, default=0)
        return seq, chain[seq].event.hash if seq else b""


def ids(disk: Disk) -> set[UUID]:
    """The events on a disk."""
    return {held.event.header.id for chain in disk.chains.values() for held in chain.values()}


def keys(disk: Disk) -> set[tuple[UUID, str, str]]:
    """The keys on a disk: subject, class and mark."""
    return {(*which, mark) for which, held in disk.keys.items() for mark in held}
