"""A workbook of any bytes as sheets of named columns: xlsx, or Markdown tables. Never raises anything but BadBook.

The limits are the office's, not the format's: the longest form in use has some thousand rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lakay.forms.xlsform.faults import Fault
from lakay.manifests.sheets import NotASheet, book_sheets, is_archive

MOST_BYTES = 5_000_000
MOST_ROWS = 20_000
MOST_CELL = 20_000
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
KNOWN_SHEETS = ("survey", "choices", "settings", "external_choices", "entities", "osm")


class BadBook(ValueError):
    """The file is no workbook that can be read; `faults` tells why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.code for fault in faults))
        self.faults = list(faults)


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its number as the sheet shows it (the line of a Markdown file), and its cells that are not empty by column name."""

    number: int
    cells: dict[str, str]


@dataclass(slots=True)
class Sheet:
    """A sheet: its name in small letters, the names of its columns, its rows that are not empty."""

    name: str
    head: int = 0
    columns: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Book:
    """A workbook. `kind` is `xlsx` or `md`."""

    kind: str
    sheets: dict[str, Sheet]

    def lines(self, sheet: str) -> list[Line]:
        """The rows of a sheet; none where it is not there."""
        return self.sheets[sheet].lines if sheet in self.sheets else []

    def setting(self, name: str) -> str:
        """A value of the sheet of settings."""
        return next((line.cells.get(name, "") for line in self.lines("settings")), "")


def read_book(raw: bytes) -> Book:
    """Read a workbook. Raises BadBook."""
    if len(raw) > MOST_BYTES:
        raise BadBook(Fault("too_large", detail=str(MOST_BYTES // 1_000_000)))
    if raw.startswith(OLD_WORKBOOK):
        raise BadBook(Fault("old_workbook"))
    kind, rows = ("xlsx", _xlsx(raw)) if is_archive(raw) else ("md", _markdown(raw))
    sheets = _known({name: sheet for name, lines in rows for sheet in [_sheet(name, lines)]})
    if too_long := [fault for sheet in sheets.values() for fault in _too_long(sheet)]:
        raise BadBook(*too_long)
    return Book(kind, sheets)


Rows = list[tuple[int, list[str]]]


def _known(sheets: dict[str, Sheet]) -> dict[str, Sheet]:
    """The sheets that a form has. A book of one sheet with another name is its survey, as the standard has it."""
    if len(sheets) == 1:
        (only,) = sheets.values()
        only.name = only.name if only.name in KNOWN_SHEETS else "survey"
        return {only.name: only}
    return {name: sheet for name, sheet in sheets.items() if name in KNOWN_SHEETS}


def _sheet(name: str, rows: Rows) -> Sheet:
    """The first row that is not empty names the columns."""
    sheet = Sheet(name.strip().lower())
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if not sheet.columns:
            sheet.head, sheet.columns = number, [" ".join(cell.split()) for cell in cells]
            continue
        named = {column: cell.strip() for column, cell in zip(sheet.columns, cells, strict=False) if column and cell.strip()}
        if named:
            sheet.lines.append(Line(number, named))
    return sheet


def _too_long(sheet: Sheet) -> Iterator[Fault]:
    for line in sheet.lines:
        for column, cell in line.cells.items():
            if len(cell) > MOST_CELL:
                yield Fault("long_cell", sheet.name, line.number, column, str(MOST_CELL))


def _xlsx(raw: bytes) -> Iterable[tuple[str, Rows]]:
    try:
        return _once(book_sheets(raw, MOST_ROWS))
    except NotASheet:
        raise BadBook(Fault("not_a_workbook", detail=str(MOST_ROWS))) from None


def _once(sheets: list[tuple[str, Rows]]) -> list[tuple[str, Rows]]:
    """Two sheets of one name are a fault: nobody could say which one is meant."""
    names = [name.strip().lower() for name, _rows in sheets]
    if twice := [name for name in names if names.count(name) > 1 and name in KNOWN_SHEETS]:
        raise BadBook(Fault("sheet_twice", twice[0]))
    return sheets


def _markdown(raw: bytes) -> Iterable[tuple[str, Rows]]:
    """Tables between bars: `| survey |` begins a sheet, the row behind it names its columns. Other lines are remarks."""
    try:
        lines = raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise BadBook(Fault("not_a_workbook", detail=str(MOST_ROWS))) from None
    found: list[tuple[str, Rows]] = []
    rows = 0
    for number, line in enumerate(lines, 1):
        cells = _cells(line)
        if not any(cells) or _is_rule(cells):
            continue
        if cells[0]:
            found.append((cells[0], []))
        rows += 1
        if found and rows <= MOST_ROWS:
            found[-1][1].append((number, cells[1:]))
    if not found or rows > MOST_ROWS:
        raise BadBook(Fault("not_a_workbook", detail=str(MOST_ROWS)))
    return _once(found)


def _cells(line: str) -> list[str]:
    """The cells of a line between bars; a bar within a cell is written `\\|`."""
    text = line.strip().replace("\\|", "\0")
    if not text.startswith("|"):
        return []
    return [cell.replace("\0", "|").strip() for cell in text[1:].removesuffix("|").split("|")]


def _is_rule(cells: list[str]) -> bool:
    """The line of dashes that Markdown draws under the head of a table."""
    return all(set(cell) <= set("-: ") for cell in cells) and any("-" in cell for cell in cells)
