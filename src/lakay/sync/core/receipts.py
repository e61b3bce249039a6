"""Signed receipts of a hub: how far it has got, and how far it holds the receiver's chains, in its store and in a verified backup.

They are kept as evidence: what a post calls sent, and what it may prune, rests on them and on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from lakay.journal.core.events import Origin
from lakay.journal.core.vouching import proves
from lakay.kernel import canonical
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.peers import Peer
from lakay.sync.core.store import Store

SIGNATURE_BYTES = 64
PREFIX = b"lakay/receipt|"


@dataclass(frozen=True, slots=True)
class Holds:
    """Of one chain of the receiver: held without gaps up to this number and hash, and so far of it in a verified backup."""

    epoch: str
    seq: int
    hash: bytes
    backed_up: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a hub (`by`, in the incarnation `of_store`) confirms to a node."""

    by: str
    of_store: str
    to: str
    cursor: Cursor
    holds: tuple[Holds, ...]

    def body(self) -> bytes:
        """The bytes that are signed."""
        holds = [[one.epoch, one.seq, one.hash.hex(), one.backed_up] for one in self.holds]
        return canonical.to_bytes([self.by, self.of_store, self.to, self.cursor.to_json(), holds])

    def of(self, epoch: str) -> Holds | None:
        """What is held of one chain."""
        return next((one for one in self.holds if one.epoch == epoch), None)


def make(store: Store, to: Peer, cursor: Cursor, epochs: Iterable[str]) -> Receipt:
    """The receipt for a peer as things stand."""
    holds = []
    for epoch in sorted(epochs):
        origin = Origin(to.node, epoch)
        seq, digest = store.whole(origin)
        if seq:
            holds.append(Holds(epoch, seq, digest, min(seq, store.backed_up(origin))))
    return Receipt(store.me.node, store.incarnation, to.node, cursor, tuple(holds))


def mark(body: bytes) -> str:
    """What tells two receipts apart, in eight hex digits."""
    return sha256(body).hexdigest()[:8]


def signed(receipt: Receipt, store: Store) -> bytes:
    """A receipt as it is kept and sent: its signature, then its bytes."""
    body = receipt.body()
    return store.secrets.sign(PREFIX + body) + body


def read(data: bytes, by: Peer, to: str) -> Receipt:
    """Read and believe a receipt. Raises ValueError for one that is not this hub's, or not for this node."""
    signature, body = data[:SIGNATURE_BYTES], data[SIGNATURE_BYTES:]
    if not proves(signature, PREFIX + body, by.signing, ()):
        raise ValueError("not signed by that node")
    receipt = _read(canonical.from_bytes(body))
    if (receipt.by, receipt.to) != (by.node, to):
        raise ValueError("for another node")
    return receipt


def _read(data: Any) -> Receipt:
    match data:
        case [str(by), str(of_store), str(to), cursor, list(holds)]:
            return Receipt(by, of_store, to, Cursor.from_json(cursor), tuple(_holds(one) for one in holds))
    raise ValueError("not a receipt")


def _holds(data: Any) -> Holds:
    match data:
        case [str(epoch), int(seq), str(digest), int(backed_up)]:
            return Holds(epoch, seq, bytes.fromhex(digest), backed_up)
    raise ValueError("not a receipt")
