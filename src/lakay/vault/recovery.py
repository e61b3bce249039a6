"""The printed code: for a post whose link stays cut longer than its release. Two halves on paper, held by two people of the agency.

Each half alone is noise. Both together give the hub's half of the key, never the officer's: without a stick and its PIN paper opens nothing.
"""

from __future__ import annotations

import base64
import os
from dataclasses import replace
from hashlib import sha256

from lakay.vault.box import Box
from lakay.vault.sealing import DoesNotOpen, Random, close, derive, open_closed

CODE_BYTES = 16
CHECK_BYTES = 1
GROUP = 4


class WrongCode(ValueError):
    """A half that was copied wrong, or halves that do not belong to this post."""


def seal_recovery(box: Box, secret: bytes, random: Random = os.urandom) -> tuple[Box, str, str]:
    """Close the hub's half under a new code. Returns the vault and the two halves to print; an earlier code is worth nothing then."""
    one, two = random(CODE_BYTES), random(CODE_BYTES)
    sealed = close(_key(one, two), secret, "recovery", random)
    return replace(box, recovery=sealed), written(one), written(two)


def recover(box: Box, one: str, two: str) -> bytes:
    """The hub's half, from both halves of the code in any order. Raises WrongCode."""
    try:
        return open_closed(_key(typed(one), typed(two)), box.recovery, "recovery")
    except DoesNotOpen as error:
        raise WrongCode from error


def written(half: bytes) -> str:
    """A half as it is printed: groups of four letters and digits, the last ones a check."""
    text = base64.b32encode(half + _check(half)).decode().rstrip("=")
    return " ".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def typed(text: str) -> bytes:
    """A half as somebody typed it; 0, 1 and 8, which are not used, are taken for O, I and B. Raises WrongCode."""
    plain = "".join(text.split()).upper().replace("-", "").replace("0", "O").replace("1", "I").replace("8", "B")
    try:
        data = base64.b32decode(plain + "=" * (-len(plain) % 8))
    except ValueError as error:
        raise WrongCode from error
    half, check = data[:CODE_BYTES], data[CODE_BYTES:]
    if len(half) != CODE_BYTES or check != _check(half):
        raise WrongCode
    return half


def _key(one: bytes, two: bytes) -> bytes:
    both = bytes(a ^ b for a, b in zip(one, two, strict=True))
    return derive(both, "recovery")


def _check(half: bytes) -> bytes:
    return sha256(half).digest()[:CHECK_BYTES]
