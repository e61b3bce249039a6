"""What a figure of others must say to be kept: which period, of what, how many. Values in, values out."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum

PERIOD = "period"
VALUE = "value"
PERIODS = ("period", "time_period", "year", "month", "#date", "#period", "#date+year", "#date+month")
"""Columns that may hold the period: ours, that of SDMX, and tags of HXL."""

PERIOD_FORM = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?|-Q[1-4]|-S[12])?")
NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,6})?")
MOST_ROWS = 20_000
LONGEST = 80
DIMENSION = re.compile(r"[#A-Za-z][#A-Za-z0-9_+-]*")


class What(StrEnum):
    """What is counted, so that readers find it and the yearly profile can name what is missing."""

    REMITTANCES = "remittances"
    STOCK = "stock"
    RETURNS = "returns"
    REFUGEES = "refugees"
    DEATHS = "deaths"
    OTHER = "other"


class Wrong(StrEnum):
    """Why a row is left out."""

    WIDTH = "width"
    PERIOD = "period"
    NUMBER = "number"
    EMPTY = "empty"
    TWICE = "twice"
    LONG = "long"


class Unreadable(ValueError):
    """Nothing of a file can be kept; `code` says why: text, nothing, period, value, columns, rows."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Value:
    """One number of somebody else. `where` stands in the order of the columns; "" is not said."""

    period: str
    where: tuple[str, ...]
    number: Decimal


@dataclass(frozen=True, slots=True)
class Bad:
    """A row that is left out: its line, the column, why, and what stands there."""

    line: int
    column: str
    wrong: Wrong
    found: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Rows that can be kept, and those that cannot. `columns` are the dimensions besides the period."""

    columns: tuple[str, ...]
    good: tuple[Value, ...]
    bad: tuple[Bad, ...]


Row = tuple[Sequence[str], str]
"""The cells of a row besides its number, and its number as written."""


def read_plain(content: bytes) -> tuple[tuple[str, ...], list[Row]]:
    """A plain CSV file: a column for the period, one for each dimension, and `value`. Raises Unreadable."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable("text") from error
    first = text.lstrip().splitlines()[0] if text.strip() else ""
    divider = max(",;\t", key=first.count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=divider) if any(cell.strip() for cell in row)]
    if len(rows) < 2:
        raise Unreadable("nothing")
    head = [name.strip().lower() for name in rows[0]]
    if VALUE not in head:
        raise Unreadable("value")
    place = head.index(VALUE)
    columns = tuple(name for name in head if name != VALUE)
    return columns, [_split(row, place) for row in rows[1:]]


def _split(row: Sequence[str], place: int) -> Row:
    return [cell for number, cell in enumerate(row) if number != place], row[place] if place < len(row) else ""


def period_column(columns: Sequence[str]) -> int:
    """Which column holds the period. Raises Unreadable where none does, or two."""
    found = [place for place, name in enumerate(columns) if name.strip().lower() in PERIODS]
    if len(found) != 1:
        raise Unreadable("period")
    return found[0]


def judge(columns: Sequence[str], rows: Iterable[Row], first_line: int = 2) -> Judged:
    """Tell the rows that can be kept from those that cannot. Raises Unreadable where none could ever be."""
    place = period_column(columns)
    dimensions = tuple(name.strip().lower() for number, name in enumerate(columns) if number != place)
    if len(set(dimensions)) != len(dimensions) or not all(DIMENSION.fullmatch(name) for name in dimensions):
        raise Unreadable("columns")
    good: dict[tuple[str, tuple[str, ...]], Value] = {}
    bad: list[Bad] = []
    for line, (cells, number) in enumerate(rows, first_line):
        if line - first_line >= MOST_ROWS:
            raise Unreadable("rows")
        found = _value(cells, number, place, columns, line)
        if isinstance(found, Value) and (found.period, found.where) in good:
            found = Bad(line, columns[place], Wrong.TWICE, found.period)
        if isinstance(found, Bad):
            bad.append(found)
        else:
            good[found.period, found.where] = found
    return Judged(dimensions, tuple(good.values()), tuple(bad))


def _value(cells: Sequence[str], number: str, place: int, columns: Sequence[str], line: int) -> Value | Bad:
    if len(cells) != len(columns):
        return Bad(line, "", Wrong.WIDTH, str(len(cells) + 1))
    told = [cell.strip() for cell in cells]
    period, where = told[place], tuple(cell for at, cell in enumerate(told) if at != place)
    if not PERIOD_FORM.fullmatch(period):
        return Bad(line, columns[place], Wrong.PERIOD, period[:LONGEST])
    long = next((cell for cell in where if len(cell) > LONGEST), None)
    if long is not None:
        return Bad(line, "", Wrong.LONG, long[:LONGEST])
    amount = number_of(number)
    if amount is None:
        return Bad(line, VALUE, Wrong.NUMBER if number.strip() else Wrong.EMPTY, number.strip()[:LONGEST])
    return Value(period, where, amount)


def number_of(text: str) -> Decimal | None:
    """A number as it is written: a point for decimals, spaces between thousands allowed. Nothing where it is none."""
    plain = text.strip().replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
    if re.fullmatch(r"-?\d+(\.\d+)?[eE][-+]?\d{1,2}", plain):
        try:
            plain = format(Decimal(plain), "f")
        except InvalidOperation:
            return None
    return Decimal(plain) if NUMBER.fullmatch(plain) else None


def written(columns: Sequence[str], values: Iterable[Value]) -> str:
    """Values as the record keeps them: CSV with the period, the dimensions and `value`."""
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow([PERIOD, *columns, VALUE])
    lines.writerows([one.period, *one.where, format(one.number, "f")] for one in values)
    return out.getvalue()


def read(content: str) -> tuple[tuple[str, ...], tuple[Value, ...]]:
    """What `written` wrote."""
    rows = list(csv.reader(io.StringIO(content, newline="")))
    return tuple(rows[0][1:-1]), tuple(Value(row[0], tuple(row[1:-1]), Decimal(row[-1])) for row in rows[1:])
