"""A key in shares, any two of which make it again while one alone says nothing at all (Shamir, "How to share a secret", 1979)."""

from __future__ import annotations

import os

from lakay.vault.sealing import KEY, Random

PRIME = 2**521 - 1
"""Mersenne's thirteenth: larger than any key of 256 bits."""

WIDE = 66
"""Bytes of a number below it."""

MOST_SHARES = 255


class BadShares(ValueError):
    """Not two different shares of one key."""


def split(key: bytes, count: int, random: Random = os.urandom) -> list[bytes]:
    """`count` shares of a key of 32 bytes: the points 1, 2, … of a random straight line that meets the key at 0."""
    if len(key) != KEY or not 2 <= count <= MOST_SHARES:
        raise ValueError("a key of 32 bytes, and two to 255 shares")
    slope = int.from_bytes(random(WIDE + 16), "big") % PRIME
    start = int.from_bytes(key, "big")
    return [bytes([at]) + ((start + slope * at) % PRIME).to_bytes(WIDE, "big") for at in range(1, count + 1)]


def join(one: bytes, other: bytes) -> bytes:
    """The key, from two of its shares. Raises BadShares."""
    (x1, y1), (x2, y2) = _point(one), _point(other)
    if x1 == x2:
        raise BadShares
    found = (y1 * x2 - y2 * x1) * pow(x2 - x1, -1, PRIME) % PRIME
    if found.bit_length() > KEY * 8:
        raise BadShares
    return found.to_bytes(KEY, "big")


def _point(share: bytes) -> tuple[int, int]:
    if len(share) != WIDE + 1:
        raise BadShares
    return share[0], int.from_bytes(share[1:], "big")
