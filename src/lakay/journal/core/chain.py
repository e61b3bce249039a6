"""The chain of one origin's events: gapless numbers, each event holding the hash of the one before, each signed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lakay.journal.core.events import BadEvent, Change, Event, Header, Origin, from_body, to_body
from lakay.journal.core.vouching import vouched
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
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:-6] + "Z"


_is_stamp = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z").fullmatch


@lru_cache(maxsize=4000)
def read_stamp(text: str) -> datetime:
    """The instant that `stamp` wrote; that of an event comes again in its records. Raises ValueError for any other spelling."""
    if not _is_stamp(text):
        raise ValueError("not an instant as events have it")
    return datetime.fromisoformat(text)


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
        self.head = Head(self.head.origin, seq, digest, hlc)
        self._clock.observe(hlc)
        return event

    def observe(self, stamp: int) -> None:
        """Take note of another node's stamp, so that what is entered here is ordered after it."""
        self._clock.observe(stamp)
        self.head = Head(self.head.origin, self.head.seq, self.head.hash, max(self.head.hlc, stamp))

    def rewind(self, head: Head) -> None:
        """Go back to an earlier head: what came after it was not committed."""
        self.head = head
        self._clock = HybridClock(head.hlc)


Copies = tuple[int, str, str, UUID, str, str, str]
"""What the columns beside a body say again, to search by: hlc, at, action, by, agency, post, purpose."""


def other_id(digest: bytes) -> UUID:
    """The id that an event's row has where another node has used its own."""
    return UUID(bytes=sha256(digest).digest()[:16], version=4)


@dataclass(frozen=True, slots=True)
class Stored:
    """An event as it was found on disk, not yet believed. `id` is None where no identifier can be read.

    `subjects` are those by whom the event is found, where the store keeps such a list.
    """

    id: UUID | None
    seq: int
    body: bytes
    hash: bytes
    signature: bytes
    copies: Copies | None = None
    subjects: frozenset[UUID | None] | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the chain: a stable code, the number where it shows, and the event if there is one.

    `action` and `at` are what the event says of itself, as far as it can be read.
    """

    code: str
    seq: int
    event: UUID | None = None
    action: str = ""
    at: str = ""


Gap = tuple[int, int, bytes]
"""Numbers of a chain that are not held, first and last, and the hash of the last."""


def verify(
    origin: Origin,
    events: Iterable[Stored],
    key: Ed25519PublicKey,
    heads: Iterable[Head] = (),
    *,
    gaps: Iterable[Gap] = (),
    ours: bool = True,
    vouchers: Sequence[bytes] = (),
) -> Iterator[Fault]:
    """Walk a chain from its first event and yield every fault.

    Finds edits (`body-changed`, `signature`), removals and insertions (`gap`, `repeat`), swaps (`order`, `link`), and columns or
    references that do not say what the body says (`columns`, `subjects`). Truncation and a chain hashed and signed anew show only
    against heads kept elsewhere (`head-missing`, `head-differs`); each head is held against it, also two of one number.
    Numbers in `gaps` are passed over: the hash at a gap's end is what the next event must follow. Of another node (`ours` false) an
    event may lack its signature if one after it, without a gap between, is signed (else `unsigned`), by its origin or by one of the
    `vouchers` (raw public keys) who held the chain whole.
    """
    walk = _Walk(origin, key, heads, gaps, ours=ours, vouchers=vouchers)
    for stored in events:
        yield from walk.event(stored)
    yield from walk.end()


class _Walk:
    """One way along a chain, and where it stands."""

    def __init__(
        self,
        origin: Origin,
        key: Ed25519PublicKey,
        heads: Iterable[Head],
        gaps: Iterable[Gap],
        *,
        ours: bool,
        vouchers: Sequence[bytes],
    ) -> None:
        self._key = key
        self._vouchers = [Ed25519PublicKey.from_public_bytes(raw) for raw in vouchers]
        self._ours = ours
        self._last = Head(origin)
        self._unsigned: Stored | None = None
        self._gaps = sorted(gaps, reverse=True)
        self._wanted: dict[int, list[Head]] = {}
        for head in heads:
            if head.origin == origin:
                self._wanted.setdefault(head.seq, []).append(head)

    def event(self, stored: Stored) -> Iterator[Fault]:
        """The faults of the next event."""
        while self._gaps and self._gaps[-1][0] == self._last.seq + 1 and self._gaps[-1][1] < stored.seq:
            yield from self._over(self._gaps.pop())
        header = _read(stored.body)
        codes = _faults(self._last, stored, header)
        if not self._is_signed(stored):
            codes.append("signature")
        if any(head.hash != stored.hash for head in self._wanted.pop(stored.seq, ())):
            codes.append("head-differs")
        for code in codes:
            yield Fault(code, stored.seq, stored.id, *((header.action, header.at) if header else ()))
        last = self._last
        self._last = Head(last.origin, stored.seq, stored.hash, max(last.hlc, header.hlc) if header else last.hlc)

    def end(self) -> Iterator[Fault]:
        """The faults that show only at the end."""
        while self._gaps and self._gaps[-1][0] == self._last.seq + 1:
            yield from self._over(self._gaps.pop())
        yield from self._run_ends()
        for first, _last, _hash in reversed(self._gaps):
            yield Fault("gap", first)
        for seq in sorted(self._wanted):
            yield Fault("head-missing", seq)

    def _is_signed(self, stored: Stored) -> bool:
        if not self._ours and not stored.signature:
            self._unsigned = stored
            return True
        self._unsigned = None
        if signed(self._key, stored.hash, stored.signature):
            return True
        for place, voucher in enumerate(self._vouchers):
            if signed(voucher, vouched(stored.hash), stored.signature):
                self._vouchers.insert(0, self._vouchers.pop(place))  # who vouched once does it again
                return True
        return False

    def _over(self, gap: Gap) -> Iterator[Fault]:
        """Pass over a gap. A head in its midst can be neither proven nor denied."""
        first, last, end_hash = gap
        yield from self._run_ends()
        for seq in [seq for seq in self._wanted if first <= seq <= last]:
            if seq == last and any(head.hash != end_hash for head in self._wanted[seq]):
                yield Fault("head-differs", seq)
            del self._wanted[seq]
        self._last = Head(self._last.origin, last, end_hash, self._last.hlc)

    def _run_ends(self) -> Iterator[Fault]:
        if self._unsigned is not None:
            yield Fault("unsigned", self._unsigned.seq, self._unsigned.id)
            self._unsigned = None


def _read(body: bytes) -> Header | None:
    try:
        return from_body(body)[0]
    except BadEvent:
        return None


def _faults(last: Head, stored: Stored, header: Header | None) -> list[str]:
    checks = {
        "gap": stored.seq > last.seq + 1,
        "repeat": stored.seq <= last.seq,
        "body-changed": sha256(stored.body).digest() != stored.hash,
        "unreadable": header is None,
    }
    if header is not None:
        checks["link"] = header.prev != last.hash
        checks["order"] = header.hlc <= last.hlc
        own_id = stored.id in {header.id, other_id(stored.hash)}
        checks["columns"] = (
            not own_id
            or (header.seq, header.origin) != (stored.seq, last.origin)
            or (stored.copies is not None and stored.copies != copies_of(header))
        )
        checks["subjects"] = stored.subjects is not None and not stored.subjects.issuperset(header.subjects)
    return [code for code, found in checks.items() if found]


def copies_of(header: Header) -> Copies:
    """What the columns beside a body must say."""
    return (header.hlc, header.at, header.action, header.by, header.agency, header.post, header.purpose)


def signed(key: Ed25519PublicKey, digest: bytes, signature: bytes) -> bool:
    """Whether a signature holds."""
    try:
        key.verify(signature, digest)
    except InvalidSignature:
        return False
    return True
