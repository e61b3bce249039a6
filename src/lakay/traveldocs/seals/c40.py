"""C40: three characters of a seal in two bytes (ICAO Doc 9303-13 §3.2.3, after ISO/IEC 16022). Capitals, digits, and `<` as a blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

BASIC: Final = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
FIRST: Final = 3  # value of the first basic character; below it stand the shifts to other sets, which no seal uses
SINGLE: Final = 0xFE  # a last character that fills no triple: its ASCII value and one follow


class NotC40(ValueError):
    """Bytes or characters that C40 has not."""


def decode(data: bytes) -> str:
    """The characters. Fillers at the end of the last triple are left away. Raises NotC40."""
    if len(data) % 2:
        raise NotC40("an odd number of bytes")
    return "".join(_decoded(data))


def _decoded(data: bytes) -> Iterator[str]:
    for place in range(0, len(data), 2):
        first, second = data[place], data[place + 1]
        if first == SINGLE:
            if place + 2 != len(data) or not 0 < second <= 128:
                raise NotC40("a single character before the end")
            yield chr(second - 1)
            return
        yield from _triple((first << 8 | second) - 1, last=place + 2 == len(data))


def _triple(number: int, *, last: bool) -> Iterator[str]:
    values = (number // 1600, number // 40 % 40, number % 40)
    if number < 0 or values[0] > 39:
        raise NotC40("a value out of range")
    for place, value in enumerate(values):
        if value < FIRST:
            if last and not any(values[place:]):
                return
            raise NotC40("a character of another set")
        yield BASIC[value - FIRST]


def encode(text: str) -> bytes:
    """The bytes of characters; `<` becomes a blank. Raises NotC40."""
    plain = text.replace("<", " ")
    if any(letter not in BASIC for letter in plain):
        raise NotC40(text)
    values = [BASIC.index(letter) + FIRST for letter in plain]
    out = bytearray()
    while len(values) >= 2:
        one, two, three = (*values[:3], 0)[:3]
        out += (one * 1600 + two * 40 + three + 1).to_bytes(2, "big")
        values = values[3:]
    if values:
        out += bytes([SINGLE, ord(plain[-1]) + 1])
    return bytes(out)
