"""Keys made from keys, and small things closed with them (AES-256-GCM, HKDF with SHA-256)."""

from __future__ import annotations

import os
from collections.abc import Callable

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY = 32
NONCE = 12
Random = Callable[[int], bytes]


class DoesNotOpen(ValueError):
    """Another key, or bytes that were changed or moved."""


def derive(secret: bytes, what: str) -> bytes:
    """A key of 32 bytes for one use, out of a secret that is random or was stretched already (RFC 5869)."""
    return HKDF(SHA256(), KEY, None, f"lakay/vault/{what}".encode()).derive(secret)


def close(key: bytes, data: bytes, what: str, random: Random = os.urandom) -> bytes:
    """Nonce, ciphertext and tag: 28 bytes more than the data. `what` names what it is; it opens as nothing else."""
    nonce = random(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, what.encode())


def open_closed(key: bytes, closed: bytes, what: str) -> bytes:
    """What `close` closed. Raises DoesNotOpen."""
    try:
        return AESGCM(key).decrypt(closed[:NONCE], closed[NONCE:], what.encode())
    except (InvalidTag, ValueError) as error:
        raise DoesNotOpen(what) from error


def close_for(public: bytes, data: bytes, what: str, random: Random = os.urandom) -> bytes:
    """Close for the holder of an X25519 key (32 bytes), from a key used this one time, so that the sender cannot open it again."""
    once = X25519PrivateKey.from_private_bytes(random(KEY))
    own = once.public_key().public_bytes_raw()
    shared = once.exchange(X25519PublicKey.from_public_bytes(public))
    return own + close(derive(shared + own + public, what), data, what, random)


def open_for(private: bytes, closed: bytes, what: str) -> bytes:
    """What `close_for` closed. Raises DoesNotOpen."""
    key = X25519PrivateKey.from_private_bytes(private)
    try:
        shared = key.exchange(X25519PublicKey.from_public_bytes(closed[:KEY]))
    except ValueError as error:
        raise DoesNotOpen(what) from error
    public = key.public_key().public_bytes_raw()
    return open_closed(derive(shared + closed[:KEY] + public, what), closed[KEY:], what)
