"""Signed receipts of a hub: how far it has got through the receiver's store, in its own store and in a verified backup.

They are kept as evidence: what a post calls sent, and what it may prune, rests on them and on nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
class Top:
    """Of one chain of the receiver: the highest number that the hub holds, and the hash there. A co-signed head."""

    epoch: str
    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a hub (`by`, in the incarnation `of_store`) confirms to a node.

    Of what the node had for it, it holds all up to `cursor` in the node's order of arrival, and up to `backed_up` in a verified backup
    too. Numbers would not do: what stays at a node leaves gaps in what is sent.
    """

    by: str
    of_store: str
    to: str
    cursor: Cursor
    backed_up: Cursor
    tops: tuple[Top, ...]

    def body(self) -> bytes:
        """The bytes that are signed."""
        tops = [[one.epoch, one.seq, one.hash.hex()] for one in self.tops]
        return canonical.to_bytes([self.by, self.of_store, self.to, self.cursor.to_json(), self.backed_up.to_json(), tops])

    def covers(self, incarnation: str, earlier: Mapping[str, int], lane: str, position: int) -> bool:
        """Whether something at a position of the node's store is held by the hub."""
        return position <= self.cursor.within(incarnation, earlier).of(lane)

    def secures(self, incarnation: str, earlier: Mapping[str, int], lane: str, position: int) -> bool:
        """Whether it lies in a verified backup of the hub as well, and may be pruned."""
        return position <= self.backed_up.within(incarnation, earlier).of(lane)


def make(store: Store, to: Peer, cursor: Cursor, epochs: Iterable[str]) -> Receipt:
    """The receipt for a peer as things stand."""
    tops = [(epoch, *store.top(Origin(to.node, epoch))) for epoch in sorted(epochs)]
    held = tuple(Top(*one) for one in tops if one[1])
    return Receipt(store.me.node, store.incarnation, to.node, cursor, store.backed_up(to.node), held)


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
        case [str(by), str(of_store), str(to), cursor, backed_up, list(tops)]:
            held = tuple(_top(one) for one in tops)
            return Receipt(by, of_store, to, Cursor.from_json(cursor), Cursor.from_json(backed_up), held)
    raise ValueError("not a receipt")


def _top(data: Any) -> Top:
    match data:
        case [str(epoch), int(seq), str(digest)]:
            return Top(epoch, seq, bytes.fromhex(digest))
    raise ValueError("not a receipt")
