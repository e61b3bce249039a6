"""Bytes of events in parcels: `python -m bench.wire STORE`, with the SQLite file of a demo country.

What is counted: the whole parcel as any carrier gets it, with its envelope, head, the signature of the run and the hash before it, and
keys where the sealed values need them; one post's own events to the hub. Not counted: what the carrier adds (HTTP and TLS).
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import mean
from uuid import UUID

from lakay.journal.core.chain import Chain, Draft, Head
from lakay.journal.core.events import Event, Origin, from_body
from lakay.journal.core.ids import derived_id
from lakay.kernel.clock import EPOCH, milliseconds
from lakay.kernel.ids import uuid7
from lakay.places.pack import find_pack, read_pack
from lakay.prove.converge.identity import KeyPair, invent
from lakay.prove.converge.memory import Disk, MemoryStore
from lakay.sync.core.accepting import accept
from lakay.sync.core.audience import Audience
from lakay.sync.core.offering import Offer, offer
from lakay.sync.core.peers import Peer

SIZES = (1, 10, 100, 1000)
MOST_SINGLES = 300
IDENTIFIER = re.compile(r"\b[0-9a-f]{32}\b")
CROSSING, COUNT, OPEN = "border.crossing.record", "border.tally.count", "border.encounter.open"


def events(store: Path) -> Iterator[Event]:
    """The events of a store."""
    rows = sqlite3.connect(f"file:{store}?mode=ro", uri=True).execute("select body from journal_event order by seq")
    for (body,) in rows:
        if len(body) < 50_000:
            header, changes = from_body(bytes(body))
            yield Event(header, changes, bytes(body), b"", b"")


class Line:
    """A post and its hub, and nothing else: the post enters events of the demo as its own."""

    def __init__(self, audience: Audience, post: str, lag_ms: Callable[[], int]) -> None:
        chance = Random(1)
        hub, hub_keys = invent(chance, "hub")
        peer, keys = invent(chance, "post", post, "DIE")
        self._lag = lag_ms
        self._renamed: dict[str, str] = {}
        self.hub = self._store(hub, hub_keys, audience, peer)
        self.post = self._store(peer, keys, audience, hub)

    @staticmethod
    def _store(peer: Peer, keys: KeyPair, audience: Audience, other: Peer) -> MemoryStore:
        epoch = peer.node[::-1]
        return MemoryStore(peer, keys, Disk(epoch, Head(Origin(peer.node, epoch))), audience, enrolled={other.node: other})

    def enter(self, event: Event) -> None:
        """An event as if it had been written at this post, a moment of work after its time. Those of the demo are all of one moment."""
        header = event.header
        at = EPOCH.fromisoformat(header.at)
        now = at.fromtimestamp(((header.id.int >> 80) + self._lag()) / 1000, at.tzinfo)
        chain = Chain(self.post.disk.chain, self.post.secrets, lambda: now)
        place = chain.next()
        for number in range(len(event.changes)):
            was, now_is = (derived_id(header.id, stamp, number).hex for stamp in (header.hlc, place[1]))
            self._renamed[was] = now_is
        changes = list(from_body(renamed(event.body, self._renamed))[1])
        what = (header.agency, self.post.me.post, header.purpose, header.subjects, changes)
        made = chain.append(Draft(header.id, at, header.action, header.by, *what), place)
        self.post.disk.chain = chain.head
        self.post._enter(made, "", "")

    def exchange(self) -> tuple[Offer, Offer]:
        """One parcel each way."""
        made = self._made(self.post, self.hub)
        return made, self._made(self.hub, self.post)

    @staticmethod
    def _made(sender: MemoryStore, receiver: MemoryStore) -> Offer:
        made = offer(sender, receiver.me.node, most_bytes=10_000_000, at=EPOCH, random=os.urandom, may_be_brief=True)
        accept(receiver, made.parcel, at=EPOCH)
        return made


def renamed(body: bytes, names: Mapping[str, str]) -> bytes:
    """The bytes of an event with other identifiers."""
    return IDENTIFIER.sub(lambda found: names.get(found[0], found[0]), body.decode()).encode()


def moved(log: list[Event]) -> Iterator[Event]:
    """Events with identifiers in the time of their work, and so the records that they make and speak of, as a post makes them."""
    chance, names = Random(3), dict[str, str]()
    for event in log:
        header = event.header
        at = milliseconds(EPOCH.fromisoformat(header.at))
        fresh = names[header.id.hex] = uuid7(at + chance.randint(3, 200), chance.randbytes(10)).hex
        stamp = at + chance.randint(0, 2) << 16
        for place in range(len(event.changes)):
            names[derived_id(header.id, header.hlc, place).hex] = derived_id(UUID(fresh), stamp, place).hex
        body = renamed(event.body, names).replace(f'"hlc":{header.hlc},'.encode(), f'"hlc":{stamp},'.encode())
        new, changes = from_body(body)
        yield replace(event, header=new, changes=changes, body=body)


def measure(audience: Audience, log: list[Event], post: str, size: int) -> list[float]:
    """Bytes for each event, parcel by parcel, in batches of a size."""
    chance = Random(2)
    line = Line(audience, post, lambda: chance.randint(0, 2))
    line.exchange()
    line.exchange()
    found: list[float] = []
    for start in range(0, min(len(log) - size + 1, max(size * 3, MOST_SINGLES)), size):
        for event in log[start : start + size]:
            line.enter(event)
        found.append(len(line.exchange()[0].parcel) / size)
    return found


def idle(audience: Audience, post: str) -> tuple[int, int]:
    """Bytes of the two parcels when nothing happened since the last."""
    line = Line(audience, post, lambda: 5)
    for _ in range(3):
        line.exchange()
    made, answered = line.exchange()
    return len(made.parcel), len(answered.parcel)


def busiest(log: list[Event], action: str) -> str:
    """The post with most of an action."""
    return Counter(event.header.post for event in log if event.header.action == action).most_common(1)[0][0]


def main() -> None:
    """Print the figures."""
    pack = read_pack(find_pack())
    audience = Audience.of(pack.exchange, {})
    log = list(moved(list(events(Path(sys.argv[1])))))
    post = busiest(log, CROSSING)
    began = time.perf_counter()
    kinds = {
        "counted crossing (border.tally.count)": [
            event for event in log if event.header.action == COUNT and event.header.post == busiest(log, COUNT)
        ],
        "documented crossing (border.crossing.record alone)": [
            event for event in log if event.header.action == CROSSING and event.header.post == post
        ],
        "whole documented traveller (encounter.open, sealed, and crossing.record), each of the two events": [
            event for event in log if event.header.action in {OPEN, CROSSING} and event.header.post == post
        ],
        "everything of one post, as it comes": [event for event in log if event.header.post == post],
    }
    for name, chosen in kinds.items():
        print(f"{name}: {len(chosen)} events")
        for size in SIZES:
            found = measure(audience, chosen, post, size) or [0.0]
            told = f"{mean(found):7.1f} bytes an event, {min(found):.0f} to {max(found):.0f}, {len(found)} parcels"
            print(f"  {size:>5} in a parcel: {told}")
    print(f"idle exchange: {' + '.join(map(str, idle(audience, post)))} bytes")
    print(f"({time.perf_counter() - began:.0f} s)")


if __name__ == "__main__":
    main()
