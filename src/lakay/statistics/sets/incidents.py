"""What happened at the posts, and what it says of people who were lost on the way. Nothing of what is for the protection desk stands in the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lakay.statistics.indicators import Indicator, Measure, Page
from lakay.statistics.indicators import to_translate as _
from lakay.statistics.shapes import FactTable, Sensitivity, text, whole
from lakay.statistics.wording import Named, Wording

if TYPE_CHECKING:
    from ibis.expr.types import IntegerColumn, Table

INCIDENTS = FactTable(
    "incidents",
    "Incidents opened at posts, without those of kinds that concern the protection desk",
    Sensitivity.SECURITY,
    (
        text("incident", "kind, as in the country pack"),
        text("seriousness", "minor, serious, grave"),
        text("closed", "yes or no"),
        whole("closed_hours", "hours until it was closed"),
    ),
)
LOST = FactTable(
    "lost",
    "Incidents of the kinds that the pack names for SDG 10.7.3",
    Sensitivity.PROTECTION,
    (
        text("incident", "kind, as in the country pack"),
        text("closed", "yes or no"),
    ),
)


def rows_of(rows: Table) -> IntegerColumn:
    """How many rows."""
    return rows.count()


LOG = _("The incidents that the agencies at the posts keep together.")

WORDS = Wording(
    {
        "incident": _("Kind of incident"),
        "seriousness": _("How serious"),
        "closed": _("Closed"),
    },
    {
        "seriousness": {"minor": _("minor"), "serious": _("serious"), "grave": _("grave")},
        "closed": {"yes": _("yes"), "no": _("no")},
    },
    {"incident": Named.INCIDENT},
)

INDICATORS = (
    Indicator(
        "incidents.opened",
        Page(
            _("Incidents"),
            _("Each incident opened at a post, by kind."),
            _("Incidents about people who need protection are left out. A post that opens none may only write none down."),
            LOG,
        ),
        Measure.INCIDENTS,
        INCIDENTS,
        rows_of,
        ("month", "post", "weekday", "incident", "seriousness", "closed"),
    ),
    Indicator(
        "sdg.10_7_3",
        Page(
            _("Reports of people who disappeared (towards SDG 10.7.3)"),
            _("Each incident of the kinds that the country pack names, in the month in which it was opened."),
            _(
                "It counts reports, not people, and only what came to a post: who died or disappeared at sea or between posts is not in it. "
                "The figure of SDG 10.7.3 itself is entered as a figure of others."
            ),
            LOG,
        ),
        Measure.INCIDENTS,
        LOST,
        rows_of,
        ("month", "post", "incident", "closed"),
    ),
)
