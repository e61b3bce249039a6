"""A post without tables: it writes events in memory and speaks the exchange as every node does. So fifty of them can push at one hub."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from lakay.journal.core.chain import Draft, Head
from lakay.journal.core.events import Change, Event, Origin
from lakay.kernel.ids import uuid7
from lakay.prove.converge.identity import invent
from lakay.prove.converge.memory import Disk, MemoryStore
from lakay.sync.core import accepting, offering
from lakay.sync.core.accepting import Accepted
from lakay.sync.core.audience import Audience
from lakay.sync.core.offering import Offer
from lakay.sync.core.peers import Peer
from lakay.sync.core.store import Fate, Judge, SubjectKey

MILLISECOND = 1_000


class _Listening(MemoryStore):
    """It listens politely: receipts count, what the hub tells of others goes in at one ear and out at the other."""

    def take(
        self, events: Sequence[Event], *, via: str, keys: Sequence[SubjectKey], judge: Judge, at: datetime
    ) -> Sequence[Fate]:
        return [Fate(event.header.id, "known") for event in events]


class Sender:
    """One such post. The same seed, the same keys, events and parcels."""

    def __init__(self, seed: int, hub: Peer, audience: Audience, post: str = "HT-OUA", agency: str = "DIE") -> None:
        self.random = Random(seed)  # noqa: S311  (the same seed, the same post)
        self.peer, self.keys = invent(self.random, "post", post, agency)
        epoch = self.random.randbytes(8).hex()
        self.origin = Origin(self.peer.node, epoch)
        disk = Disk(epoch, Head(self.origin))
        self.store = _Listening(self.peer, self.keys, disk, audience, lambda _step: None)
        self.store.enrolled[hub.node] = hub
        self.hub = hub.node

    def write(self, count: int, at: datetime) -> list[Event]:
        """Things happen at the post: so many incidents are opened."""
        return [self.store.append(self._draft(at, number), at) for number in range(count)]

    def _draft(self, at: datetime, number: int) -> Draft:
        by, record = UUID(bytes=self.random.randbytes(16)), self._id(at)
        said = {
            "post": self.peer.post,
            "category": "crowd",
            "title": f"Foul la nan baryè a, {number}",
            "seriousness": "minor",
            "status": "open",
            "lead": self.peer.agency,
            "lead_post": self.peer.post,
            "opened_at": at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z",
            "opened_by": by.hex,
        }
        change = Change("coordination.incident", record, said, {}, {})
        name, agency, post = "coordination.incident.open", self.peer.agency, self.peer.post
        return Draft(self._id(at), at, name, by, agency, post, "coordination", (), [change])

    def _id(self, at: datetime) -> UUID:
        return uuid7(int(at.timestamp() * MILLISECOND), self.random.randbytes(10))

    def offer(self, at: datetime, most_bytes: int = 262_144) -> Offer:
        """Its next parcel for the hub."""
        return offering.offer(self.store, self.hub, most_bytes=most_bytes, at=at, random=self.random.randbytes)

    def accept(self, parcel: bytes, at: datetime) -> Accepted:
        """Take the hub's parcel."""
        return accepting.accept(self.store, parcel, at=at)

    @property
    def confirmed(self) -> int:
        """How many of its events the hub has receipted: all up to the position that it confirmed."""
        return min(self.store.standing(self.hub).confirmed.positions)
