"""A checked workbook made into an XForm by pyxform, in this process or within bounds in one of its own."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from lakay.forms.xlsform.books import Book
from lakay.forms.xlsform.faults import Fault

SECONDS = 90

_ROW = re.compile(r"\[row : (\d+)\]")
_SHEET = re.compile(r"'(survey|choices|settings|entities)' sheet")
_COLUMN = re.compile(r"the '([^']+)' value")


class NotConverted(ValueError):
    """The converter refuses the workbook; `faults` tells where, and its words."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(", ".join(fault.detail or fault.code for fault in faults))
        self.faults = list(faults)


@dataclass(frozen=True, slots=True)
class Converted:
    """An XForm, and what the converter would have people think about."""

    xform: str
    warnings: tuple[str, ...]


def plain(book: Book) -> dict[str, Any]:
    """The workbook as pyxform takes one. Where a sheet has empty rows between, row numbers are found again by `where`."""
    data: dict[str, Any] = {"sheet_names": list(book.sheets)}
    for name, sheet in book.sheets.items():
        data[name] = [line.cells for line in sheet.lines]
        data[f"{name}_header"] = [{column: None for column in sheet.columns if column}]
    return data


def convert_here(data: dict[str, Any], name: str) -> Converted:
    """Convert in this process. Raises what pyxform raises: for the pack's own forms, and for the process that `convert_book` starts."""
    from pyxform.xls2xform import convert  # noqa: PLC0415 (heavy, and wanted only where a form is made)

    warnings: list[str] = []
    return Converted(convert(xlsform=data, warnings=warnings, form_name=name).xform, tuple(warnings))


def convert_book(book: Book) -> Converted:
    """Convert a workbook of a stranger, in a process with bounds on time and memory (`child`). Raises NotConverted."""
    asked = json.dumps(plain(book)).encode()
    command = [sys.executable, "-m", "lakay.forms.xlsform.child"]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise NotConverted(Fault("converter_too_long")) from None
    if done.returncode != 0:
        raise NotConverted(Fault("converter_failed"))
    said = json.loads(done.stdout)
    if "refused" in said:
        raise NotConverted(where(book, said["refused"]))
    return Converted(said["xform"], tuple(said["warnings"]))


def where(book: Book, said: str) -> Fault:
    """What the converter says, with the sheet, row and column that it means."""
    row, sheet, column = _ROW.search(said), _SHEET.search(said), _COLUMN.search(said)
    name = sheet[1] if sheet else "survey" if row else ""
    lines = book.lines(name)
    place = int(row[1]) - 2 if row else -1
    number = lines[place].number if 0 <= place < len(lines) else 0
    return Fault("converter", name, number, column[1] if column else "", _ROW.sub("", said).strip()[:600])
