"""Events as short lines inside a run, and their exact bytes again.

A run is consecutive events of one origin. Number, epoch and the hash before are not sent but computed. A line says of each event which
shape it has and, value by value, what is new: a capital letter for so many values that are as they were where the same words stood
before them last, a small letter for so many that are told by the same code as last, and else a code (see `values`). What this
cannot say is sent as it is. `:` begins what is said of the event, `*` the same of one with its own signature, `!` raw bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from lakay.journal.core.events import Origin
from lakay.kernel.ids import from_hex
from lakay.sync.core.shapes import Shape, cut, from_text, shape_of
from lakay.sync.core.tail import Damaged, TailReader, TailWriter
from lakay.sync.core.values import IDENTIFIER, Told, instant, microseconds, number

SIGNATURE_BYTES = 64
MOST_REBUILT = 64 << 20
"""Bytes of events that one parcel may say: a short line can mean a long event, and a hostile one a very long one."""

SAME_VALUE, SAME_CODE, LONGEST_SKIP = "A", "a", 26
MOST_AHEAD = 1 << 31
_LINE = re.compile(r"([0-9]{0,6})([:*])([^;]*);(.*)", re.DOTALL).fullmatch
_STAMP = re.compile(r"[0-9]{1,18}").fullmatch


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands in its origin's chain: what its line need not say."""

    origin: Origin
    seq: int
    prev: bytes

    def computed(self) -> dict[str, str]:
        return {
            "v": "1",
            "node": f'"{self.origin.node}"',
            "epoch": f'"{self.origin.epoch}"',
            "seq": str(self.seq),
            "prev": f'"{self.prev.hex()}"',
        }


class _Said(Told):
    """What both ends of the wire keep in mind from line to line."""

    def __init__(self) -> None:
        super().__init__()
        self.shapes: list[Shape] = []
        self.shape = -1
        self.values: dict[str, str] = {}
        self.codes: dict[str, str] = {}
        self.last_at = 0
        self.last_hlc = 0

    def remember(self, piece: str, value: str, code: str) -> None:
        self.values[piece], self.codes[piece] = value, code


class EventWriter(_Said):
    """Writes events as lines and tail."""

    def __init__(self, tail: TailWriter) -> None:
        super().__init__()
        self._tail = tail
        self._numbers: dict[tuple[str, ...], int] = {}

    def lines(self, body: bytes, place: Place, signature: bytes = b"") -> Iterator[str]:
        """The lines of one event: its own, and before it that of its shape if it is new."""
        shape, values = _taken_apart(body, place)
        if shape is None:
            yield from self._raw(body, signature)
            return
        pieces = shape.pieces
        if pieces not in self._numbers:
            self._numbers[pieces] = len(self.shapes)
            self.shapes.append(shape)
            yield "+" + shape.text
        which = self._numbers[pieces]
        start = "" if which == self.shape else str(which)
        self.shape = which
        header = self._header(*(values[shape.named[name]] for name in ("at", "hlc", "id")))
        yield start + ("*" if signature else ":") + header + ";" + self._rest(shape, values)
        self._tail.put(signature)

    def _raw(self, body: bytes, signature: bytes) -> Iterator[str]:
        self._tail.put(body)
        self._tail.put(signature)
        yield f"!{len(body)}{'*' if signature else ''}"

    def _header(self, at: str, hlc: str, event: str) -> str:
        micros = microseconds(at)
        first = at if micros is None else str(micros - self.last_at)
        stamp, name = int(hlc), from_hex(event[1:-1])
        second = self._stamp_code(stamp, micros)
        third = self._event_code(name, stamp)
        self.last_at = self.last_at if micros is None else micros
        self.last_hlc = stamp
        self.begin(name, micros, stamp)
        return "\t".join([first, second, third] if third else [first, second])

    def _stamp_code(self, stamp: int, micros: int | None) -> str:
        ahead = stamp - self.last_hlc
        if 0 < ahead < 1 << 16:
            return f"+{ahead}"
        late = (stamp >> 16) - (micros or 0) // 1000
        return f"{late},{stamp & 0xFFFF}" if stamp & 0xFFFF else str(late)

    def _event_code(self, event: UUID, stamp: int) -> str:
        ahead = (event.int >> 80) - (stamp >> 16)
        if abs(ahead) >= MOST_AHEAD:
            self._tail.put(event.bytes)
            return "#"
        self._tail.put(event.bytes[6:])
        return str(ahead) if ahead else ""

    def _rest(self, shape: Shape, values: list[str]) -> str:
        out: list[str] = []
        skip, kind = 0, ""
        for place in shape.rest:
            piece, value = shape.pieces[place], values[place]
            how, code = self._how(piece, value)
            if how and how == kind and skip < LONGEST_SKIP:
                skip += 1
                continue
            _flush(out, kind, skip)
            kind, skip = how, 1 if how else 0
            if not how:
                out.append(code + "\t")
        _flush(out, kind, skip)
        return _trimmed(out)

    def _how(self, piece: str, value: str) -> tuple[str, str]:
        if self.values.get(piece) == value:
            return SAME_VALUE, ""
        code = self.code(value, self._tail)
        same = self.codes.get(piece) == code and not code.startswith('"')
        self.remember(piece, value, code)
        return (SAME_CODE, code) if same else ("", code)


def _taken_apart(body: bytes, place: Place) -> tuple[Shape | None, list[str]]:
    """Shape and values of an event that a line can tell; no shape for any other."""
    try:
        pieces, values = cut(body.decode())
    except UnicodeDecodeError:
        return None, []
    shape = shape_of(pieces)
    if shape is None or any(values[shape.named[name]] != value for name, value in place.computed().items()):
        return None, []
    if not _STAMP(values[shape.named["hlc"]]) or not IDENTIFIER(values[shape.named["id"]]):
        return None, []
    return (shape, values) if values[shape.named["at"]].startswith('"') else (None, [])


def _flush(out: list[str], kind: str, skip: int) -> None:
    if skip:
        out.append(chr(ord(kind) + skip - 1))


def _trimmed(out: list[str]) -> str:
    return "".join(out).removesuffix("\t")


class EventReader(_Said):
    """Reads lines and tail back into the bytes of events. Raises Damaged for anything that `EventWriter` cannot have written."""

    def __init__(self, tail: TailReader, most: int = MOST_REBUILT) -> None:
        super().__init__()
        self._tail = tail
        self._left = most

    def read_shape(self, line: str) -> None:
        """A `+` line."""
        shape = from_text(line[1:])
        if shape is None:
            raise Damaged("not the shape of an event")
        self.shapes.append(shape)

    def event(self, line: str, place: Place) -> tuple[bytes, bytes]:
        """The bytes of an event, and its own signature if it has one."""
        if line.startswith("!"):
            body = self._tail.get(number(line[1:].removesuffix("*")))
            signature = self._tail.get(SIGNATURE_BYTES if line.endswith("*") else 0)
        else:
            body, signature = self._told(line, place)
        self._left -= len(body)
        if self._left < 0:
            raise Damaged("more than a parcel may say")
        return body, signature

    def _told(self, line: str, place: Place) -> tuple[bytes, bytes]:
        found = _LINE(line)
        if found is None:
            raise Damaged("not an event")
        which, mark, header, rest = found.groups()
        self.shape = number(which) if which else self.shape
        if not 0 <= self.shape < len(self.shapes):
            raise Damaged("a shape that was not told")
        shape = self.shapes[self.shape]
        values = [""] * (len(shape.pieces) - 1)
        for name, value in {**place.computed(), **self._header(header)}.items():
            values[shape.named[name]] = value
        self._fill(shape, values, rest)
        try:
            return shape.join(values).encode(), self._tail.get(SIGNATURE_BYTES if mark == "*" else 0)
        except UnicodeEncodeError as error:
            raise Damaged("not text") from error

    def _header(self, text: str) -> dict[str, str]:
        parts = text.split("\t")
        if not 2 <= len(parts) <= 3:
            raise Damaged("the beginning of an event")
        micros = None if parts[0].startswith('"') else self.last_at + number(parts[0])
        at = parts[0] if micros is None else instant(micros)
        stamp = self._stamp(parts[1], micros)
        event = self._event(parts[2] if len(parts) == 3 else "0", stamp)
        self.last_at = self.last_at if micros is None else micros
        self.last_hlc = stamp
        self.begin(event, micros, stamp)
        return {"at": at, "hlc": str(stamp), "id": f'"{event.hex}"'}

    def _stamp(self, code: str, micros: int | None) -> int:
        if code.startswith("+"):
            return self.last_hlc + number(code[1:])
        late, _, count = code.partition(",")
        return ((number(late) + (micros or 0) // 1000) << 16) + number(count or "0")

    def _event(self, code: str, stamp: int) -> UUID:
        if code == "#":
            return from_hex(self._tail.get(16).hex())
        moment = (stamp >> 16) + number(code)
        if not 0 <= moment < 1 << 48:
            raise Damaged("an identifier outside the calendar")
        return from_hex(f"{moment:012x}{self._tail.get(10).hex()}")

    def _fill(self, shape: Shape, values: list[str], text: str) -> None:
        codes = _codes(text)
        budget = self._left
        for place in shape.rest:
            piece = shape.pieces[place]
            code = next(codes, None)
            values[place] = self._one(piece, code)
            budget -= len(values[place])
            if budget < 0:
                raise Damaged("more than a parcel may say")
        if next(codes, None) is not None:
            raise Damaged("more values than the event has")

    def _one(self, piece: str, code: str | None) -> str:
        if code is None:
            raise Damaged("fewer values than the event has")
        try:
            if code == SAME_VALUE:
                return self.values[piece]
            code = self.codes[piece] if code == SAME_CODE else code
        except KeyError as error:
            raise Damaged("as before, where nothing was") from error
        value = self.value(code, self._tail)
        self.remember(piece, value, code)
        return value


def _codes(text: str) -> Iterator[str]:
    """The codes of a line, runs taken apart into single marks."""
    at = 0
    while at < len(text):
        char = text[at]
        if char.isascii() and char.isalpha():
            kind = SAME_VALUE if char.isupper() else SAME_CODE
            yield from [kind] * (ord(char) - ord(kind) + 1)
            at += 1
            continue
        end = text.find("\t", at)
        end = len(text) if end < 0 else end
        yield text[at:end]
        at = end + 1
