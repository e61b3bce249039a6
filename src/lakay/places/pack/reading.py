"""Reads one table of a pack, cell by cell, and collects every fault with its file and line before giving up."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation
from pathlib import Path

from lakay.places.pack.records import Names

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,19}")
LONGEST = 120
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"\d{2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a pack, where it can be found."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class PackError(ValueError):
    """The pack cannot be used. `faults` has everything that is wrong with it, not the first thing only."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


@dataclass(frozen=True, slots=True)
class Row:
    """One row being read. Every reader notes a fault and goes on with a harmless value, so that one run finds them all."""

    file: str
    line: int
    cells: dict[str, str]
    faults: list[Fault]

    def wrong(self, message: str) -> None:
        """Note a fault of this row."""
        self.faults.append(Fault(self.file, self.line, message))

    def optional(self, column: str) -> str:
        """The text of a cell, empty or not."""
        text = self.cells[column]
        if text != text.strip():
            self.wrong(f"{column} has blank space at an end")
        return text.strip()

    def text(self, column: str) -> str:
        """The text of a cell that may not be empty."""
        text = self.optional(column)
        if not 0 < len(text) <= LONGEST:
            self.wrong(f"{column} is longer than {LONGEST} characters" if text else f"{column} is empty")
        return text

    def code(self, column: str) -> str:
        """Letters, digits and hyphens, at most 20."""
        text = self.text(column)
        if text and not _CODE.fullmatch(text):
            self.wrong(f"{column} is {text!r}; a code has at most 20 letters, digits and hyphens")
        return text

    def one_of(self, column: str, among: tuple[str, ...]) -> str:
        """A word out of a list; the list may contain the empty word."""
        text = self.optional(column)
        if text not in among:
            self.wrong(f"{column} is {text!r}; it must be one of {', '.join(map(repr, among))}")
        return text

    def yes(self, column: str) -> bool:
        """`yes` or `no`."""
        return self.one_of(column, ("yes", "no")) == "yes"

    def words(self, column: str) -> tuple[str, ...]:
        """Words with single spaces between them, each once."""
        found = tuple(self.optional(column).split())
        if len(set(found)) != len(found):
            self.wrong(f"{column} says a word twice")
        return found

    def whole(self, column: str, least: int, most: int) -> int:
        """A whole number within its limits."""
        text = self.optional(column)
        if not re.fullmatch(r"-?\d{1,6}", text) or not least <= int(text) <= most:
            self.wrong(f"{column} is {text!r}; it must be a whole number from {least} to {most}")
            return least
        return int(text)

    def degrees(self, column: str, most: int) -> Decimal | None:
        """Decimal degrees, or nothing."""
        text = self.optional(column)
        if not text:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) > most:
            self.wrong(f"{column} is {text!r}; it must be decimal degrees from -{most} to {most}")
            return None
        return value

    def day(self, column: str) -> date | None:
        """A date as 2024-12-11, or nothing."""
        text = self.optional(column)
        try:
            if not text or _DATE.fullmatch(text):
                return date.fromisoformat(text) if text else None
            problem = "write 2024-12-11"
        except ValueError:
            problem = "there is no such date"
        self.wrong(f"{column} is {text!r}; {problem}")
        return None

    def clock(self, column: str) -> time | None:
        """A local time as 12:00, or nothing."""
        text = self.optional(column)
        try:
            if not text or _CLOCK.fullmatch(text):
                return time.fromisoformat(text) if text else None
            problem = "write 12:00"
        except ValueError:
            problem = "there is no such time"
        self.wrong(f"{column} is {text!r}; {problem}")
        return None

    def names(self, prefix: str = "name") -> Names:
        """The four columns `name_ht`, `name_fr`, `name_es`, `name_en`, none of them empty."""
        return Names(*(self.text(f"{prefix}_{language}") for language in ("ht", "fr", "es", "en")))


def read_table(folder: Path, name: str, columns: tuple[str, ...], faults: list[Fault]) -> Iterator[Row]:
    """The rows of one file. A missing file, a strange header or a row of another length is a fault; such rows are left out."""
    path = folder / name
    if not path.is_file():
        faults.append(Fault(name, 0, "the file is missing"))
        return
    try:
        yield from _rows(path, columns, faults)
    except (UnicodeDecodeError, csv.Error) as error:
        faults.append(Fault(name, 0, f"this is not CSV in UTF-8: {error}"))


def _rows(path: Path, columns: tuple[str, ...], faults: list[Fault]) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, strict=True)
        if tuple(next(lines, [])) != columns:
            faults.append(Fault(path.name, 1, f"the header must be {','.join(columns)}"))
            return
        for cells in lines:
            if len(cells) == len(columns):
                yield Row(path.name, lines.line_num, dict(zip(columns, cells, strict=True)), faults)
            else:
                faults.append(Fault(path.name, lines.line_num, f"{len(cells)} cells where the header has {len(columns)}"))
