"""A store of events in memory: what tables do for a node, done with dictionaries. Each method that writes is one durable step."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.journal.core import seal
from lakay.journal.core.chain import Chain, Draft
from lakay.journal.core.events import Event, Origin
from lakay.prove.converge.disk import Disk, KeyOf, Killed
from lakay.prove.converge.state import Records
from lakay.sync.core.audience import Audience
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.peers import Peer
from lakay.sync.core.sealing import seals
from lakay.sync.core.store import Fate, Granted, Held, Judge, Secrets, Standing, State, Stretch, SubjectKey


class MemoryStore:
    """A node's store. `fault` is called around every durable step and may raise Killed."""

    def __init__(
        self,
        me: Peer,
        secrets: Secrets,
        disk: Disk,
        audience: Audience,
        fault: Callable[[str], None] = lambda step: None,
        enrolled: Mapping[str, Peer] | None = None,
    ) -> None:
        self.secrets = secrets
        self.disk = disk
        self.fault = fault
        self._me = me
        self._audience = audience
        self.enrolled: dict[str, Peer] = {**(enrolled or {}), me.node: me}
        self.records = Records(self.disk.keys)
        self._fresh: set[UUID] = set()
        self._rebuild()

    # What the exchange asks.

    @property
    def me(self) -> Peer:
        return self._me

    @property
    def incarnation(self) -> str:
        return self.disk.epoch

    def earlier(self) -> Mapping[str, int]:
        return self.disk.past

    def audience(self) -> Audience:
        return self._audience

    def peer(self, node: str) -> Peer | None:
        return self.records.peers.get(node) or self.enrolled.get(node)

    def hubs(self) -> Iterable[Peer]:
        everybody = {**self.enrolled, **self.records.peers}
        return [peer for peer in everybody.values() if peer.is_hub]

    def called(self, hint: str) -> Iterable[Peer]:
        everybody = {**self.enrolled, **self.records.peers}
        return [peer for node, peer in everybody.items() if node.startswith(hint)]

    def end(self) -> int:
        return self.disk.end

    def after(self, position: int, limit: int, wanted: Callable[[str], bool]) -> Iterable[Held]:
        return self.disk.after(position, limit, wanted)

    def between(self, stretch: Stretch) -> Sequence[Held]:
        return self.disk.between(stretch)

    def chain_end(self, origin: Origin, seq: int) -> bytes | None:
        held = self.disk.chains.get(origin, {}).get(seq)
        return held.event.hash if held else b"" if seq == 0 else self.disk.end_of_gap(origin, seq)

    def top(self, origin: Origin) -> tuple[int, bytes]:
        return self.disk.top(origin)

    def backed_up(self, node: str) -> Cursor:
        return self.disk.backed_up.get(node, Cursor())

    def known(self, peer: Peer, records: Collection[UUID]) -> bool:
        for record in records:
            for event in self.records.makers.get(record, ()):
                if self._audience.opens(event, peer, lambda peer, records: False, None) is not None:
                    return True
        return False

    def keys_of(self, wanted: Collection[KeyOf]) -> Sequence[SubjectKey]:
        return [SubjectKey(*which, key) for which in wanted for key in self.disk.keys.get(which, {}).values()]

    def granted(self, node: str, subjects: Collection[UUID]) -> Sequence[Granted]:
        return [one for one in self.disk.grants.get(node, {}).values() if one.subject in subjects]

    def grant(self, node: str, granted: Sequence[Granted]) -> None:
        if not granted:
            return
        self.fault("before grant")
        rows = self.disk.grants.setdefault(node, {})
        for one in granted:
            rows[one.subject, one.field_class, one.mark] = one
        self.fault("after grant")

    def standing(self, node: str) -> Standing:
        return self.disk.standings.get(node, Standing())

    def set_standing(self, node: str, standing: Standing) -> None:
        self.fault("before standing")
        self.disk.standings[node] = standing
        self.fault("after standing")

    def report(self) -> Mapping[str, Any]:
        return {}

    # Taking.

    def take(
        self, events: Sequence[Event], *, via: str, keys: Sequence[SubjectKey], judge: Judge, at: datetime
    ) -> Sequence[Fate]:
        self.fault("before take")
        readable = self._take_keys(keys)
        fates = [self._take(event, via, judge) for event in events]
        for event in {event.header.id: event for event in readable}.values():
            self._again(event.header.origin, event.header.seq)
        self.records.settle()
        self.judge_again(judge)
        self._copy_states()
        self.fault("after take")
        return [self._told(fate) for fate in fates]

    def _take_keys(self, keys: Sequence[SubjectKey]) -> list[Event]:
        """Take keys; the events held already that only they open, and those that bring keys of their subjects."""
        opened: list[Event] = []
        for key in keys:
            which, mark = (key.subject, key.field_class), seal.mark(key.key)
            held = self.disk.keys.get(which, {})
            if key.subject in self.disk.erased or mark in held:
                continue
            for event in self.records.sealed_for.get(which, ()):
                closed = [one for one in seals(event, {key.field_class}) if one.subject == key.subject]
                if any(one.opens(key.key) and not any(one.opens(old) for old in held.values()) for one in closed):
                    opened.append(event)
            opened += self.records.naming.get(key.subject, ())
            self.disk.keys.setdefault(which, {})[mark] = key.key
            self.records.refold(which)
        return opened

    def _take(self, event: Event, via: str, judge: Judge) -> Fate:
        header = event.header
        chain = self.disk.chains.setdefault(header.origin, {})
        held = chain.get(header.seq)
        if held is not None:
            return self._known(held, event)
        if self._left(header.origin, header.seq):
            return Fate(header.id, "known", "pruned")
        before, after = self.chain_end(header.origin, header.seq - 1), chain.get(header.seq + 1)
        if (before and before != header.prev) or (after and after.event.header.prev != event.hash):
            self.disk.forks.append(event)
            return Fate(header.id, "fork")
        self._enter(event, via, judge(event))
        return Fate(header.id, "")

    def _left(self, origin: Origin, seq: int) -> bool:
        return seq in self.disk.left.get(origin, {})

    def prune(self, going: list[Held]) -> None:
        """Events leave, with the records that only they made, and the keys of whom nothing sealed is held any more."""
        self.fault("before prune")
        self.disk.leave(going)
        owners = {change.owner or change.record for held in going for change in held.event.changes if change.sealed}
        self._rebuild()
        gone = [which for which in self.disk.keys if which[0] in owners and not self._seals(which[0])]
        for which in gone:
            self.disk.left_keys |= {(*which, mark) for mark in self.disk.keys.pop(which)}
        self.fault("after prune")

    def _seals(self, subject: UUID) -> bool:
        return any(subject == which[0] and events for which, events in self.records.sealed_for.items())

    def _known(self, held: Held, event: Event) -> Fate:
        header = event.header
        if held.event.hash != event.hash:
            self.disk.forks.append(event)
            return Fate(header.id, "fork")
        if event.signature and not held.event.signature:
            self.disk.chains[header.origin][header.seq] = replace(held, event=event)
            self._again(header.origin, header.seq)
        return Fate(header.id, "known")

    def _enter(self, event: Event, via: str, reason: str) -> None:
        header = event.header
        self.disk.enter(event, via)
        if reason:
            self.disk.reasons[header.id] = reason
        self._fresh.add(header.id)
        self.records.add(event, reason)
        self._erase(event)

    def _erase(self, event: Event) -> None:
        header = event.header
        if header.action != "journal.subject.erase" or header.id in self.disk.reasons:
            return
        for subject in header.subjects:
            self.disk.erased.add(subject)
            for which in [which for which in self.disk.keys if which[0] == subject]:
                del self.disk.keys[which]
                self.records.refold(which)

    def _again(self, origin: Origin, seq: int) -> None:
        """Let an event stand in the order once more, so that it is offered again."""
        self.disk.enter_again(origin, seq)

    def judge_again(self, judge: Judge) -> None:
        """Hold what is here against the register, where that has changed: a stopped node's later events lose their effect."""
        changed = False
        for node in sorted(self.records.changed_peers()):
            for origin, chain in self.disk.chains.items():
                if origin.node == node:
                    changed = self._judged([held.event for held in chain.values()], judge) or changed
        if changed:
            self._rebuild()

    def _judged(self, events: Iterable[Event], judge: Judge) -> bool:
        changed = False
        for event in events:
            reason = judge(event)
            if reason != self.disk.reasons.get(event.header.id, ""):
                changed = True
                before = self.disk.reasons.pop(event.header.id, "")
                if reason:
                    self.disk.reasons[event.header.id] = reason
                if before and not reason:
                    self._again(event.header.origin, event.header.seq)
        return changed

    def upgrade(self, audience: Audience, judge: Callable[[MemoryStore], Judge]) -> None:
        """Another release: what it could not say anything about is looked at again, and offered again."""
        self._audience = audience
        newer = [
            held.event
            for chain in self.disk.chains.values()
            for held in chain.values()
            if self.disk.reasons.get(held.event.header.id) == "newer"
        ]
        if self._judged(newer, judge(self)):
            self._rebuild()

    def _rebuild(self) -> None:
        """The records made again from the events."""
        self.records = Records(self.disk.keys)
        for chain in self.disk.chains.values():
            for held in chain.values():
                self.records.add(held.event, self.disk.reasons.get(held.event.header.id, ""))
        self.records.settle()
        self.records.changed_peers()
        self._copy_states(everything=True)

    def _copy_states(self, *, everything: bool = False) -> None:
        """Write beside each event what became of it."""
        changed = [held.event for chain in self.disk.chains.values() for held in chain.values()] if everything else []
        for event in changed or self.records.news():
            chain = self.disk.chains[event.header.origin]
            held = chain[event.header.seq]
            state = self.state_of(event)
            if held.state != state:
                chain[event.header.seq] = replace(held, state=state)
                if held.state == State.WAITING and event.header.id not in self._fresh:
                    self._again(event.header.origin, event.header.seq)
        self.records.news()
        self._fresh.clear()

    def state_of(self, event: Event) -> State:
        """What became of an event."""
        reason = self.disk.reasons.get(event.header.id, "")
        if reason:
            return State.NEWER if reason == "newer" else State.REFUSED
        return State.WAITING if event.header.id in self.records.waiting else State.APPLIED

    def _told(self, fate: Fate) -> Fate:
        if fate.status:
            return fate
        reason = self.disk.reasons.get(fate.event, "")
        if reason:
            return Fate(fate.event, "newer" if reason == "newer" else "refused", reason)
        return Fate(fate.event, "waiting" if fate.event in self.records.waiting else "applied")

    # The node's own work.

    def append(self, draft: Draft, now: datetime) -> Event:
        """Enter an event of this node."""
        self.fault("before append")
        chain = Chain(self.disk.chain, self.secrets, lambda: now)
        event = chain.append(draft, chain.next())
        self.disk.chain = chain.head
        self._enter(event, "", "")
        self.records.settle()
        self._copy_states()
        return event


__all__ = ["Disk", "Killed", "MemoryStore"]
