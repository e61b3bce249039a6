"""A release and its tables, as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lakay.disclosure.reading import in_order
from lakay.disclosure.tables import TOTAL
from lakay.publication.models import Release, ReleaseTable
from lakay.publication.queries import read

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
    """A table with words for its totals; who reads it needs no `*`."""
    found = read(table)
    cells = in_order(found)
    total = _("Total")
    rows = [([total if one == TOTAL else one for one in cell], found.cells[cell]) for cell in cells[:most]]
    return ShownTable(table.position, table.name, found.dimensions, rows, max(0, len(cells) - most))


def status_of(release: Release) -> tuple[str, str]:
    """Where a release stands, in words, and the colour that repeats it."""
    text, kind = STATUSES[release.status]
    return str(text), kind
