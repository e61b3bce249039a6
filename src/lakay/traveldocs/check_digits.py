"""The check digit of ICAO Doc 9303-3 §4.9: weights 7, 3, 1, letters A=10 to Z=35, filler `<`=0, sum modulo 10."""

from __future__ import annotations

import re
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
DIGITS: Final = "0123456789"
_FOREIGN: Final = re.compile("[^A-Z0-9<]")
_VALUES: Final = bytes.maketrans(ALPHABET.encode(), bytes([*range(36), 0]))


class NotMrzText(ValueError):
    """The text holds a character that no machine-readable zone may hold."""


def weigh(text: str) -> int:
    """The weighted sum of a text that holds characters of the zone only, the first character weighing 7."""
    values = text.encode().translate(_VALUES)
    return sum(values[0::3]) * 7 + sum(values[1::3]) * 3 + sum(values[2::3])


def check_digit(text: str) -> str:
    """The check digit of a text as one character, `0` to `9`.

    Raises NotMrzText where a character is not A-Z, 0-9 or `<`.
    """
    if _FOREIGN.search(text):
        raise NotMrzText("Only A-Z, 0-9 and < have a value in a machine-readable zone.")
    return DIGITS[weigh(text) % 10]
