"""The records that a store's events make, kept up to date as events and keys come in any order."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from lakay.journal.core import seal
from lakay.journal.core.events import Change, Event
from lakay.journal.core.folding import State, changes_only, fold
from lakay.sync.core.peers import Peer

PEER = "sync.peer"
REFERS = "to"
"""A field that names another record, which must be there."""


class Records:
    """What the events say. An event takes effect whole, once all records that it needs are there."""

    def __init__(self, keys: dict[tuple[UUID, str], dict[str, bytes]]) -> None:
        self._keys = keys
        self.states: dict[UUID, State] = {}
        self.applied: dict[UUID, list[tuple[Event, Change]]] = {}
        self.makers: dict[UUID, list[Event]] = {}
        self.sealed_for: dict[tuple[UUID, str], list[Event]] = {}
        self.naming: dict[UUID, list[Event]] = {}
        self.waiting: dict[UUID, Event] = {}
        self.peers: dict[str, Peer] = {}
        self._needed: dict[UUID, list[Event]] = {}
        self._ready: list[Event] = []
        self._changed_peers: set[str] = set()
        self._news: list[Event] = []

    def add(self, event: Event, reason: str) -> None:
        """An event is in the store. It waits for `settle`, unless it may not take effect."""
        self._news.append(event)
        for change in event.changes:
            if not reason and not changes_only(change.seen):
                self.makers.setdefault(change.record, []).append(event)
            for name in change.sealed:
                self.sealed_for.setdefault((change.owner or change.record, name), []).append(event)
        if not any(change.sealed for change in event.changes):
            for subject in event.header.subjects:
                self.naming.setdefault(subject, []).append(event)
        if not reason:
            self.waiting[event.header.id] = event
            self._ready.append(event)

    def settle(self) -> None:
        """Let everything take effect that can."""
        while self._ready:
            event = self._ready.pop()
            if event.header.id in self.waiting:
                self._try(event)

    def _try(self, event: Event) -> None:
        missing = next((record for record in needs(event) if not self._made(record)), None)
        if missing is not None:
            self._needed.setdefault(missing, []).append(event)
            return
        del self.waiting[event.header.id]
        self._news.append(event)
        for change in event.changes:
            self.applied.setdefault(change.record, []).append((event, change))
            self._fold(event, change)
            self._ready += self._needed.pop(change.record, [])

    def _made(self, record: UUID) -> bool:
        state = self.states.get(record)
        return state is not None and state.made is not None

    def _fold(self, event: Event, change: Change) -> None:
        before = self.states.get(change.record) or State(change.kind)
        values = {**change.open, **self._opened(event, change)}
        dot = (str(event.header.origin), event.header.seq)
        self.states[change.record] = fold(before, dot, event.header.hlc, values, change.seen)
        if change.kind == PEER:
            self._read_peer(self.states[change.record])

    def _opened(self, event: Event, change: Change) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, data in change.sealed.items():
            bound_to = seal.context(event.header.id, change.kind, change.record, name)
            keys = self._keys.get((change.owner or change.record, name), {})
            try:
                values.update(seal.unseal_any(keys.values(), data, bound_to))
            except seal.CannotOpen:
                continue
        return values

    def refold(self, which: tuple[UUID, str]) -> None:
        """A key came or went: the records that it opens are made again."""
        touched = {change.record for event in self.sealed_for.get(which, ()) for change in event.changes if change.sealed}
        for record in touched:
            self.states.pop(record, None)
            for event, change in self.applied.get(record, ()):
                self._fold(event, change)

    def _read_peer(self, state: State) -> None:
        if state.made is None:
            return
        value = state.value
        peer = Peer(
            node=value("node"),
            signing=bytes.fromhex(value("signing")),
            sealing=bytes.fromhex(value("sealing")),
            role=value("role"),
            post=value("post") or "",
            agency=value("agency") or "",
            status=value("status"),
            held=value("held"),
        )
        if self.peers.get(peer.node) != peer:
            self.peers[peer.node] = peer
            self._changed_peers.add(peer.node)

    def changed_peers(self) -> set[str]:
        """Nodes of which the register says something new since this was last asked."""
        found, self._changed_peers = self._changed_peers, set()
        return found

    def news(self) -> list[Event]:
        """Events of which something became since this was last asked."""
        found, self._news = self._news, []
        return found


def needs(event: Event) -> list[UUID]:
    """The records that must be there before an event can take effect: those it changes, and those it names."""
    made = {change.record for change in event.changes if not changes_only(change.seen)}
    changed = [change.record for change in event.changes if changes_only(change.seen)]
    named = [UUID(change.open[REFERS]) for change in event.changes if REFERS in change.open]
    return [record for record in (*changed, *named) if record not in made]
