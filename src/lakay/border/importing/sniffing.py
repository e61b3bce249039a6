"""What kind of text a file is: its encoding, what stands between its cells. Guessed from its beginning, never asked for."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

DELIMITERS = ",;\t|"
SAMPLE_BYTES = 256 * 1024
MOST_CELL = 10_000
"""Characters of one cell: a quotation mark that is never closed must not swallow the file into memory."""


class NotAList(ValueError):
    """The file is no list: it is empty, a picture, a spreadsheet that was not saved as text, or has one column only."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How to read a file."""

    encoding: str
    delimiter: str
    header: tuple[str, ...]


def shape_of(start: bytes) -> Shape:
    """The shape of a file by its first bytes. Raises NotAList."""
    encoding = encoding_of(start)
    text = start.decode(encoding, errors="ignore").lstrip("\ufeff")
    line = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=line.count)
    if not line.count(delimiter) or "\x00" in line:
        raise NotAList
    header = next(csv.reader([line], delimiter=delimiter))
    return Shape(encoding, delimiter, tuple(name.strip() for name in header))


def encoding_of(start: bytes) -> str:
    """UTF-8 and UTF-16 by their marks, UTF-8 by itself where it decodes, else the code page of Western Windows."""
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(start)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def rows_of(text: TextIO, delimiter: str) -> Iterator[list[str]]:
    """The rows below the header; those with nothing in them are left out. A cell without end is cut: its row is a fault by itself."""
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(text, delimiter=delimiter)
    seen_header = False
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            cells = ["?"]
        if not any(cell.strip() for cell in cells):
            continue
        if seen_header:
            yield cells
        seen_header = True
