"""The number of a pass as people read and type it: `B7K2M9XQ4T`. A letter for the kind, forty random bits, a check character."""

from __future__ import annotations

import re
from typing import Final

from lakay.traveldocs.passes.kinds import Kind

_DIGITS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # without I, L, O, U: they are read as 1, 1, 0 and V
_VALUES: Final = {digit: value for value, digit in enumerate(_DIGITS)} | {"O": 0, "I": 1, "L": 1}
_LETTERS: Final = {Kind.BORDER: "B", Kind.MINOR: "M", Kind.REFUSAL: "R", Kind.ENTRY: "E"}
_KINDS: Final = {letter: kind for kind, letter in _LETTERS.items()}
_NOISE: Final = re.compile(r"[\s./-]+")
_PRIME: Final = 31
BITS: Final = 40


def written(kind: Kind, number: int) -> str:
    """The number as text, ten characters."""
    digits = "".join(_DIGITS[(number >> shift) & 31] for shift in range(BITS - 5, -1, -5))
    return _LETTERS[kind] + digits + _check(digits)


def parse_number(text: str) -> tuple[Kind, int] | None:
    """The kind and number that somebody typed; None if it cannot be one. Case, spaces and hyphens do not matter."""
    typed = _NOISE.sub("", text.upper())
    kind, digits, check = _KINDS.get(typed[:1]), typed[1:9], typed[9:]
    if kind is None or len(typed) != 10 or any(digit not in _VALUES for digit in digits + check):
        return None
    number = 0
    for digit in digits:
        number = number << 5 | _VALUES[digit]
    return (kind, number) if written(kind, number)[9] == _DIGITS[_VALUES[check]] else None


def _check(digits: str) -> str:
    """Finds every single wrong character and every exchange of neighbours, but for 0 taken for Z."""
    return _DIGITS[sum(weight * _VALUES[digit] for weight, digit in enumerate(digits, start=2)) % _PRIME]
