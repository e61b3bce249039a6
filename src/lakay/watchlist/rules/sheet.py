"""A file of alerts: comma-separated, one alert a row. Every fault is listed with its line and column; no row is dropped in silence."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from io import StringIO
from typing import NamedTuple

from lakay.kernel.partial_dates import BadDate, PartialDate
from lakay.places.pack.records import AlertCategory
from lakay.watchlist.rules.contents import BadContents, Contents, WantedDocument, WantedName, check_contents

MOST_ROWS = 5_000
COLUMNS = (
    *("category", "family", "given", "aliases", "birth", "sex", "nationalities"),
    *("issuing_state", "number", "document_type", "legal_basis", "legal_reference", "authority", "note"),
    *("first_day", "last_day"),
)
"""The header. `aliases` are `Family, Given` with `;` between them; days are 2026-11-21, the last one included."""

Clock = Callable[[date], datetime]
"""The first instant of a day in the country of the office."""


class RowFault(NamedTuple):
    """A row that was left out: its line, the column if it is one, and what is wrong, by code."""

    line: int
    column: str
    code: str


class NotASheet(ValueError):
    """The file is not a table with these columns, or is too long. `code` says which: encoding, header, rows, empty."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class Sheet:
    """What a file says: alerts, and the rows that are none."""

    contents: list[Contents] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


class _Wrong(ValueError):
    """A cell that cannot be read."""

    def __init__(self, column: str, code: str) -> None:
        super().__init__(code)
        self.column = column
        self.code = code


def read_sheet(data: bytes, categories: Mapping[str, AlertCategory], starts: Clock, at: datetime) -> Sheet:
    """Read a file. Raises NotASheet; a row that is wrong is a fault of the sheet, with everything that is wrong in it."""
    try:
        lines = csv.DictReader(StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        if tuple(lines.fieldnames or ()) != COLUMNS:
            raise NotASheet("header")
        rows = [(lines.line_num, row) for row in lines]
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotASheet("encoding") from error
    if not 0 < len(rows) <= MOST_ROWS:
        raise NotASheet("rows" if rows else "empty")
    sheet = Sheet()
    for line, row in rows:
        _read_row(sheet, line, row, categories, starts, at)
    return sheet


def _read_row(
    sheet: Sheet, line: int, row: dict[str, str], categories: Mapping[str, AlertCategory], starts: Clock, at: datetime
) -> None:
    if None in row or None in row.values():
        sheet.faults.append(RowFault(line, "", "cells"))
        return
    cells = {name: text.strip() for name, text in row.items()}
    try:
        contents = _contents(cells, categories, starts)
        check_contents(contents, categories[contents.category], at)
    except _Wrong as wrong:
        sheet.faults.append(RowFault(line, wrong.column, wrong.code))
    except BadContents as bad:
        sheet.faults += [RowFault(line, "", fault.value) for fault in bad.faults]
    else:
        sheet.contents.append(contents)


def _contents(cells: Mapping[str, str], categories: Mapping[str, AlertCategory], starts: Clock) -> Contents:
    if cells["category"] not in categories:
        raise _Wrong("category", "unknown")
    first, last = _day(cells, "first_day"), _day(cells, "last_day")
    return Contents(
        category=cells["category"],
        from_at=starts(first),
        until_at=starts(date.fromordinal(last.toordinal() + 1)),
        names=_names(cells),
        documents=_documents(cells),
        birth=_birth(cells),
        sex=cells["sex"].upper(),
        nationalities=tuple(cells["nationalities"].upper().split()),
        **{name: cells[name] for name in ("legal_basis", "legal_reference", "authority", "note")},
    )


def _day(cells: Mapping[str, str], column: str) -> date:
    try:
        day = date.fromisoformat(cells[column])
    except ValueError as error:
        raise _Wrong(column, "day") from error
    if not 1900 <= day.year <= 2200:
        raise _Wrong(column, "day")
    return day


def _birth(cells: Mapping[str, str]) -> PartialDate:
    try:
        return PartialDate.parse(cells["birth"])
    except BadDate as error:
        raise _Wrong("birth", "day") from error


def _names(cells: Mapping[str, str]) -> tuple[WantedName, ...]:
    own = [WantedName(cells["family"], cells["given"])] if cells["family"] or cells["given"] else []
    return (*own, *names_in(cells["aliases"], ";"))


def names_in(text: str, between: str) -> tuple[WantedName, ...]:
    """Names as `Family, Given`, with a sign between them. A name without a comma is a family name."""
    parts = [part.partition(",") for part in text.split(between) if part.strip()]
    return tuple(WantedName(family.strip(), given.strip()) for family, _, given in parts)


def _documents(cells: Mapping[str, str]) -> tuple[WantedDocument, ...]:
    state, number, kind = cells["issuing_state"].upper(), cells["number"], cells["document_type"] or "passport"
    return (WantedDocument(state, number, kind),) if state or number else ()
