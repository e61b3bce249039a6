"""The private keys that this node signs passes with. They lie in its key folder, readable by their owner alone, never in a table."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings

from lakay.traveldocs.passes import key_id, public_of
from lakay.vault import protected

_BYTES = 32


def make_issuer_key(random: Callable[[int], bytes] = os.urandom) -> bytes:
    """Make a key to sign passes with and keep it on this node. Returns the public half, 32 bytes, to be proposed."""
    key = Ed25519PrivateKey.from_private_bytes(random(_BYTES))
    public = public_of(key)
    path = _path(key_id(public))
    protected.create(path, key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()))
    return public


def issuer_key(key: str) -> Ed25519PrivateKey | None:
    """The private key of an id, if it lies on this node."""
    return _read(_path(key))


def is_here(key: str) -> bool:
    """Whether this node can sign with a key."""
    return protected.exists(_path(key))


def _path(key: str) -> Path:
    folder: Path = settings.KEYS
    return folder / "issuers" / f"{key}.key"


def _read(path: Path) -> Ed25519PrivateKey | None:
    return _loaded(path) if protected.exists(path) else None


@cache
def _loaded(path: Path) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(protected.read(path))
