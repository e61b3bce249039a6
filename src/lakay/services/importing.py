"""A directory as a CSV file: every row is tried before one is written, and the bad ones are listed with their lines.

Good rows are read in whatever the others are: a partner's list is never perfect, and somebody waits for a bed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from io import StringIO
from typing import Any

from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.places.models import Place
from lakay.services.actions import write_provider, write_service
from lakay.services.models import Provider, Service
from lakay.services.pack import types
from lakay.services.permissions import check_can_manage
from lakay.services.rules import Cost

COLUMNS = (
    *("provider", "provider_name", "category", "country", "agency", "phone", "language"),
    *("code", "type", "name", "place", "hidden", "address", "latitude", "longitude", "areas", "languages", "sex"),
    *("age_from", "age_to", "hours", "cost", "eligibility", "contact"),
)
MOST_ROWS, MOST_BYTES, IN_A_STEP = 10_000, 2_000_000, 300

_CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{0,19}")
_PHONE = re.compile(r"\+[0-9]{7,15}")


class NoDirectory(ValueError):
    """The file is none of ours at all. `code` says why: encoding, header, size."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row: its line, the column, a code that pages translate, and what stood there."""

    line: int
    column: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A good row: a provider and a service of it, as values of their records."""

    provider: dict[str, Any]
    service: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tried:
    """What a file would do: rows that are new, rows of services that are known, and rows that cannot stand."""

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    new: int
    known: int


class _Row:
    """One row being read: every fault is kept, and a harmless value taken."""

    def __init__(self, line: int, cells: dict[str, str]) -> None:
        self.line, self.cells, self.faults = line, cells, list[Fault]()

    def wrong(self, column: str, code: str) -> None:
        self.faults.append(Fault(self.line, column, code, self.cells[column][:80]))

    def text(self, column: str, longest: int, *, needed: bool = False) -> str:
        said = self.cells[column]
        if len(said) > longest:
            self.wrong(column, "long")
        if needed and not said:
            self.wrong(column, "empty")
        return said[:longest]

    def code(self, column: str) -> str:
        said = self.cells[column].upper()
        if not _CODE.fullmatch(said):
            self.wrong(column, "code")
        return said

    def among(self, column: str, known: Iterable[str], code: str = "unknown") -> str:
        said = self.cells[column]
        if said not in known:
            self.wrong(column, code)
        return said

    def words(self, column: str, known: Callable[[str], bool]) -> list[str]:
        said = sorted(set(self.cells[column].split()))
        if not all(map(known, said)):
            self.wrong(column, "unknown")
        return said

    def years(self, column: str) -> int | None:
        said = self.cells[column]
        if said and not (said.isascii() and said.isdigit() and int(said) <= 120):
            self.wrong(column, "number")
            return None
        return int(said) if said else None

    def degrees(self, column: str, most: int) -> Decimal | None:
        said = self.cells[column]
        try:
            value = Decimal(said) if said else None
        except InvalidOperation:
            value = Decimal("NaN")
        if value is not None and (not value.is_finite() or abs(value) > most):
            self.wrong(column, "number")
            return None
        return round(value, 5) if value is not None else None


def read_directory(raw: bytes) -> tuple[list[Entry], list[Fault]]:
    """The rows of a file, and what is wrong in the others. Raises NoDirectory."""
    if len(raw) > MOST_BYTES:
        raise NoDirectory("size")
    try:
        lines = csv.DictReader(StringIO(raw.decode("utf-8-sig"), newline=""), strict=True)
        header = tuple(lines.fieldnames or ())
        if set(header) != set(COLUMNS) or len(header) != len(COLUMNS):
            raise NoDirectory("header")
        rows = [(lines.line_num, row) for row in lines]
    except (UnicodeDecodeError, csv.Error) as error:
        raise NoDirectory("encoding") from error
    if len(rows) > MOST_ROWS:
        raise NoDirectory("size")
    return _entries(rows)


def _entries(rows: list[tuple[int, dict[Any, Any]]]) -> tuple[list[Entry], list[Fault]]:
    pcodes = frozenset(Place.objects.values_list("pcode", flat=True))
    entries, faults, seen = list[Entry](), list[Fault](), set[str]()
    for line, raw in rows:
        if None in raw or None in raw.values():
            faults.append(Fault(line, "", "cells"))
            continue
        row = _Row(line, {column: str(raw[column]).strip() for column in COLUMNS})
        entry = Entry(_provider(row), _service(row, pcodes))
        if entry.service["code"] in seen:
            row.wrong("code", "twice")
        seen.add(entry.service["code"])
        faults += row.faults
        if not row.faults:
            entries.append(entry)
    return entries, faults


def _provider(row: _Row) -> dict[str, Any]:
    phone = row.cells["phone"].replace(" ", "")
    if phone and not _PHONE.fullmatch(phone):
        row.wrong("phone", "phone")
    return {
        "code": row.code("provider"),
        "name": row.text("provider_name", 120, needed=True),
        "category": row.text("category", 30, needed=True),
        "country": row.text("country", 3, needed=True),
        "agency": row.text("agency", 20),
        "phone": phone,
        "language": row.among("language", ("ht", "fr", "es", "en")),
    }


def _service(row: _Row, pcodes: frozenset[str]) -> dict[str, Any]:
    kinds = types()
    kind = kinds.get(row.among("type", kinds))
    hidden = row.among("hidden", ("yes", "no")) == "yes" or bool(kind and kind.hidden)
    if row.cells["place"]:
        row.among("place", pcodes)
    made = {
        "code": row.code("code"),
        "type": row.cells["type"],
        "name": row.text("name", 120, needed=True),
        "place": row.cells["place"],
        "hidden": hidden,
        "address": row.text("address", 200),
        "latitude": row.degrees("latitude", 90),
        "longitude": row.degrees("longitude", 180),
        "areas": row.words("areas", pcodes.__contains__),
        "languages": row.words("languages", lambda word: len(word) == 2),
        "sex": row.among("sex", ("", "F", "M")),
        "age_from": row.years("age_from"),
        "age_to": row.years("age_to"),
        "hours": row.text("hours", 80),
        "cost": row.among("cost", tuple(Cost)),
        "eligibility": row.text("eligibility", 300),
        "contact": row.text("contact", 200),
    }
    _check_together(row, made)
    return made


def _check_together(row: _Row, made: dict[str, Any]) -> None:
    """What only several cells say: a hidden house has no address, and nobody is older than they are."""
    for column in ("address", "latitude", "longitude"):
        if made["hidden"] and row.cells[column]:
            row.wrong(column, "hidden")
    if (made["latitude"] is None) != (made["longitude"] is None):
        row.wrong("latitude", "half")
    if None not in (made["age_from"], made["age_to"]) and made["age_from"] > made["age_to"]:
        row.wrong("age_to", "ages")


def try_directory(raw: bytes) -> Tried:
    """What a file would change. Nothing is written. Raises NoDirectory."""
    entries, faults = read_directory(raw)
    there = set(Service.objects.values_list("code", flat=True))
    known = sum(entry.service["code"] in there for entry in entries)
    return Tried(tuple(entries), tuple(faults), len(entries) - known, known)


def read_in(tried: Tried, *, by: Actor, at: datetime) -> int:
    """Enter the good rows, some hundreds a commit. Once more changes nothing. Returns how many services there were in the file."""
    check_can_manage(by)
    for start in range(0, len(tried.entries), IN_A_STEP):
        with one_turn():
            _enter(tried.entries[start : start + IN_A_STEP], by, at)
    return len(tried.entries)


def _enter(entries: Iterable[Entry], by: Actor, at: datetime) -> None:
    providers: dict[str, Provider] = {}
    for entry in entries:
        code = entry.provider["code"]
        if code not in providers:
            write_provider(by=by, at=at, values=entry.provider)
            providers[code] = Provider.objects.get(code=code)
        write_service(by=by, at=at, provider=providers[code], values=entry.service)
