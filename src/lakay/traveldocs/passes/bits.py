"""Values packed bit by bit, and the sixty-three signs that names, numbers and codes of a pass are written with."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Final

from lakay.traveldocs.transliteration import transliterate

SIGNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -'ÀÁÂÄÇÈÉÊËÌÍÎÏÑÒÓÔÖÙÚÛÜŒ."
"""Six bits each, 0 ends a text: Kreyòl, French, Spanish and English capitals."""

_VALUES: Final = {sign: value for value, sign in enumerate(SIGNS, start=1)}
_EPOCH: Final = date(2000, 1, 1)
_FOREIGN: Final = re.compile(f"[^{re.escape(SIGNS)}]+")
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("’‘ʼ`\u00b4", "'"))
LONGEST: Final = 60
"""Signs of one text. A name beyond is cut: the whole one stands in the record."""


class Unpackable(ValueError):
    """A value that has no place in a pass, or bits that no pass has."""


def plain(text: str) -> str:
    """A text in the signs of a pass: capitals, single spaces, letters of other scripts turned to A-Z, cut at LONGEST."""
    capitals = unicodedata.normalize("NFC", text).translate(_APOSTROPHES).upper()
    known = _FOREIGN.sub(lambda found: transliterate(found[0]).replace("<", " ") or " ", capitals)
    return " ".join(known.split())[:LONGEST].strip()


class Writer:
    """Puts values one behind the other."""

    def __init__(self) -> None:
        self._number = 0
        self._length = 0

    def put(self, value: int, bits: int) -> None:
        """A number of so many bits. Raises Unpackable if it needs more."""
        if value < 0 or value.bit_length() > bits:
            raise Unpackable(f"{value} does not fit into {bits} bits")
        self._number = (self._number << bits) | value
        self._length += bits

    def text(self, text: str) -> None:
        """A text, ended by six zero bits."""
        for sign in text:
            if sign not in _VALUES:
                raise Unpackable(f"{sign!r} is not a sign of a pass")
            self.put(_VALUES[sign], 6)
        self.put(0, 6)

    def day(self, day: date) -> None:
        """A day between 2000 and 2179."""
        self.put((day - _EPOCH).days, 16)

    def state(self, code: str) -> None:
        """A code of a state of at most three letters, or none."""
        value = 0
        for letter in code.ljust(3):
            place = " ABCDEFGHIJKLMNOPQRSTUVWXYZ".find(letter)
            value = value * 27 + place if place >= 0 else 1 << 20
        self.put(value, 15)

    def bytes(self) -> bytes:
        """Everything, filled up with zero bits."""
        spare = -self._length % 8
        return (self._number << spare).to_bytes((self._length + spare) // 8, "big")


class Reader:
    """Takes the values out again, in the same order. Raises Unpackable where the bits end too soon or make no sense."""

    def __init__(self, data: bytes) -> None:
        self._number = int.from_bytes(data, "big")
        self._left = len(data) * 8

    def take(self, bits: int) -> int:
        """The next number."""
        if bits > self._left:
            raise Unpackable("the bits end too soon")
        self._left -= bits
        return (self._number >> self._left) & ((1 << bits) - 1)

    def text(self) -> str:
        """The next text."""
        signs: list[str] = []
        while value := self.take(6):
            signs.append(SIGNS[value - 1])
        return "".join(signs)

    def day(self) -> date:
        """The next day."""
        return _EPOCH + timedelta(days=self.take(16))

    def state(self) -> str:
        """The next code of a state."""
        value, letters = self.take(15), ""
        for _ in range(3):
            value, place = divmod(value, 27)
            letters = " ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place] + letters
        if value:
            raise Unpackable("not a code of a state")
        return letters.rstrip()
