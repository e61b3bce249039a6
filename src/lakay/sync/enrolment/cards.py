"""The card by which a post that was bound to its hub hands over the hub's half of its key, signed by the post; and the hub's word that
it has it. Pure: bytes in, bytes out. What is in the card only the hub can read (`vault.binding`).
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lakay.kernel import canonical
from lakay.sync.enrolment.papers import MOST_BYTES, BadPaper

NODE_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Card:
    """Which node made it, the how manieth it is (it only grows, so an older one that comes late is known), and what is closed in it."""

    node: str
    number: int
    closed: bytes
    signature: bytes

    def check(self, signing_key: bytes) -> None:
        """Raises BadPaper unless the node with this key made it."""
        try:
            Ed25519PublicKey.from_public_bytes(signing_key).verify(self.signature, _said(self.node, self.number, self.closed))
        except (InvalidSignature, ValueError) as error:
            raise BadPaper from error


def write_card(node: str, number: int, closed: bytes, signing: Ed25519PrivateKey) -> bytes:
    """The card as it travels, by line or on a stick."""
    signature = signing.sign(_said(node, number, closed))
    body = {"node": node, "number": number, "card": base64.b64encode(closed).decode(), "signature": signature.hex()}
    return canonical.to_bytes({"lakay": "card", **body})


def read_card(paper: bytes) -> Card:
    """A card, not yet believed. Raises BadPaper."""
    try:
        data = canonical.from_bytes(paper) if len(paper) <= MOST_BYTES else {}
        if not isinstance(data, dict) or data.pop("lakay", "") != "card":
            raise BadPaper
        node, number = data["node"], data["number"]
        card = Card(node, number, base64.b64decode(data["card"], validate=True), bytes.fromhex(data["signature"]))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadPaper from error
    if type(number) is not int or number < 1 or not isinstance(node, str) or len(node) != NODE_DIGITS:
        raise BadPaper
    return card


def write_receipt(paper: bytes, signing: Ed25519PrivateKey) -> bytes:
    """The hub's word that it holds what is in a card (64 bytes)."""
    return signing.sign(_taken(paper))


def is_receipt(word: bytes, paper: bytes, hub: bytes) -> bool:
    """Whether the hub with this signing key holds what is in a card."""
    try:
        Ed25519PublicKey.from_public_bytes(hub).verify(word, _taken(paper))
    except (InvalidSignature, ValueError):
        return False
    return True


def _said(node: str, number: int, closed: bytes) -> bytes:
    return f"lakay/card/1/{node}/{number}/".encode() + closed


def _taken(paper: bytes) -> bytes:
    return b"lakay/card/taken/1/" + sha256(paper).digest()
