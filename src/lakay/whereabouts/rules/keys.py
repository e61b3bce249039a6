"""A keyholder's own key: made once, its private half closed under a code on their card and a PIN in their head.

The code has 128 random bits, so who has only the files of a server guesses for ever, however short the PIN; who finds the card still needs the
PIN, half a second of a computer for each try (Argon2id, RFC 9106), and the files.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from lakay.vault.recovery import CODE_BYTES, WrongCode, typed, written
from lakay.vault.sealing import KEY, DoesNotOpen, Random, close, derive, open_closed
from lakay.vault.slots import COST, Cost, check_pin

SALT = 16
WHAT = "keyholder"


class WrongKey(ValueError):
    """The code or the PIN is not the right one. Which of the two is not said."""


@dataclass(frozen=True, slots=True)
class MadeKey:
    """`public` and `closed` are kept; `code` (28 letters and digits, in fours) is shown once and kept by its holder alone."""

    public: bytes
    closed: bytes
    code: str


def make_key(pin: str, cost: Cost = COST, random: Random = os.urandom) -> MadeKey:
    """A new key. Raises PinTooShort."""
    check_pin(pin)
    private = X25519PrivateKey.from_private_bytes(random(KEY))
    code, salt = random(CODE_BYTES), random(SALT)
    head = b"".join(part.to_bytes(4, "big") for part in cost) + salt
    inside = close(_stretched(code, pin, salt, cost), private.private_bytes_raw(), WHAT, random)
    return MadeKey(private.public_key().public_bytes_raw(), head + inside, written(code))


def open_key(closed: bytes, code: str, pin: str) -> bytes:
    """The private half. Raises WrongKey."""
    if len(closed) <= 12 + SALT:
        raise WrongKey  # it is not at this node, or was erased
    head, inside = closed[: 12 + SALT], closed[12 + SALT :]
    passes, kib, lanes = (int.from_bytes(head[start : start + 4], "big") for start in (0, 4, 8))
    try:
        return open_closed(_stretched(typed(code), pin, head[12:], (passes, kib, lanes)), inside, WHAT)
    except (WrongCode, DoesNotOpen) as error:
        raise WrongKey from error


def _stretched(code: bytes, pin: str, salt: bytes, cost: Cost) -> bytes:
    passes, kib, lanes = cost
    return derive(code + hash_secret_raw(pin.encode(), salt, passes, kib, lanes, KEY, Type.ID), WHAT)
