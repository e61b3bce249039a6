"""The file that a stick carries: parcels one after the other, each framed so that damage to one does not cost the others. Pure.

    LAKAY-BUNDLE 1 <to> <from>\\n
    frame*      mark (4 bytes), length (4), CRC-32 of the content (4), CRC-32 of these twelve bytes (4), content
    end         the same with its own mark; its content is the number of frames, so that a cut is seen even between two frames

The checksums find bad sticks, not bad people: whether a parcel is true is for the exchange to say. Nothing in a bundle can be read
without the recipient's key but the names of two machines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from struct import Struct
from zlib import crc32

PARCEL, END = b"\x89LKP", b"\x89LKE"
HEAD = Struct(">4sII")
CHECK = Struct(">I")
FRAME_BYTES = HEAD.size + CHECK.size
LARGEST_PARCEL = 16 * 1024 * 1024
FIRST_LINE = re.compile(rb"LAKAY-BUNDLE 1 ([0-9a-f]{16}) ([0-9a-f]{16})\n")
NODE = re.compile(r"[0-9a-f]{16}")


class NotABundle(ValueError):
    """The file does not begin as a bundle does."""


@dataclass(slots=True)
class Bundle:
    """What was found in a file. `damaged` counts places where something could not be read, `whole` says that nothing is missing."""

    to: str
    sender: str
    parcels: list[bytes] = field(default_factory=list)
    damaged: int = 0
    whole: bool = False


def first_line(to: str, sender: str) -> bytes:
    """How a bundle begins. The two are names of nodes (16 hexadecimal digits)."""
    if not NODE.fullmatch(to) or not NODE.fullmatch(sender):
        raise ValueError("not the names of two nodes")
    return f"LAKAY-BUNDLE 1 {to} {sender}\n".encode()


def frame(content: bytes, mark: bytes = PARCEL) -> bytes:
    """One parcel in its frame."""
    head = HEAD.pack(mark, len(content), crc32(content))
    return head + CHECK.pack(crc32(head)) + content


def end(parcels: int) -> bytes:
    """How a bundle of so many parcels ends."""
    return frame(str(parcels).encode(), END)


def write(to: str, sender: str, parcels: Iterable[bytes]) -> bytes:
    """A whole bundle in memory."""
    kept = list(parcels)
    return first_line(to, sender) + b"".join(map(frame, kept)) + end(len(kept))


def address(data: bytes) -> tuple[str, str]:
    """For whom a bundle is, and from whom. Raises NotABundle."""
    found = FIRST_LINE.match(data)
    if found is None:
        raise NotABundle
    return found[1].decode(), found[2].decode()


def read(data: bytes) -> Bundle:
    """Every parcel that can be read, whatever happened to the others. Raises NotABundle."""
    bundle = Bundle(*address(data))
    place, told = data.index(b"\n") + 1, None
    while place < len(data) and told is None:
        content, mark = _frame_at(data, place)
        if content is None:
            bundle.damaged += 1
            place = _next_mark(data, place + 1)
            continue
        place += FRAME_BYTES + len(content)
        if mark == END:
            told = int(content) if content.isdigit() and len(content) < 10 else -1
        else:
            bundle.parcels.append(content)
    if told is None and not bundle.damaged:
        bundle.damaged = 1  # cut off between two frames
    bundle.whole = told == len(bundle.parcels) and not bundle.damaged
    return bundle


def _frame_at(data: bytes, place: int) -> tuple[bytes | None, bytes]:
    """The content of the frame that begins here, with its mark; None if there is no whole one."""
    head = data[place : place + HEAD.size]
    check = data[place + HEAD.size : place + FRAME_BYTES]
    if len(check) < CHECK.size or CHECK.unpack(check)[0] != crc32(head):
        return None, b""
    mark, length, expected = HEAD.unpack(head)
    content = data[place + FRAME_BYTES : place + FRAME_BYTES + length]
    if mark not in {PARCEL, END} or length > LARGEST_PARCEL or len(content) < length or crc32(content) != expected:
        return None, b""
    return content, mark


def _next_mark(data: bytes, place: int) -> int:
    found = [at for mark in (PARCEL, END) if (at := data.find(mark, place)) >= 0]
    return min(found, default=len(data))


def pieces(parcels: Iterable[bytes], largest: int) -> Iterator[list[bytes]]:
    """Parcels shared out over files of about so many bytes, at least one in each."""
    piece: list[bytes] = []
    size = 0
    for parcel in parcels:
        if piece and size + len(parcel) > largest:
            yield piece
            piece, size = [], 0
        piece.append(parcel)
        size += len(parcel)
    if piece:
        yield piece
