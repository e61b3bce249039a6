"""A file of past movements as the pages show it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise

from lakay.border.models import ImportRun
from lakay.border.rules import ImportStatus
from lakay.web.imports.words import PROBLEMS, STATUSES, fault_words

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a cell for a formula (OWASP, CSV injection)."""


@dataclass(frozen=True, slots=True)
class Run:
    """A file, where it stands, and what can be done with it."""

    run: ImportRun

    @property
    def status(self) -> str | Promise:
        """Where it stands, in words."""
        return STATUSES[self.run.status]

    @property
    def problem(self) -> str | Promise:
        """Why the program had to stop."""
        return PROBLEMS.get(self.run.problem, self.run.problem)

    @property
    def working(self) -> bool:
        """Whether the program is at it."""
        return self.run.status in {ImportStatus.CHECKING, ImportStatus.RUNNING}

    @property
    def can_describe(self) -> bool:
        """Whether its columns can be described anew."""
        return self.run.status in {ImportStatus.UPLOADED, ImportStatus.CHECKED}

    @property
    def can_start(self) -> bool:
        """Whether it can be read."""
        return self.run.status in {ImportStatus.CHECKED, ImportStatus.STOPPED}

    @property
    def can_abandon(self) -> bool:
        """Whether it can be given up."""
        return self.run.status in {ImportStatus.UPLOADED, ImportStatus.CHECKED, ImportStatus.STOPPED}

    @property
    def days(self) -> list[date]:
        """The first and the last day of the good rows."""
        return [date.fromisoformat(day) for day in self.run.checked.get("days", [])]

    @property
    def faults(self) -> list[tuple[str, int]]:
        """What the dry run found wrong, and how often."""
        return [(fault_words(*fault.split(":", 1)), count) for fault, count in self.run.checked.get("faults", [])]


def shown_run(run: ImportRun) -> Run:
    """A file for the page."""
    return Run(run)


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A row that was set aside: its number, what is wrong, and its cells."""

    number: int
    reasons: list[str]
    cells: list[str]


def fault_rows(rows: Iterable[tuple[int, Any, list[str]]]) -> list[FaultRow]:
    """Rows that were set aside, in words."""
    return [FaultRow(number, [fault_words(column, code) for column, code in faults], cells) for number, faults, cells in rows]


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; the mark in front is taken off again when the file comes back."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def csv_lines(header: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    """The lines of a file, one after the other, with the mark by which spreadsheets know its encoding."""
    yield "\ufeff"
    yield _line(header)
    for cells in rows:
        yield _line(cells)


def _line(cells: Iterable[str]) -> str:
    held = io.StringIO()
    csv.writer(held, lineterminator="\r\n").writerow([harmless(str(cell)) for cell in cells])
    return held.getvalue()
