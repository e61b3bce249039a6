"""The short form of a parcel, for a line between two stores that know each other (ADR 34).

What the recipient knows is not sent but must be right, or the parcel does not open: the full names of both machines and the two
incarnations are bound to it. There is no nonce: AES-256-SIV (RFC 5297) takes what would be one from the content itself, so it cannot be
used wrongly; whoever listens learns at most that one parcel was sent twice.

Layout: `0x02`, two bytes of the sender's name (a hint, for whoever fits it is tried), then AES-SIV over what lies in the long form too.
Who does not open it is sent the long form (`parcels`), as every stick is.
"""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from lakay.sync.core.parcels import NEWEST, Content, NotForUs, packed, unpacked
from lakay.sync.core.peers import Peer
from lakay.sync.core.store import Secrets, Standing

FORM = 2
"""The number by which a node says that it reads this form; the long one is 1."""

MARK = b"\x02"
HINT_BYTES, KEY_BYTES = 2, 64


@dataclass(frozen=True, slots=True)
class Between:
    """The incarnations of the two stores that a short parcel goes between."""

    sender: str
    recipient: str


def acquainted(standing: Standing, incarnation: str) -> Between | None:
    """The pair that the next parcel goes between, if the peer reads this form and each has told the other which store it is; else None."""
    known = standing.by and standing.by == standing.cursor.incarnation and standing.knows == incarnation
    return Between(incarnation, standing.by) if known and standing.reads >= FORM else None


def is_brief(parcel: bytes) -> bool:
    """Whether a parcel has the short form."""
    return parcel.startswith(MARK)


def hint(parcel: bytes) -> str:
    """How the name of its sender begins."""
    return parcel[len(MARK) : len(MARK) + HINT_BYTES].hex()


def close(content: Content, sender: Peer, to: Peer, secrets: Secrets, between: Between) -> bytes:
    """A parcel in the short form."""
    head = MARK + bytes.fromhex(sender.node)[:HINT_BYTES]
    box = _box(secrets, to, sender, to).encrypt(packed(content, NEWEST), _bound(sender, to, between))
    return head + box


def open_parcel(parcel: bytes, me: Peer, sender: Peer, secrets: Secrets, between: Between) -> Content:
    """What lies in a parcel for this node, if it is of this sender and between these stores. Raises NotForUs, or Damaged."""
    try:
        box = _box(secrets, sender, sender, me)
        content = box.decrypt(parcel[len(MARK) + HINT_BYTES :], _bound(sender, me, between))
    except (InvalidTag, ValueError) as error:
        raise NotForUs("of another, for another, or between other stores") from error
    return unpacked(content)


def _box(secrets: Secrets, other: Peer, sender: Peer, to: Peer) -> AESSIV:
    """A key for each direction, of what X25519 makes of the two nodes' keys."""
    about = b"lakay/brief|" + bytes.fromhex(sender.node) + bytes.fromhex(to.node)
    return AESSIV(HKDF(SHA256(), KEY_BYTES, None, about).derive(secrets.agree(other.sealing)))


def _bound(sender: Peer, to: Peer, between: Between) -> list[bytes]:
    said = (sender.node, to.node, between.sender, between.recipient)
    return [MARK, *(text.encode() for text in said)]
