"""The categories of alerts, from the country pack: what the booth is told, who takes over, how long an alert may stand."""

from __future__ import annotations

from functools import cache

from lakay.places.pack.folder import find_pack
from lakay.places.pack.load import read_pack
from lakay.places.pack.records import AlertCategory, DocumentKind

VEHICLE = "vehicle"
"""The type under which the plate of a vehicle stands among the documents of an alert: state, plate, `vehicle`."""


SHORTEST = 10
"""Minutes in which a hit is decided upon whose category the pack does not have."""


class UnknownCategory(LookupError):
    """No category of the pack has this code."""


@cache
def categories() -> dict[str, AlertCategory]:
    """Every category by its code, in the order of the pack."""
    return {row.code: row for row in read_pack(find_pack()).alerts}


def category_of(code: str) -> AlertCategory:
    """One category. Raises UnknownCategory."""
    try:
        return categories()[code]
    except KeyError as error:
        raise UnknownCategory(code) from error


def minutes_of(code: str) -> int:
    """Within how many minutes a hit of a category is decided upon before it goes to the supervisor."""
    known = categories().get(code)
    return known.minutes if known else SHORTEST


@cache
def document_kinds() -> tuple[DocumentKind, ...]:
    """The kinds of documents that an alert can be about: those that people travel or identify themselves with."""
    return tuple(row for row in read_pack(find_pack()).documents if row.travel or row.identity)
