"""The check digit of ICAO Doc 9303-3 §4.9: weights 7, 3, 1, letters A=10 to Z=35, filler `<`=0, sum modulo 10."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
DIGITS = "0123456789"
_VALUES = {character: value for value, character in enumerate(ALPHABET[:-1])} | {"<": 0}


class NotMrzText(ValueError):
    """The text holds a character that no machine-readable zone may hold."""


class _Triples(dict[str, int]):
    """The weighted sum of each group of up to three characters, worked out the first time it is met.

    At most 37³ + 37² + 37 entries (52,059), because a group with a foreign character is an error and is not kept.
    """

    def __missing__(self, group: str) -> int:
        total = sum(weight * _VALUES[character] for weight, character in zip((7, 3, 1), group, strict=False))
        self[group] = total
        return total


_TRIPLES = _Triples()


def weigh(text: str) -> int:
    """The weighted sum of a text, the first character weighing 7. KeyError on a foreign character."""
    groups = _TRIPLES
    total = 0
    for start in range(0, len(text), 3):
        total += groups[text[start : start + 3]]
    return total


def check_digit(text: str) -> str:
    """The check digit of a text as one character, `0` to `9`.

    Raises NotMrzText where a character is not A-Z, 0-9 or `<`.
    """
    try:
        return DIGITS[weigh(text) % 10]
    except KeyError as foreign:
        raise NotMrzText("Only A-Z, 0-9 and < have a value in a machine-readable zone.") from foreign
