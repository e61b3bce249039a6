"""A release and its tables, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy

from lakay.disclosure.tables import TOTAL, Table
from lakay.publication.models import Release, ReleaseTable
from lakay.publication.queries import read
from lakay.web.publication.naming import category_name, dimension_name, measured, ordered, title_of

MOST_ROWS = 120
"""Rows of a table on the page; the files have all."""

SENSITIVITIES = {"movements": gettext_lazy("Movements"), "protection": gettext_lazy("Protection")}
STATUSES = {
    "proposed": (gettext_lazy("waits for a second person"), "warning"),
    "published": (gettext_lazy("published"), "success"),
    "returned": (gettext_lazy("given back"), "danger"),
}


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table of a page: its heads, its rows as text (None: hidden), and how many rows are left out."""

    position: int
    name: str
    heads: tuple[str, ...]
    rows: list[tuple[list[str], int | None]]
    left: int


def shown(table: ReleaseTable, most: int = MOST_ROWS) -> ShownTable:
    """A table with words for its codes and totals; who reads it needs no `*`."""
    found = read(table)
    orders = [(*ordered(found, place), TOTAL) for place in range(len(found.dimensions))]
    ranks = [{category: rank for rank, category in enumerate(order)} for order in orders]
    cells = sorted(found.cells, key=lambda cell: [rank[category] for rank, category in zip(ranks, cell, strict=True)])
    heads = tuple(dimension_name(name) for name in found.dimensions) if measured(found) else found.dimensions
    rows = [(words_of(found, cell), found.cells[cell]) for cell in cells[:most]]
    return ShownTable(table.position, title_of(found), heads, rows, max(0, len(cells) - most))


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the tables of a release: percent of the expected days reported, percent recorded on time, silent posts.

    Of the days of an event: posts without a record, and closures as (post, from, until or None while it lasts).
    """

    made: datetime
    percent: int | None
    on_time_percent: int | None
    silent: list[tuple[str, int]]
    event: bool
    closures: list[tuple[str, datetime, datetime | None]]


def beside(release: Release) -> Beside | None:
    """How far the posts reported; nothing for tables from files."""
    if not release.about:
        return None
    said = release.about
    reported, expected = said["days"]
    percent = reported * 100 // expected if expected else None
    silent = [(post, days) for post, days in said["silent"]]
    closures = [
        (post, datetime.fromisoformat(first), datetime.fromisoformat(last) if last else None)
        for post, first, last in said.get("closures", ())
    ]
    made, event = datetime.fromisoformat(said["made"]), said.get("kind") == "event"
    return Beside(made, percent, said.get("on_time"), silent, event, closures)


def words_of(table: Table, cell: tuple[str, ...]) -> list[str]:
    """A cell in words."""
    return [category_name(table, name, category) for name, category in zip(table.dimensions, cell, strict=True)]


def status_of(release: Release) -> tuple[str, str]:
    """Where a release stands, in words, and the colour that repeats it."""
    text, kind = STATUSES[release.status]
    return str(text), kind
