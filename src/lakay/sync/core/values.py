"""One value of an event, told by what was said before it in the parcel.

A code is one of: `"text`, `12`, `(` true, `)` false, `_` null, as they are; `~n` the next record id but n that the event makes;
`@n` the n-th last of the identifiers in this parcel; `&n,t,c` the n-th record of an event t milliseconds after this one with count c,
`&n` of the event spoken of last; `#` a new identifier, `$n` n bytes in base64, `%` a hash: their bytes lie in the tail (of `&` only
those that are by chance); `^n` so many microseconds after the event, `=n` a date so many days after its own.
"""

from __future__ import annotations

import base64
import re
from binascii import Error
from datetime import UTC, date, datetime, timedelta
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
_DATE = re.compile(r'"[0-9]{4}-[0-9]{2}-[0-9]{2}"').fullmatch
_NUMBER = re.compile(r"-?[0-9]{1,19}").fullmatch
SKIPS = 3
"""So many records of an event may have got an id of their own before one that has not."""

MOST_KIN, MOST_APART = 64, 1 << 42
"""Records of one event, and milliseconds between two, that `&` speaks of; any other identifier is told whole."""

FURTHEST = 9999
"""Days from the event within which a date is told by their number."""

VERSION_7, VARIANT = 0x7 << 76, 0b10 << 62
TICK = timedelta(microseconds=1)
DAY = 86_400_000_000


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


def _day(micros: int) -> int:
    return EPOCH.toordinal() + micros // DAY


class Told:
    """What a parcel has said so far that values may refer to. Writer and reader keep it alike."""

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._places: dict[str, int] = {}
        self._event_id = UUID(int=0)
        self.at: int | None = None
        self._stamped = 0
        self._derived = 0
        self._kin = (-1, -1)

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
        return self._date_code(value) or _sealed(value, tail) or value[:-1]

    def _date_code(self, value: str) -> str:
        if self.at is None or not _DATE(value):
            return ""
        try:
            days = date.fromisoformat(value[1:-1]).toordinal() - _day(self.at)
        except ValueError:
            return ""
        return f"={days}" if abs(days) <= FURTHEST else ""

    def value(self, code: str, tail: TailReader) -> str:
        """What a code says. Raises Damaged."""
        mark, rest = code[:1], code[1:]
        if mark in _MEANT:
            return _MEANT[mark]
        if mark in {"~", "@", "#", "&"}:
            return self._id_value(mark, rest, tail)
        if mark == "%":
            return f'"{tail.get(32).hex()}"'
        if mark == "$":
            return f'"{base64.b64encode(tail.get(number(rest))).decode()}"'
        if mark in {"^", "="} and self.at is not None:
            return instant(self.at + number(rest)) if mark == "^" else _date_after(self.at, number(rest))
        return code + '"' if mark == '"' else code

    def _id_code(self, value: str, tail: TailWriter) -> str:
        place = self._places.get(value)
        code = "" if place is None else f"@{len(self._ids) - place}"
        if not code and self.at is not None:
            code = self._derived_code(value)
        if not code:
            code = self._kin_code(int(value[1:-1], 16), tail)
        if not code:
            tail.put(bytes.fromhex(value[1:-1]))
            code = "#"
        self._note(value)
        return code

    def _id_value(self, mark: str, rest: str, tail: TailReader) -> str:
        if mark == "#":
            value = f'"{tail.get(16).hex()}"'
        elif mark == "&":
            value = self._kin_value(rest, tail)
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

    def _kin_code(self, value: int, tail: TailWriter) -> str:
        moment, count, place = value >> 80, value >> 64 & 0xFFF, value >> 48 & 0x3FFF
        ahead = moment - (self._stamped >> 16)
        if value & (0xF << 76 | 0b11 << 62) != VERSION_7 | VARIANT or place >= MOST_KIN or abs(ahead) >= MOST_APART:
            return ""
        tail.put((value & (1 << 48) - 1).to_bytes(6, "big"))
        if self._kin == (moment, count):
            return f"&{place}"
        self._kin = (moment, count)
        return f"&{place},{ahead},{count}" if count else f"&{place},{ahead}"

    def _kin_value(self, text: str, tail: TailReader) -> str:
        place, *told = [number(part) for part in text.split(",")]
        if told:
            self._kin = ((self._stamped >> 16) + told[0], sum(told[1:]))
        moment, count = self._kin
        if len(told) > 2 or not (0 <= place < MOST_KIN and 0 <= moment < 1 << 48 and 0 <= count < 1 << 12):
            raise Damaged("no record of any event")
        head = moment << 80 | VERSION_7 | count << 64 | VARIANT | place << 48
        return f'"{head | int.from_bytes(tail.get(6), "big"):032x}"'

    def _next_derived(self, place: int) -> str:
        if not 0 <= place < 1 << 31 or not 0 <= self._stamped < 1 << 64:
            raise Damaged("no record follows from this event")
        return f'"{derived_id(self._event_id, self._stamped, place).hex}"'


def _date_after(micros: int, days: int) -> str:
    try:
        return f'"{date.fromordinal(_day(micros) + days).isoformat()}"'
    except (ValueError, OverflowError) as error:
        raise Damaged("a date outside the calendar") from error


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
