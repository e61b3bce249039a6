"""CSV as Lakay itself reads it, and JSON."""

from __future__ import annotations

import csv
import io
import json

from lakay.publication.formats.given import Given


def csv_of(given: Given) -> bytes:
    """Measure, dimensions and count; `*` is a total, an empty count is hidden.

    The measure is a column, so that whoever attacks tables of several measures together does not take one for the other.
    """
    measured = [given.table.measure] if given.table.measure else []
    rows = ([*measured, *cell, "" if count is None else str(count)] for cell, count in given.rows())
    return table_of([[*["measure"] * len(measured), *given.columns, "count"], *rows])


def table_of(rows: list[list[str]]) -> bytes:
    """Rows as CSV."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def json_of(given: Given) -> bytes:
    """The table with what it is: `count` is null and `hidden` true where a number is hidden."""
    rows = [
        {**dict(zip(given.columns, cell, strict=True)), "count": count, "hidden": count is None} for cell, count in given.rows()
    ]
    about = {
        "release": given.number,
        "table": given.position,
        "title": given.title,
        "name": given.table.name,
        "measure": given.table.measure,
        "licence": given.licence,
        "method": given.method,
        "published": given.at.isoformat(),
        **({"about": dict(given.about)} if given.about else {}),
        "dimensions": list(given.columns),
        "total": "*",
        "rows": rows,
    }
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()
