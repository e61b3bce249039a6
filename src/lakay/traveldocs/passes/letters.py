"""Bytes as letters that no keyboard layout changes: what a reader in keyboard mode types arrives as it was printed.

A reader sends keys, not characters. Between QWERTY, QWERTZ and AZERTY only A, M, Q, W, Y, Z, the digits and the signs change
places. The twenty letters left carry 4.3 bits each, 7 bytes in 13 letters; a QR code holds capitals in its alphanumeric mode.
"""

from __future__ import annotations

from typing import Final

ALPHABET: Final = "BCDEFGHIJKLNOPRSTUVX"
_VALUES: Final = {letter: value for value, letter in enumerate(ALPHABET)}
_BASE: Final = len(ALPHABET)
_BLOCK: Final = 7
_LETTERS_FOR: Final = (0, 2, 4, 6, 8, 10, 12, 13)
"""How many letters hold 0 to 7 bytes."""

_BYTES_IN: Final = {letters: count for count, letters in enumerate(_LETTERS_FOR)}


class NotLetters(ValueError):
    """A text that `to_letters` would not have written."""


def to_letters(data: bytes) -> str:
    """The bytes in letters, block by block."""
    return "".join(_write(data[start : start + _BLOCK]) for start in range(0, len(data), _BLOCK))


def from_letters(text: str) -> bytes:
    """The bytes again. Raises NotLetters."""
    width = _LETTERS_FOR[_BLOCK]
    return b"".join(_read(text[start : start + width]) for start in range(0, len(text), width))


def _write(block: bytes) -> str:
    number = int.from_bytes(block, "big")
    out: list[str] = []
    for _ in range(_LETTERS_FOR[len(block)]):
        number, digit = divmod(number, _BASE)
        out.append(ALPHABET[digit])
    return "".join(reversed(out))


def _read(letters: str) -> bytes:
    number = 0
    try:
        for letter in letters:
            number = number * _BASE + _VALUES[letter]
        return number.to_bytes(_BYTES_IN[len(letters)], "big")
    except (KeyError, OverflowError) as error:
        raise NotLetters(letters) from error
