"""One row of a file: a past movement, or what is wrong with it. Pure: values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from lakay.border.importing.columns import Column
from lakay.border.importing.words import MAPPED, guess_word, read_birth, read_clock, read_day, read_instant, state_code
from lakay.border.rules.codes import Decision, Direction
from lakay.kernel.partial_dates import UNKNOWN, PartialDate

C = Column
Fault = tuple[str, str]
"""What the column should hold, and the code of what is wrong."""

LONGEST = {C.DOCUMENT_NUMBER: 30, C.SURNAME: 120, C.GIVEN_NAMES: 120, C.FULL_NAME: 240}
EXPIRY_YEARS_AHEAD = 30
FORMULA = frozenset("=+-@")
"""A mended file has a mark before a cell that a spreadsheet would run; it is taken off here."""

UNREADABLE = "\ufffd"
"""What stands for a byte that the encoding of the file does not have."""

ANY_DOCUMENT = "passport"
"""What a document is taken for where the file does not say: nearly all that other systems read are passports."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What the columns of a file hold: places by meaning, the order of dates, and codes for words of this file.

    `words`: column -> word as it stands in the file -> code. `otherwise`: column -> code for all rows, where no column says it.
    """

    columns: Mapping[str, int]
    order: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    otherwise: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the run."""
        words = {column: dict(table) for column, table in self.words.items()}
        return {"columns": dict(self.columns), "order": self.order, "words": words, "otherwise": dict(self.otherwise)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Layout:
        """As it was kept; an empty one for a file that nobody has described yet."""
        return cls(kept.get("columns", {}), kept.get("order", ""), kept.get("words", {}), kept.get("otherwise", {}))

    def code_of(self, column: str, word: str) -> str:
        """The code of a word; "" for one that nobody has named."""
        if not word.strip():
            return self.otherwise.get(column, "")
        return self.words.get(column, {}).get(word.strip()) or guess_word(column, word)


@dataclass(frozen=True, slots=True)
class Place:
    """The post where the movements happened, and the instant after which none can have happened."""

    zone: ZoneInfo
    now: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """A past movement as a file says it. `number` is empty where only a name is known."""

    at: datetime
    local_on: date
    direction: Direction
    decision: Decision
    document_type: str = ""
    issuing_state: str = ""
    number: str = ""
    surname: str = ""
    given_names: str = ""
    full_name: str = ""
    sex: str = ""
    birth: PartialDate = UNKNOWN
    nationality: str = ""
    expires_on: date | None = None


def read_row(cells: Sequence[str], mapping: Layout, place: Place, width: int) -> Past | list[Fault]:
    """The movement of a row, or everything that is wrong with it. A row is never wider than the `width` of the header."""
    if any(cell.strip() for cell in cells[width:]):
        return [("row", "too-many-cells")]
    if any(UNREADABLE in cell for cell in cells):
        return [("row", "bad-character")]
    return _Row(cells, mapping, place).read()


class _Row:
    """A row being read; faults are collected, so that a person mends all of them at once."""

    def __init__(self, cells: Sequence[str], mapping: Layout, place: Place) -> None:
        self.cells = cells
        self.mapping = mapping
        self.place = place
        self.faults: list[Fault] = []

    def read(self) -> Past | list[Fault]:
        instant = self._instant()
        direction, decision = self._word(C.DIRECTION), self._word(C.DECISION) or Decision.ADMITTED
        number, surname = self._text(C.DOCUMENT_NUMBER), self._text(C.SURNAME)
        given, full = self._text(C.GIVEN_NAMES), self._text(C.FULL_NAME)
        nationality = self._state(C.NATIONALITY)
        issuer = self._issuer(number, nationality)
        if not number and not any(letter.isalpha() for letter in surname + given + full):
            self._wrong(C.DOCUMENT_NUMBER, "nobody")
        birth, expiry, sex = self._birth(), self._expiry(), self._word(C.SEX)
        kind = (self._word(C.DOCUMENT_TYPE) or ANY_DOCUMENT) if number else ""
        if not direction and not self._cell(C.DIRECTION):
            self._wrong(C.DIRECTION, "missing")
        if self.faults or instant is None:
            return list(dict.fromkeys(self.faults))
        local_on = instant.astimezone(self.place.zone).date()
        return Past(
            at=instant,
            local_on=local_on,
            direction=Direction(direction),
            decision=Decision(decision),
            document_type=kind,
            issuing_state=issuer,
            number=number.upper(),
            surname=surname,
            given_names=given,
            full_name=full,
            sex=sex,
            birth=birth,
            nationality=nationality,
            expires_on=expiry,
        )

    def _cell(self, column: Column) -> str:
        place = self.mapping.columns.get(column)
        cell = self.cells[place].strip() if place is not None and place < len(self.cells) else ""
        return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA else cell

    def _wrong(self, column: Column, code: str) -> None:
        self.faults.append((str(column), code))

    def _text(self, column: Column) -> str:
        text = self._cell(column)
        if len(text) > LONGEST[column]:
            self._wrong(column, "too-long")
        return text

    def _word(self, column: Column) -> str:
        word = self._cell(column)
        code = self.mapping.code_of(column, word)
        if word and not code:
            self._wrong(column, "unknown-word")
        return code

    def _state(self, column: Column) -> str:
        text = self._cell(column)
        code = state_code(text) if text else ""
        if text and not code:
            self._wrong(column, "unknown-state")
        return code

    def _issuer(self, number: str, nationality: str) -> str:
        issuer = self._state(C.ISSUING_STATE) or nationality
        if number and not issuer:
            self._wrong(C.ISSUING_STATE, "missing")
        return issuer if number else ""

    def _instant(self) -> datetime | None:
        text, clock = self._cell(C.AT) or self._cell(C.DATE), self._cell(C.TIME)
        column = C.AT if C.AT in self.mapping.columns else C.DATE
        found = read_instant(text) or self._local(text, clock)
        if found is None:
            self._wrong(column, "no-date" if text else "missing")
        elif found > self.place.now:
            self._wrong(column, "in-future")
        return found

    def _local(self, text: str, clock: str) -> datetime | None:
        day = read_day(text, self.mapping.order, latest_year=self.place.now.year)
        hour = read_clock(clock) if clock else read_clock(_after_day(text))
        if day is None or (hour is None and (clock or C.TIME in self.mapping.columns)):
            return None
        if hour is None:
            return datetime(day.year, day.month, day.day, 12, tzinfo=self.place.zone).astimezone(UTC)
        return datetime.combine(day, hour, self.place.zone).astimezone(UTC)

    def _birth(self) -> PartialDate:
        text = self._cell(C.BIRTH)
        if not text:
            return UNKNOWN
        birth = read_birth(text, self.mapping.order, latest_year=self.place.now.year)
        earliest = birth.earliest if birth else None
        if birth is None or (earliest and earliest > self.place.now.date()):
            self._wrong(C.BIRTH, "no-date")
            return UNKNOWN
        return birth

    def _expiry(self) -> date | None:
        text = self._cell(C.EXPIRY)
        day = read_day(text, self.mapping.order, latest_year=self.place.now.year + EXPIRY_YEARS_AHEAD) if text else None
        if text and day is None:
            self._wrong(C.EXPIRY, "no-date")
        return day


def _after_day(text: str) -> str:
    """What stands behind the day in a cell that has both."""
    for mark in ("T", " "):
        head, found, tail = text.strip().partition(mark)
        if found and any(character.isdigit() for character in head):
            return tail
    return ""


def strange_words(cells: Sequence[str], mapping: Layout) -> list[tuple[str, str]]:
    """The words of a row that stand for a code: column and word, for a person to look over."""
    places = [(column, mapping.columns[column]) for column in MAPPED if column in mapping.columns]
    return [(str(column), cells[place].strip()) for column, place in places if place < len(cells) and cells[place].strip()]
