"""Data values as DHIS2 takes them in (`dataValueSets`, JSON). Only inner cells: totals are its own work, and would be counted twice.

A hidden cell is left out, for DHIS2 knows no hidden value: whoever takes the file in must not read a missing value as nobody.
"""

from __future__ import annotations

import json
import re

from lakay.disclosure.tables import TOTAL
from lakay.publication.formats.given import Given, plain_code

PLACES = ("post", "commune", "department")


def json_of(given: Given) -> bytes:
    """One value for each inner cell that is shown. Codes, not DHIS2's own identifiers: `?orgUnitIdScheme=code&dataElementIdScheme=code`."""
    place = next((name for name in PLACES if name in given.columns), None)
    values = []
    for cell, count in given.rows():
        if TOTAL in cell or count is None:
            continue
        said = dict(zip(given.columns, cell, strict=True))
        when, where = said.pop(given.time or "", ""), said.pop(place or "", given.country)
        options = "_".join(plain_code(category) for category in said.values())
        values.append(
            {
                "dataElement": plain_code(given.table.measure or "count"),
                "period": period(when) or str(given.at.year),
                "orgUnit": plain_code(where) if place else where,
                "categoryOptionCombo": options or "default",
                "value": str(count),
            }
        )
    return (json.dumps({"dataSet": given.code, "dataValues": values}, ensure_ascii=False, indent=1) + "\n").encode()


def period(text: str) -> str:
    """A period as DHIS2 writes it: 2026, 2026Q1, 2026S1, 202603, 2026W9, 20260314."""
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", text):
        return f"{found[1]}W{int(found[2])}"
    return text.replace("-", "") if "/" not in text else ""
