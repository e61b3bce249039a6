"""One value of an event, told by what was said before it in the parcel.

A code is one of: `"text`, `12`, `(` true, `)` false, `_` null, as they are; `~n` the next record id but n that the event makes;
`@n` the n-th last of the identifiers in this parcel; `#` a new identifier, `$n` n bytes in base64, `%` a hash: their bytes lie in
the tail; `^n` so many microseconds after the event.
"""

from __future__ import annotations

import base64
import re
from binascii import Error
from datetime import UTC, datetime, timedelta
from uuid import UUID

from lakay.journal.core.ids import derived_id
from lakay.kernel.clock import EPOCH
from lakay.sync.core.tail import Damaged, TailReader, TailWriter

WORDS = {"true": "(", "false": ")", "null": "_"}
_MEANT = {code: word for word, code in WORDS.items()}
IDENTIFIER = re.compile(r'"[0-9a-f]{32}"').fullmatch
_HASH = re.compile(r'"[0-9a-f]{64}"').fullmatch
_BASE64 = re.compile(r'"[A-Za-z0-9+/]{24,}={0,2}"').fullmatch
_TIME = re.compile(r'"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z"').fullmatch
_NUMBER = re.compile(r"-?[0-9]{1,19}").fullmatch
SKIPS = 3
"""So many records of an event may have got an id of their own before one that has not."""

TICK = timedelta(microseconds=1)


def microseconds(value: str) -> int | None:
    """The instant that a value says, in microseconds since 1970; None if it says none in the form of an event's stamp."""
    if not _TIME(value):
        return None
    try:
        return (datetime.fromisoformat(value[1:-1]) - EPOCH) // TICK
    except (ValueError, OverflowError):
        return None


def instant(micros: int) -> str:
    """The value that says an instant. Raises Damaged for one outside the calendar."""
    try:
        at = EPOCH + timedelta(microseconds=micros)
    except OverflowError as error:
        raise Damaged("an instant outside the calendar") from error
    return f'"{at.astimezone(UTC).isoformat(timespec="microseconds")[:-6]}Z"'


def number(text: str) -> int:
    """A whole number in a line. Raises Damaged."""
    if not _NUMBER(text):
        raise Damaged("not a number")
    return int(text)


class Told:
    """What a parcel has said so far that values may refer to. Writer and reader keep it alike."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._event_id = UUID(int=0)
        self.at: int | None = None
        self._stamped = 0
        self._derived = 0

    def begin(self, event: UUID, at: int | None, stamp: int) -> None:
        """An event begins: its id, its time in microseconds, and its stamp."""
        self._event_id, self.at, self._stamped, self._derived = event, at, stamp, 0
        self.name(f'"{event.hex}"')

    def name(self, value: str) -> None:
        """Let an identifier be referred to. The latest mention counts."""
        self._places[value] = len(self._ids)
        self._ids.append(value)

    def code(self, value: str, tail: TailWriter) -> str:
        """The code of a value; what is random in it goes to the tail."""
        if value in WORDS:
            return WORDS[value]
        if value[0] != '"':
            return value
        if IDENTIFIER(value):
            return self._id_code(value, tail)
        if _HASH(value):
            tail.put(bytes.fromhex(value[1:-1]))
            return "%"
        micros = microseconds(value)
        if micros is not None and self.at is not None:
            return f"^{micros - self.at}"
        return _sealed(value, tail) or value[:-1]

    def value(self, code: str, tail: TailReader) -> str:
        """What a code says. Raises Damaged."""
        mark, rest = code[:1], code[1:]
        if mark in _MEANT:
            return _MEANT[mark]
        if mark in {"~", "@", "#"}:
            return self._id_value(mark, rest, tail)
        if mark == "%":
            return f'"{tail.get(32).hex()}"'
        if mark == "$":
            return f'"{base64.b64encode(tail.get(number(rest))).decode()}"'
        if mark == "^" and self.at is not None:
            return instant(self.at + number(rest))
        return code + '"' if mark == '"' else code

    def _id_code(self, value: str, tail: TailWriter) -> str:
        place = self._places.get(value)
        code = "" if place is None else f"@{len(self._ids) - place}"
        if not code and self.at is not None:
            code = self._derived_code(value)
        if not code:
            tail.put(bytes.fromhex(value[1:-1]))
            code = "#"
        self._note(value)
        return code

    def _id_value(self, mark: str, rest: str, tail: TailReader) -> str:
        if mark == "#":
            value = f'"{tail.get(16).hex()}"'
        elif mark == "@":
            back = number(rest)
            if not 0 < back <= len(self._ids):
                raise Damaged("refers to nothing")
            value = self._ids[-back]
        else:
            self._derived += number(rest or "0")
            value = self._next_derived(self._derived)
            self._derived += 1
        self._note(value)
        return value

    def _note(self, value: str) -> None:
        if value not in self._places:
            self.name(value)

    def _derived_code(self, value: str) -> str:
        for skipped in range(SKIPS):
            if self._next_derived(self._derived + skipped) == value:
                self._derived += skipped + 1
                return f"~{skipped or ''}"
        return ""

    def _next_derived(self, place: int) -> str:
        if not 0 <= place < 1 << 31 or not 0 <= self._stamped < 1 << 64:
            raise Damaged("no record follows from this event")
        return f'"{derived_id(self._event_id, self._stamped, place).hex}"'


def _sealed(value: str, tail: TailWriter) -> str:
    if not _BASE64(value):
        return ""
    text = value[1:-1]
    try:
        data = base64.b64decode(text, validate=True)
    except Error:
        return ""
    if base64.b64encode(data).decode() != text:
        return ""
    tail.put(data)
    return f"${len(data)}"
