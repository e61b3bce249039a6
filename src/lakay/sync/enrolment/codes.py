"""The code on the paper: which invitation, and a secret of 85 bits, in groups that can be read out and typed.

`K7QF-9M2X-…`: four characters for the number of the invitation, seventeen for the secret, three to find a slip of the pen. The letters
are those of Crockford's base 32: no I, L, O, U; what looks alike is taken for the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NUMBER, SECRET, CHECK = 4, 17, 3
WHOLE = NUMBER + SECRET + CHECK
GROUP = 4
_ALIKE = str.maketrans("OIL", "011")


class BadCode(ValueError):
    """What was typed is no code: a character is missing or wrong. No try is lost by it, for nothing was sent."""


@dataclass(frozen=True, slots=True)
class Code:
    """The number of an invitation and its secret."""

    number: str
    secret: str

    def __str__(self) -> str:
        """As it stands on the paper."""
        whole = self.number + self.secret + _check(self.number + self.secret)
        return "-".join(whole[start : start + GROUP] for start in range(0, WHOLE, GROUP))

    def key(self) -> bytes:
        """What proves the code to the hub, and the hub to the machine, without being sent (32 bytes)."""
        return HKDF(SHA256(), 32, salt=self.number.encode(), info=b"lakay/enrol/1").derive(self.secret.encode())


def make_code(random: Callable[[int], bytes]) -> Code:
    """A new code."""
    letters = "".join(LETTERS[byte & 31] for byte in random(NUMBER + SECRET))
    return Code(letters[:NUMBER], letters[NUMBER:])


def read_code(text: str) -> Code:
    """What a person typed, or a camera read. Blanks, dashes and case do not matter. Raises BadCode."""
    plain = re.sub(r"[\s.·–—-]+", "", text).upper().translate(_ALIKE)
    if len(plain) != WHOLE or set(plain) - set(LETTERS):
        raise BadCode
    code, check = plain[: NUMBER + SECRET], plain[NUMBER + SECRET :]
    if _check(code) != check:
        raise BadCode
    return Code(code[:NUMBER], code[NUMBER:])


def _check(code: str) -> str:
    bits = int.from_bytes(sha256(f"lakay/code/{code}".encode()).digest()[:2], "big")
    return "".join(LETTERS[(bits >> shift) & 31] for shift in (10, 5, 0))
