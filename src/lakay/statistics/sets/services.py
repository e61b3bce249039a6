"""Room in the directory of services, month by month, each figure with its age. By kind of service and department, never by house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lakay.statistics.indicators import Indicator, Measure, Page
from lakay.statistics.indicators import to_translate as _
from lakay.statistics.shapes import FactTable, Sensitivity, expressions, text, whole
from lakay.statistics.wording import Named, Wording

if TYPE_CHECKING:
    from ibis.expr.types import IntegerColumn, StringColumn, Table

ROOM = FactTable(
    "room",
    "The last count of each service that counts its places, as it stood at the end of each month",
    Sensitivity.PROTECTION,
    (
        text("provider_type", "kind of organisation; which one is not said"),
        text("service_type", "kind of service, as in the country pack"),
        text("country", "country of the service, three letters"),
        text("area", "p-code of the department or region; empty where nobody may learn where it stands"),
        whole("capacity", "places"),
        whole("occupied", "places taken"),
        whole("age_days", "days from the count to the end of the month, or to the last count of any service"),
    ),
)

STALE_DAYS = 3
"""After that a figure of room is old (lakay.services.rules.STALE)."""

AGES = ((STALE_DAYS, "0-3d"), (7, "4-7d"), (30, "8-30d"))
OLDER = "31d+"


def rows_of(rows: Table) -> IntegerColumn:
    """How many services."""
    return rows.count()


def aged(facts: Table) -> Table:
    """With the band of the age of the figure."""
    word: StringColumn = expressions().literal(OLDER)
    for most, band in reversed(AGES):
        word = (facts.age_days <= most).ifelse(expressions().literal(band), word)
    return facts.mutate(age=word)


COUNTS = _("The counts that the services enter themselves, or tell the desk.")
WHERE = ("month", "provider_type", "service_type", "country", "area", "age")
KEPT = (
    ("month",),
    *(("month", name) for name in WHERE[1:]),
    ("month", "service_type", "area"),
    ("month", "service_type", "age"),
)
"""Places of two months are not added, so each breakdown is kept by itself."""

WORDS = Wording(
    {
        "country": _("Country"),
        "area": _("Department"),
        "age": _("How old the figure is"),
    },
    {
        "age": {
            "0-3d": _("up to 3 days"),
            "4-7d": _("up to a week"),
            "8-30d": _("up to 30 days"),
            "31d+": _("older"),
        },
    },
    {"country": Named.COUNTRY, "area": Named.PLACE},
)

INDICATORS = (
    Indicator(
        "services.capacity",
        Page(
            _("Places in the directory"),
            _("Places of the services that count them, as they stood at the end of the month."),
            _(
                "Places of two months are not added. Services that never counted are not in it: it says what is known, not what there is."
            ),
            COUNTS,
        ),
        Measure.PLACES,
        ROOM,
        lambda rows: rows.capacity.sum(),
        WHERE,
        aged,
        adds=False,
        breakdowns=KEPT,
    ),
    Indicator(
        "services.occupancy",
        Page(
            _("Places taken"),
            _("Places taken among all places of the services that count them, as they stood at the end of the month."),
            _(
                "An old figure may long be wrong: see how old it is. Above a hundred percent, a house has more people than places."
            ),
            COUNTS,
        ),
        Measure.PLACES,
        ROOM,
        lambda rows: rows.occupied.sum(),
        WHERE,
        aged,
        of=lambda rows: rows.capacity.sum(),
        adds=False,
        breakdowns=KEPT,
    ),
    Indicator(
        "services.fresh",
        Page(
            _("Services whose figure is new"),
            _("Services counted within the last three days of the month, among all that ever counted their places."),
            _("Whoever refers by an old figure sends people to a full house."),
            COUNTS,
        ),
        Measure.SERVICES,
        ROOM,
        lambda rows: (rows.age_days <= STALE_DAYS).ifelse(1, 0).sum(),
        WHERE,
        aged,
        of=rows_of,
        adds=False,
        breakdowns=KEPT,
    ),
)
