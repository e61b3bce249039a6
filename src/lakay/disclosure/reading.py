"""Tables as files: dimensions and `count` in columns, `*` for a total, an empty count for a hidden cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from lakay.disclosure.margins import MOST_CELLS, TooLarge, inner, missing_cell, with_margins, wrong_sum
from lakay.disclosure.tables import TOTAL, Cell, Table
from lakay.disclosure.wording import BadTable, cell_name

COUNT = "count"
MOST_DIGITS = 12


def read_inner(content: bytes, name: str) -> Table:
    """The table of a file with numbers in all inner cells, margins made anew. Raises BadTable.

    Margins that the file brings must agree with the cells; an inner cell that is left out counts nobody.
    """
    table = _read(content, name, hidden=False)
    if all(TOTAL in cell for cell in table.cells):
        raise BadTable("rows")
    try:
        whole = with_margins(inner(table))
    except TooLarge as error:
        raise BadTable("large", wanted=MOST_CELLS) from error
    for cell, count in table.cells.items():
        if whole.cells.get(cell) != count:
            raise BadTable("sum", found=cell_name(table.dimensions, cell), said=count, known=whole.cells.get(cell, 0))
    return whole


def read_published(content: bytes, name: str) -> Table:
    """The table of a published file: hidden cells allowed, margins there and whole. Raises BadTable."""
    table = _read(content, name, hidden=True)
    if not any(table.totalled):
        raise BadTable("margins")
    size = 1
    for names, total in zip(table.categories, table.totalled, strict=True):
        size *= len(names) + total
    if size > MOST_CELLS:
        raise BadTable("large", wanted=MOST_CELLS)
    missing = missing_cell(table, table.cells)
    if missing is not None:
        raise BadTable("missing", found=cell_name(table.dimensions, missing))
    wrong = wrong_sum(table)
    if wrong is not None:
        raise BadTable("sum", found=cell_name(table.dimensions, wrong[0]), said=wrong[1], known=wrong[2])
    return table


def _read(content: bytes, name: str, *, hidden: bool) -> Table:
    lines = _lines(content)
    header, counted = _header(lines[0][1])
    dimensions = tuple(column for column in header if column != COUNT)
    cells: dict[Cell, int | None] = {}
    first: dict[Cell, int] = {}
    for line, row in lines[1:]:
        if len(row) != len(header):
            raise BadTable("width", line=line, found=len(row), wanted=len(header))
        cell = _cell(row, header, line)
        if cell in cells:
            raise BadTable("twice", line=line, found=cell_name(dimensions, cell), wanted=first[cell])
        cells[cell], first[cell] = _count(row[counted].strip(), line, hidden=hidden), line
    if not cells:
        raise BadTable("rows")
    return Table(name, dimensions, cells)


def _lines(content: bytes) -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with its line."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadTable("text") from error
    if not text.strip():
        raise BadTable("empty")
    first = text.lstrip().splitlines()[0]
    divider = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        rows.extend((reader.line_num, row) for row in reader if any(value.strip() for value in row))
    except csv.Error as error:
        raise BadTable("quote", line=reader.line_num) from error
    return rows


def _header(row: list[str]) -> tuple[list[str], int]:
    header = [column.strip() for column in row]
    for column in header:
        if not column or header.count(column) > 1:
            raise BadTable("header", found=column)
    if COUNT not in header:
        raise BadTable("count")
    if len(header) == 1:
        raise BadTable("dimensions")
    return header, header.index(COUNT)


def _cell(row: list[str], header: list[str], line: int) -> Cell:
    found = []
    for column, value in zip(header, row, strict=True):
        if column != COUNT:
            if not value.strip():
                raise BadTable("category", line=line, found=column)
            found.append(value.strip())
    return tuple(found)


def _count(text: str, line: int, *, hidden: bool) -> int | None:
    if not text:
        if hidden:
            return None
        raise BadTable("hidden", line=line)
    digits = text.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        raise BadTable("number", line=line, found=text)
    if text.startswith("-") and int(text) != 0:
        raise BadTable("negative", line=line, found=text)
    return int(digits)


def written(table: Table) -> str:
    """The table as a file: one row for each cell, a hidden one with an empty count."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*table.dimensions, COUNT])
    for cell in in_order(table):
        count = table.cells[cell]
        writer.writerow([*cell, "" if count is None else count])
    return out.getvalue()


def in_order(table: Table) -> Sequence[Cell]:
    """The cells as people read them: by category, each total behind its parts."""
    ranks = [{name: rank for rank, name in enumerate((*names, TOTAL))} for names in table.categories]
    return sorted(table.cells, key=lambda cell: [rank[category] for rank, category in zip(ranks, cell, strict=True)])
