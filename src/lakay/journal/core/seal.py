"""Sealing: the personal and sensitive values of an event under a key of their subject. Destroying the key erases them."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from lakay.kernel import canonical

KEY_BYTES = 32
NONCE_BYTES = 12


class CannotOpen(ValueError):
    """The key is not the right one, or the sealed bytes were changed or moved to another record."""


def class_key(subject_key: bytes, field_class: str) -> bytes:
    """The key of one field class of one subject, so that a holder of one class cannot open another.

    HKDF-Expand with SHA-256, one block (RFC 5869 2.3); without the extract step, for the subject's key is uniformly random (3.3).
    """
    return hmac.digest(subject_key, f"lakay/{field_class}".encode() + b"\x01", "sha256")


def context(event: UUID, kind: str, record: UUID, field_class: str) -> bytes:
    """What a seal is bound to: the same bytes under another event, record or class do not open."""
    return b"|".join((event.bytes, kind.encode(), record.bytes, field_class.encode()))


def seal(key: bytes, values: dict[str, Any], bound_to: bytes, random: Callable[[int], bytes]) -> bytes:
    """Seal values with AES-256-GCM: nonce, then ciphertext and tag (28 bytes more than the canonical JSON)."""
    nonce = random(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, canonical.to_bytes(values), bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> dict[str, Any]:
    """Open what `seal` closed. Raises CannotOpen."""
    try:
        data = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error
    values: dict[str, Any] = canonical.from_bytes(data)
    return values


def unseal_any(keys: Iterable[bytes], sealed: bytes, bound_to: bytes) -> dict[str, Any]:
    """Open what one of some keys closed. Raises CannotOpen."""
    for key in keys:
        try:
            return unseal(key, sealed, bound_to)
        except CannotOpen:
            continue
    raise CannotOpen


def mark(key: bytes) -> str:
    """What tells two keys of one subject apart: the first eight hex digits of the key's SHA-256."""
    return sha256(key).hexdigest()[:8]


def wrap(wrapping_key: bytes, subject: UUID, key: bytes, random: Callable[[int], bytes], field_class: str = "") -> bytes:
    """A subject's key, or that of one class of theirs, as it is stored: sealed under the node's own key."""
    nonce = random(NONCE_BYTES)
    return nonce + AESGCM(wrapping_key).encrypt(nonce, key, subject.bytes + field_class.encode())


def unwrap(wrapping_key: bytes, subject: UUID, wrapped: bytes, field_class: str = "") -> bytes:
    """A subject's key as it is used. Raises CannotOpen."""
    try:
        return AESGCM(wrapping_key).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], subject.bytes + field_class.encode())
    except (InvalidTag, ValueError) as error:
        raise CannotOpen from error
