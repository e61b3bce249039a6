"""A node as the exchange sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

HUB = "hub"
ACTIVE = "active"


def name_of(signing_key: bytes) -> str:
    """A node's name: the first 16 hex digits of the SHA-256 of its public Ed25519 key."""
    return sha256(signing_key).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Peer:
    """A node of the register. `signing` (Ed25519) and `sealing` (X25519) are its public keys, 32 bytes each.

    `held`: of a stopped node, how far the hub had its chains (epoch -> number) when it was stopped; what lies beyond is refused.
    """

    node: str
    signing: bytes
    sealing: bytes
    role: str
    post: str = ""
    agency: str = ""
    status: str = ACTIVE
    held: Mapping[str, int] | None = None

    @property
    def is_hub(self) -> bool:
        return self.role == HUB

    def allows(self, epoch: str, seq: int) -> bool:
        """Whether an event of this node still counts."""
        return self.status == ACTIVE or seq <= (self.held or {}).get(epoch, 0)
