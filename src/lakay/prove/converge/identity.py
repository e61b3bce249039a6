"""Invented nodes: their two keys, drawn from the seed."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from lakay.sync.core.peers import Peer, name_of


@dataclass
class KeyPair:
    """The private keys of one node."""

    signing: Ed25519PrivateKey
    sealing: X25519PrivateKey
    _agreed: dict[bytes, bytes] = field(default_factory=dict)
    _signed: dict[bytes, bytes] = field(default_factory=dict)

    def sign(self, data: bytes) -> bytes:
        if data not in self._signed:
            self._signed[data] = self.signing.sign(data)
        return self._signed[data]

    def agree(self, public: bytes) -> bytes:
        if public not in self._agreed:
            self._agreed[public] = self.sealing.exchange(X25519PublicKey.from_public_bytes(public))
        return self._agreed[public]


def invent(chance: Random, role: str, post: str = "", agency: str = "") -> tuple[Peer, KeyPair]:
    """A new node."""
    keys = KeyPair(
        Ed25519PrivateKey.from_private_bytes(chance.randbytes(32)), X25519PrivateKey.from_private_bytes(chance.randbytes(32))
    )
    signing = keys.signing.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    sealing = keys.sealing.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return Peer(name_of(signing), signing, sealing, role, post, agency), keys
