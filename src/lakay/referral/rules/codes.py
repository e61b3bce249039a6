"""Two codes. The case code stands in the packet in place of a name and opens nothing. The receipt code lets its holder answer.

Both in Crockford's base 32, which has no letters that look like digits; what looks alike is taken for the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from hashlib import sha256

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CASE, SECRET = 7, 11
"""Characters of a case code, and of the secret part of a receipt (55 random bits), each followed by one that finds a slip of the pen."""
GROUP = 4

_ALIKE = str.maketrans("OIL", "011")


def make_case(random: Callable[[int], bytes]) -> str:
    """A new case code: `K7QF-9M2X`."""
    return _grouped(_checked(_letters(random, CASE)))


def make_receipt(random: Callable[[int], bytes]) -> str:
    """A new receipt code: `K7QF-9M2X-4T8W`."""
    return _grouped(_checked(_letters(random, SECRET)))


def read_receipt(text: str) -> str | None:
    """What somebody typed, as it is kept; None for what is no receipt code: then nothing is looked up for it."""
    plain = re.sub(r"[\s.·–—-]+", "", text).upper().translate(_ALIKE)
    if len(plain) != SECRET + 1 or set(plain) - set(LETTERS) or _checked(plain[:-1]) != plain:
        return None
    return _grouped(plain)


def _letters(random: Callable[[int], bytes], count: int) -> str:
    return "".join(LETTERS[byte & 31] for byte in random(count))


def _checked(letters: str) -> str:
    return letters + LETTERS[sha256(f"lakay/receipt/{letters}".encode()).digest()[0] & 31]


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))
