"""HXL: a CSV whose second row tags the columns (Humanitarian Exchange Language 1.1)."""

from __future__ import annotations

from lakay.publication.formats.given import Given, plain_code
from lakay.publication.formats.plain import table_of

TAGS = {
    "country": "#country+name",
    "department": "#adm1+name",
    "commune": "#adm2+name",
    "post": "#loc+post+name",
    "nationality": "#group+nationality",
    "sex": "#group+sex",
    "age": "#group+age",
}
"""Tags of the core schema for dimensions that it knows; others are `#meta` with their name."""


def csv_of(given: Given) -> bytes:
    """The table with tags; totals and hidden cells as in the plain CSV, and a column that tells which are hidden."""
    tags = [_tag(given, name) for name in given.columns]
    rows = [[*cell, "" if count is None else str(count), "hidden" if count is None else ""] for cell, count in given.rows()]
    return table_of([[*given.columns, "count", "note"], [*tags, "#indicator+num+value", "#status+note"], *rows])


def _tag(given: Given, name: str) -> str:
    if name == given.time:
        return "#date+period"
    return TAGS.get(name, f"#meta+{plain_code(name).lower()}")
