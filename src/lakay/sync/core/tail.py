"""The part of a parcel that is not text: random bytes, which no compression makes shorter."""

from __future__ import annotations


class Damaged(ValueError):
    """A parcel that no honest node can have made."""


class TailWriter:
    """Collects bytes in the order in which the lines speak of them."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.length = 0

    def put(self, data: bytes) -> None:
        self._parts.append(data)
        self.length += len(data)

    def to_bytes(self) -> bytes:
        return b"".join(self._parts)


class TailReader:
    """Hands them out again. Raises Damaged where there are not enough."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def get(self, length: int) -> bytes:
        found = self._data[self._at : self._at + length]
        if length < 0 or len(found) != length:
            raise Damaged("the binary part ends too early")
        self._at += length
        return found

    def check_empty(self) -> None:
        """Raise Damaged if something is left that no line spoke of."""
        if self._at != len(self._data):
            raise Damaged("the binary part is too long")
