"""A file of others as rows: what each number is of, and the number. Whatever cannot be read is refused with its reason."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lakay.publication.series import sdmx
from lakay.publication.series.errors import CannotRead

MOST_BYTES = 20_000_000
TAG_ROWS = 25
"""HXL 1.1: the row of tags is among the first 25."""

NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?")
_TAG = re.compile(r"#[A-Za-z][A-Za-z0-9_]*(\s*\+[A-Za-z][A-Za-z0-9_]*)*")
_COUNTS = ("#affected", "#indicator", "#population", "#reached", "#inneed", "#targeted", "#value", "#capacity")

__all__ = ["CannotRead", "Series", "read_series", "written"]


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers of others. Each row has a text for each column and the number as it was written; "" is not given or hidden."""

    format: str
    columns: tuple[str, ...]
    rows: list[tuple[tuple[str, ...], str]]


def read_series(content: bytes) -> Series:
    """Find out what a file is and read it. Raises CannotRead."""
    if len(content) > MOST_BYTES:
        raise CannotRead("large", wanted=MOST_BYTES // 1_000_000)
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        columns, rows = sdmx.read_xml(content)
        found = Series("SDMX-ML 2.1", columns, rows)
    else:
        found = _read_table(content)
    if not found.rows:
        raise CannotRead("nothing")
    for line, (_, value) in enumerate(found.rows, start=1):
        if value and not NUMBER.fullmatch(value):
            raise CannotRead("value", line=line, found=value[:40])
    return found


def _read_table(content: bytes) -> Series:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotRead("text") from error
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    divider = max(",;\t", key=first.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=divider) if any(row)]
    except csv.Error as error:
        raise CannotRead("unknown") from error
    if not rows:
        raise CannotRead("nothing")
    if "OBS_VALUE" in rows[0]:
        return _sdmx_csv(rows)
    for place, row in enumerate(rows[:TAG_ROWS]):
        if _is_tags(row):
            return _hxl(row, rows[place + 1 :], place + 2)
    raise CannotRead("unknown")


def _sdmx_csv(rows: Sequence[Sequence[str]]) -> Series:
    """SDMX-CSV 1.0 (`DATAFLOW` first) or 2.0 (`STRUCTURE`, `STRUCTURE_ID`, `ACTION` first)."""
    head = list(rows[0])
    if "SERIES_KEY" in head or "OBS_KEY" in head:
        raise CannotRead("keys")
    if head[0].split("[")[0] not in {"DATAFLOW", "STRUCTURE"}:
        raise CannotRead("unknown")
    value = head.index("OBS_VALUE")
    aside = {"DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "ACTION"}
    kept = [place for place, name in enumerate(head) if name.split("[")[0] not in aside and place != value]
    return Series("SDMX-CSV", tuple(head[place] for place in kept), _cells(rows[1:], kept, value, len(head), 2))


def _is_tags(row: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(_TAG.fullmatch(cell) for cell in filled)


def _hxl(tags: Sequence[str], rows: Sequence[Sequence[str]], line: int) -> Series:
    names = ["".join(tag.split()).lower() for tag in tags]
    counts = [place for place, name in enumerate(names) if name.split("+")[0] in _COUNTS]
    if not counts:
        raise CannotRead("number")
    value = next((place for place in counts if "+num" in names[place] or "+value" in names[place]), counts[0])
    kept = [place for place, name in enumerate(names) if name and place != value]
    return Series("HXL", tuple(names[place] for place in kept), _cells(rows, kept, value, len(tags), line))


def _cells(
    rows: Sequence[Sequence[str]], kept: Sequence[int], value: int, width: int, line: int
) -> list[tuple[tuple[str, ...], str]]:
    found = []
    for number, row in enumerate(rows, start=line):
        if len(row) != width:
            raise CannotRead("width", line=number, found=len(row), wanted=width)
        found.append((tuple(row[place].strip() for place in kept), row[value].strip()))
    return found


def written(series: Series) -> str:
    """The series as CSV: its columns, and `value`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*series.columns, "value"])
    writer.writerows([*said, value] for said, value in series.rows)
    return out.getvalue()
