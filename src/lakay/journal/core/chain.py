"""The chain of one origin's events: gapless numbers, each event holding the hash of the one before, each signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lakay.journal.core.events import BadEvent, Change, Event, Header, Origin, from_body, to_body
from lakay.kernel.clock import HybridClock

NOTHING = b""
"""What the first event of an origin holds as the hash before it."""


class Signer(Protocol):
    """Signs with a node's key (Ed25519, RFC 8032)."""

    def sign(self, data: bytes) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Head:
    """The end of an origin's chain. A copy kept elsewhere is what shows a truncation or a rewritten chain."""

    origin: Origin
    seq: int = 0
    hash: bytes = NOTHING
    hlc: int = 0

    def __str__(self) -> str:
        return f"{self.origin}:{self.seq}:{self.hash.hex()}"

    @classmethod
    def parse(cls, text: str) -> Head:
        """Read what `str(head)` wrote (node.epoch:seq:hash). Raises ValueError."""
        origin, seq, digest = text.strip().split(":")
        node, epoch = origin.split(".")
        return cls(Origin(node, epoch), int(seq), bytes.fromhex(digest))


@dataclass(frozen=True, slots=True)
class Draft:
    """What an action wants to enter; the chain adds number, order, hash and signature."""

    id: UUID
    at: datetime
    action: str
    by: UUID
    agency: str
    post: str
    purpose: str
    subjects: tuple[UUID, ...]
    changes: list[Change]


def stamp(at: datetime) -> str:
    """An instant as it stands in an event: UTC, microseconds, `Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Chain:
    """Appends to one origin's chain. It holds no lock and touches no disk: its caller does."""

    def __init__(self, head: Head, signer: Signer, now: Callable[[], datetime]) -> None:
        self.head = head
        self._signer = signer
        self._now = now
        self._clock = HybridClock(head.hlc)

    def next(self) -> tuple[int, int]:
        """The number and stamp that the next event will carry."""
        return self.head.seq + 1, HybridClock(self._clock.last).tick(self._now())

    def append(self, draft: Draft, place: tuple[int, int]) -> Event:
        """Enter a draft at the place that `next` gave, and move the head."""
        seq, hlc = place
        header = Header(
            id=draft.id,
            origin=self.head.origin,
            seq=seq,
            hlc=hlc,
            at=stamp(draft.at),
            action=draft.action,
            by=draft.by,
            agency=draft.agency,
            post=draft.post,
            purpose=draft.purpose,
            subjects=draft.subjects,
            prev=self.head.hash,
        )
        body = to_body(header, draft.changes)
        digest = sha256(body).digest()
        event = Event(header, tuple(draft.changes), body, digest, self._signer.sign(digest))
        self.head = replace(self.head, seq=seq, hash=digest, hlc=hlc)
        self._clock.observe(hlc)
        return event

    def rewind(self, head: Head) -> None:
        """Go back to an earlier head: what came after it was not committed."""
        self.head = head
        self._clock = HybridClock(head.hlc)


@dataclass(frozen=True, slots=True)
class Stored:
    """An event as it was found on disk, not yet believed."""

    id: UUID
    seq: int
    body: bytes
    hash: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the chain: a stable code, the number where it shows, and the event if there is one."""

    code: str
    seq: int
    event: UUID | None = None


def verify(origin: Origin, events: Iterable[Stored], key: Ed25519PublicKey, heads: Iterable[Head] = ()) -> Iterator[Fault]:
    """Walk a chain from its first event and yield every fault.

    Finds edits (`body-changed`, `signature`), removals and insertions (`gap`, `repeat`), swaps (`order`, `link`).
    Truncation and a chain hashed anew show only against heads kept elsewhere (`head-missing`, `head-differs`).
    """
    wanted = {head.seq: head for head in heads if head.origin == origin}
    last = Head(origin)
    for stored in events:
        yield from _faults(last, stored, key)
        witness = wanted.pop(stored.seq, None)
        if witness and witness.hash != stored.hash:
            yield Fault("head-differs", stored.seq, stored.id)
        last = _move(last, stored)
    for head in wanted.values():
        yield Fault("head-missing", head.seq)


def _move(last: Head, stored: Stored) -> Head:
    try:
        hlc = from_body(stored.body)[0].hlc
    except BadEvent:
        hlc = last.hlc
    return replace(last, seq=stored.seq, hash=stored.hash, hlc=max(hlc, last.hlc))


def _faults(last: Head, stored: Stored, key: Ed25519PublicKey) -> Iterator[Fault]:
    if stored.seq != last.seq + 1:
        yield Fault("gap" if stored.seq > last.seq else "repeat", stored.seq, stored.id)
    if sha256(stored.body).digest() != stored.hash:
        yield Fault("body-changed", stored.seq, stored.id)
    if not signed(key, stored.hash, stored.signature):
        yield Fault("signature", stored.seq, stored.id)
    try:
        header, _ = from_body(stored.body)
    except BadEvent:
        yield Fault("unreadable", stored.seq, stored.id)
        return
    if header.prev != last.hash:
        yield Fault("link", stored.seq, stored.id)
    if (header.id, header.seq, header.origin) != (stored.id, stored.seq, last.origin):
        yield Fault("columns", stored.seq, stored.id)
    if header.hlc <= last.hlc:
        yield Fault("order", stored.seq, stored.id)


def signed(key: Ed25519PublicKey, digest: bytes, signature: bytes) -> bool:
    """Whether a signature holds."""
    try:
        key.verify(signature, digest)
    except InvalidSignature:
        return False
    return True
