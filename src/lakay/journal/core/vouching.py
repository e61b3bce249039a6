"""What proves a chain up to an event: the signature of its origin, or the word of a hub that holds the chain whole.

A hub passes on events of which it has only the signature at the end of a longer run; the receiver may not see that run. So the
hub signs for the chain up to there with its own key. It is the hub, too, that told the receiver the origin's key.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PREFIX = b"lakay/vouched|"


def vouched(digest: bytes) -> bytes:
    """What a hub signs for an event of another node."""
    return PREFIX + digest


def proves(signature: bytes, digest: bytes, origin: bytes, hubs: Iterable[bytes]) -> bool:
    """Whether a signature proves an event: by the key of its origin, or by that of a hub (raw Ed25519, 32 bytes each)."""
    return _signed(origin, digest, signature) or any(_signed(hub, vouched(digest), signature) for hub in hubs)


@lru_cache(maxsize=8192)
def _signed(key: bytes, data: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
