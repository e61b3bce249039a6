"""The secrets of this node in the exchange: its signing key, its sealing key, and the key of searches that all nodes of a country share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from lakay.journal.keys import node_keys
from lakay.sync.enrolment.fingerprints import fingerprint, node_name
from lakay.vault import protected

INDEX = "node-index.key"


@dataclass(frozen=True)
class NodeSecrets:
    """This node's two private keys. The sealing key (X25519) is made of the wrapping key, so that wherever that is kept, it is kept too."""

    signing: Ed25519PrivateKey
    sealing: X25519PrivateKey

    def sign(self, data: bytes) -> bytes:
        """An Ed25519 signature (64 bytes)."""
        return self.signing.sign(data)

    def agree(self, public: bytes) -> bytes:
        """What X25519 makes of this node's sealing key and another's public one (32 bytes)."""
        return self.sealing.exchange(X25519PublicKey.from_public_bytes(public))

    @property
    def signing_public(self) -> bytes:
        return self.signing.public_key().public_bytes_raw()

    @property
    def sealing_public(self) -> bytes:
        return self.sealing.public_key().public_bytes_raw()

    @property
    def node(self) -> str:
        """This node's name."""
        return node_name(self.signing_public)

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """What people compare: eight groups of four digits."""
        return fingerprint(self.signing_public, self.sealing_public)


def secrets() -> NodeSecrets:
    """The secrets of this node. Raises KeysMissing, vault.held.Closed."""
    keys = node_keys()
    return NodeSecrets(keys.signing, X25519PrivateKey.from_private_bytes(_derived(keys.wrapping, "sealing")))


def index_key() -> bytes:
    """The key under which names and documents are looked up: the hub's, handed over at enrolment; the node's own before."""
    path = Path(settings.KEYS) / INDEX
    return _index_key(path, _changed_at(path), node_keys().wrapping)


def take_index_key(key: bytes) -> None:
    """Keep the key of searches that the hub gave. The same once more is nothing. Raises OtherIndex for another one."""
    path = Path(settings.KEYS) / INDEX
    if not protected.exists(path):
        protected.create(path, key)
    elif protected.read(path) != key:
        raise OtherIndex


class OtherIndex(RuntimeError):
    """This machine looks things up under another key already: what it holds could not be found any more."""


def _changed_at(path: Path) -> int:
    for place in (path, protected.sealed(path)):
        if place.exists():
            return place.stat().st_mtime_ns
    return 0


@cache
def _index_key(path: Path, changed_at: int, wrapping: bytes) -> bytes:
    return protected.read(path) if changed_at else _derived(wrapping, "index")


@cache
def _derived(wrapping: bytes, what: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"lakay/node/{what}".encode()).derive(wrapping)
