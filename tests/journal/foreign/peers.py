"""Other nodes, without a database: each writes its own chain with its own keys, and knows what it has been told."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from lakay.journal.core import seal
from lakay.journal.core.chain import Chain, Draft, Head
from lakay.journal.core.events import Change, Event, Origin
from lakay.journal.core.folding import CHANGED, Seen, State, fold
from lakay.journal.foreign import SubjectGrant, know
from lakay.journal.registry import tables
from lakay.kernel.ids import new_id

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)


@dataclass
class Said:
    """A change before it is sealed."""

    kind: str
    record: UUID
    values: dict[str, Any]
    owner: UUID
    update: bool


class Peer:
    """Another post. `twin` is a copy of its machine: it writes under the same name and key."""

    def __init__(self, clock: datetime = NOW, epoch: str = "") -> None:
        self.key = Ed25519PrivateKey.generate()
        self.raw = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.name = sha256(self.raw).hexdigest()[:16]
        self.clock = clock
        self.chain = Chain(Head(Origin(self.name, epoch or os.urandom(8).hex())), self.key, lambda: self.clock)
        self.via = str(self.chain.head.origin)
        self.keys: dict[UUID, bytes] = {}
        self.states: dict[UUID, State] = {}
        self.events: list[Event] = []
        self.told: dict[UUID, list[tuple[Said, Seen]]] = {}

    def twin(self) -> Peer:
        """A copy of this machine as it was when it was new."""
        other = Peer(self.clock)
        other.key, other.raw, other.name, other.via = self.key, self.raw, self.name, self.via
        other.chain = Chain(Head(self.chain.head.origin), self.key, lambda: other.clock)
        return other

    def introduce(self) -> Peer:
        """The store takes this peer's events from now on."""
        know(self.name, self.raw)
        return self

    def write(self, action: str, *said: Said, subjects: tuple[UUID, ...] = ()) -> Event:
        """One event."""
        self.clock += timedelta(milliseconds=1)
        number = new_id()
        place = self.chain.next()
        origin = str(self.chain.head.origin)
        changes = [self._change(number, one) for one in said]
        owners = tuple(dict.fromkeys((*subjects, *(one.owner for one in said))))
        draft = Draft(number, self.clock, action, new_id(), "DIE", "HT-XXX", "training", owners, changes)
        event = self.chain.append(draft, place)
        self.told[event.header.id] = [(one, change.seen) for one, change in zip(said, changes, strict=True)]
        for one, change in zip(said, changes, strict=True):
            self.states[one.record] = fold(
                self.states.get(one.record, State(one.kind)), (origin, place[0]), place[1], one.values, change.seen
            )
        self.events.append(event)
        return event

    def _change(self, event: UUID, said: Said) -> Change:
        table = tables()[said.kind]
        opened, closed = table.split(said.values)
        seen: dict[str, dict[str, int]] = {}
        if said.update and table.is_file:
            mine = str(self.chain.head.origin)
            known = self.states.get(said.record, State(said.kind))
            seen = {CHANGED: {}}
            for name in said.values:
                field_state = known.fields.get(name)
                others = {o: n for o, n in field_state.seen.items() if o != mine} if field_state else {}
                if others:
                    seen[name] = others
        sealed = {}
        for name, values in closed.items():
            key = seal.class_key(self.key_of(said.owner), name)
            sealed[str(name)] = seal.seal(key, values, seal.context(event, said.kind, said.record, name), os.urandom)
        return Change(said.kind, said.record, opened, sealed, seen, said.owner if sealed else None)

    def key_of(self, subject: UUID) -> bytes:
        return self.keys.setdefault(subject, os.urandom(32))

    def hear(self, other: Peer, event: Event) -> None:
        """Learn what another peer has written."""
        header = event.header
        for said, seen in other.told[header.id]:
            before = self.states.get(said.record, State(said.kind))
            self.states[said.record] = fold(before, (str(header.origin), header.seq), header.hlc, said.values, seen)
            self.keys.setdefault(said.owner, other.key_of(said.owner))

    def open_card(self, record: UUID | None = None, **values: Any) -> Event:
        """A new card."""
        card = record or new_id()
        return self.write("sample.card.open", Said("sample.card", card, {"name": "Wideline", **values}, card, update=False))

    def change_card(self, card: UUID, **values: Any) -> Event:
        """Fields of a card that this peer knows."""
        return self.write("sample.card.change", Said("sample.card", card, values, card, update=True))

    def stamp(self, card: UUID, number: int, **values: Any) -> Event:
        """A stamp on a card."""
        said = {"card": card.hex, "number": number, "at": "2026-11-23T15:00:00.000000Z", **values}
        return self.write("sample.stamp", Said("sample.stamp", new_id(), said, card, update=False))

    def erase(self, subject: UUID) -> Event:
        """Somebody is erased."""
        return self.write("journal.subject.erase", subjects=(subject,))

    def grants(self, *classes: str) -> list[SubjectGrant]:
        """The keys of all its subjects."""
        if not classes:
            return [SubjectGrant(subject, "", key) for subject, key in self.keys.items()]
        return [SubjectGrant(subject, name, seal.class_key(key, name)) for subject, key in self.keys.items() for name in classes]


def card_of(event: Event) -> UUID:
    """The record that an event is about."""
    return event.changes[0].record


__all__ = ["NOW", "Peer", "Said", "card_of"]
