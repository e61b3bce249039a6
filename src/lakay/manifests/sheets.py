"""The first sheet of an xlsx file (ECMA-376, SpreadsheetML) as rows of text: values alone, never a formula. Never raises.

Read here with the standard library, because a file from a stranger must neither fill the memory nor name other files to be opened:
entity declarations end the reading, and no part of more than MOST_BYTES is unpacked.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, timedelta
from xml.parsers import expat

MOST_BYTES = 20_000_000
FIRST_DAY = date(1899, 12, 30)
"""Day 0 of the sheet's calendar (its 29 February 1900, which never was, is passed over)."""

DATE_FORMATS = {14, 15, 16, 17, 22, 27, 30, 36, 50, 57}
"""Number formats that are dates without saying so (ECMA-376 part 1 §18.8.30)."""

_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_NOT_A_MARK = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
MOST_COLUMNS = 200
MOST_SHEETS = 30


class NotASheet(ValueError):
    """The bytes are no xlsx file that can be read."""


def is_archive(raw: bytes) -> bool:
    """Whether the file may be an xlsx: a zip by its first bytes."""
    return raw.startswith(b"PK\x03\x04")


def sheet_rows(raw: bytes) -> list[tuple[int, list[str]]]:
    """The rows of the first sheet with their numbers. Raises NotASheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            names = archive.namelist()
            sheets = sorted((n for n in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", n)), key=lambda n: (len(n), n))
            if not sheets:
                raise NotASheet
            texts = _Texts()
            _parse(_part(archive, "xl/sharedStrings.xml"), texts)
            styles = _Styles()
            _parse(_part(archive, "xl/styles.xml"), styles)
            sheet = _Sheet(texts.found, styles.dates())
            _parse(_part(archive, sheets[0]), sheet)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise NotASheet from error
    return sheet.rows


def book_sheets(raw: bytes, most_rows: int) -> list[tuple[str, list[tuple[int, list[str]]]]]:
    """Every sheet of the file with its name, in the order of the file. Raises NotASheet, also where one is longer than `most_rows`."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            texts, styles, listed, places = _Texts(), _Styles(), _Listed(), _Places()
            parts = (
                ("sharedStrings.xml", texts),
                ("styles.xml", styles),
                ("workbook.xml", listed),
                ("_rels/workbook.xml.rels", places),
            )
            for name, handler in parts:
                _parse(_part(archive, f"xl/{name}"), handler)
            found = []
            for name, key in listed.found[:MOST_SHEETS]:
                sheet = _Sheet(texts.found, styles.dates(), most_rows=most_rows)
                _parse(_part(archive, places.part(key)), sheet)
                found.append((name, sheet.rows))
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise NotASheet from error
    if not found:
        raise NotASheet
    return found


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    try:
        with archive.open(name) as file:
            held = file.read(MOST_BYTES + 1)
    except KeyError:
        return b""
    if len(held) > MOST_BYTES:
        raise NotASheet
    return held


class _Handler:
    """What a part of the file is read by."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A tag opens."""

    def end(self, name: str) -> None:
        """A tag closes."""

    def text(self, data: str) -> None:
        """Letters between tags."""


def _parse(raw: bytes, handler: _Handler) -> None:
    if not raw:
        return
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda name, attributes: handler.start(name.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda name: handler.end(name.rpartition(":")[2])
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = _no_entities
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as error:
        raise NotASheet from error


def _no_entities(*_given: object) -> None:
    raise NotASheet


@dataclass(slots=True)
class _Texts(_Handler):
    """The texts that cells point to by number."""

    found: list[str] = field(default_factory=list)
    inside: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "si":
            self.found.append("")
        self.inside = name == "t"

    def end(self, name: str) -> None:
        if name == "t":
            self.inside = False

    def text(self, data: str) -> None:
        if self.inside and self.found:
            self.found[-1] += data


@dataclass(slots=True)
class _Styles(_Handler):
    """Which styles of cells show a number as a date."""

    formats: dict[int, str] = field(default_factory=dict)
    cells: list[int] = field(default_factory=list)
    inside: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.formats[_number(attributes.get("numFmtId", ""))] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self.inside = True
        elif name == "xf" and self.inside:
            self.cells.append(_number(attributes.get("numFmtId", "")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self.inside = False

    def dates(self) -> frozenset[int]:
        """The numbers of those styles."""
        return frozenset(place for place, code in enumerate(self.cells) if self._is_date(code))

    def _is_date(self, code: int) -> bool:
        marks = _NOT_A_MARK.sub("", self.formats.get(code, "")).lower()
        return code in DATE_FORMATS or "d" in marks or "y" in marks


@dataclass(slots=True)
class _Listed(_Handler):
    """The names of the sheets, each with the key under which its part is named."""

    found: list[tuple[str, str]] = field(default_factory=list)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            keys = [value for key, value in attributes.items() if key.endswith(":id")]
            self.found.append((attributes.get("name", ""), keys[0] if keys else ""))


@dataclass(slots=True)
class _Places(_Handler):
    """Which part of the file stands under which key."""

    found: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.found[attributes.get("Id", "")] = attributes.get("Target", "")

    def part(self, key: str) -> str:
        """The name of the part, from the root of the file."""
        target = self.found.get(key, "")
        return target[1:] if target.startswith("/") else f"xl/{target}"


@dataclass(slots=True)
class _Sheet(_Handler):
    """The rows of a sheet."""

    texts: list[str]
    dates: frozenset[int]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)
    column: int = 0
    kind: str = ""
    style: int = 0
    value: str = ""
    inside: bool = False
    most_rows: int = 1_048_576

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "row":
            if len(self.rows) >= self.most_rows:
                raise NotASheet
            self.rows.append((_number(attributes.get("r", "")) or len(self.rows) + 1, []))
            self.column = 0
        elif name == "c":
            found = _CELL.fullmatch(attributes.get("r", ""))
            self.column = min(_place(found[1]), MOST_COLUMNS) if found else self.column
            self.kind, self.style, self.value = attributes.get("t", ""), _number(attributes.get("s", "")), ""
        self.inside = name in {"v", "t"}

    def text(self, data: str) -> None:
        if self.inside:
            self.value += data

    def end(self, name: str) -> None:
        if name == "c" and self.rows:
            cells = self.rows[-1][1]
            cells.extend([""] * (self.column + 1 - len(cells)))
            cells[self.column] = self._shown()
            self.column = min(self.column + 1, MOST_COLUMNS)
        self.inside = False

    def _shown(self) -> str:
        if self.kind == "s":
            place = _number(self.value)
            return self.texts[place] if place < len(self.texts) else ""
        if self.kind == "" and self.style in self.dates:
            return _day(self.value)
        return self.value[:-2] if self.kind == "" and self.value.endswith(".0") else self.value


def _number(text: str) -> int:
    return int(text) if text.isdigit() and text.isascii() and len(text) < 10 else 0


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def _day(text: str) -> str:
    whole, _point, part = text.partition(".")
    days = _number(whole)
    if not 0 < days < 2_900_000:
        return text
    day = (FIRST_DAY + timedelta(days=days)).isoformat()
    minutes = round(float(f"0.{part}") * 1440) if part.isdigit() and part.isascii() else 0
    return f"{day}T{minutes // 60:02}:{minutes % 60:02}" if 0 < minutes < 1440 else day
