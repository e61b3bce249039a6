"""Alerts and the second line: what came of them, and how long people waited. Silent and protective alerts are not among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lakay.statistics.indicators import Indicator, Measure, Page
from lakay.statistics.indicators import to_translate as _
from lakay.statistics.shapes import FactTable, Sensitivity, expressions, text, whole

if TYPE_CHECKING:
    from ibis.expr.types import IntegerColumn, StringColumn, Table

HITS = FactTable(
    "hits",
    "Entries of the alert list that may have meant a traveller; no silent and no protective ones",
    Sensitivity.SECURITY,
    (
        text("category", "code of the category"),
        text("basis", "document or name"),
        text("outcome", "same, other, unsure; open while nobody said"),
        whole("outcome_minutes", "minutes until the second line said whether it is the person"),
    ),
)
LOOKS = FactTable(
    "second_looks",
    "Travellers whom the booth handed over to the second line",
    Sensitivity.SECURITY,
    (
        text("status", "waiting, taken, proposed, decided, left"),
        text("decision", "admitted, refused, or empty"),
        text("override", "yes or no: admitted against a stop, by two people"),
        whole("waited_minutes", "minutes until somebody took it"),
    ),
)

WAITS = ((5, "0-5"), (15, "6-15"), (60, "16-60"))
LONGER, NOT_YET = "61+", "open"


def waited(minutes: IntegerColumn) -> StringColumn:
    """The band of a number of minutes; `open` while it lasts."""
    word = expressions().literal(LONGER)
    for most, band in reversed(WAITS):
        word = (minutes <= most).ifelse(expressions().literal(band), word)
    return minutes.isnull().ifelse(expressions().literal(NOT_YET), word)


def rows_of(rows: Table) -> IntegerColumn:
    """How many rows."""
    return rows.count()


SECOND_LINE = _("The files of the second line.")

INDICATORS = (
    Indicator(
        "alerts.outcomes",
        Page(
            _("Alerts by outcome"),
            _("Each time an entry of the alert list may have meant a traveller, by what the second line found."),
            _(
                "Alerts of which the booth is told nothing, and those that protect somebody, are left out. One traveller may meet several entries."
            ),
            SECOND_LINE,
        ),
        Measure.ALERTS,
        HITS,
        rows_of,
        ("month", "post", "category", "basis", "outcome"),
    ),
    Indicator(
        "alerts.true",
        Page(
            _("Alerts that were the person"),
            _("Alerts found to mean the traveller, among those of which the second line said so or the contrary."),
            _("Where it is low, names of strangers stop many travellers."),
            SECOND_LINE,
        ),
        Measure.ALERTS,
        HITS,
        lambda rows: (rows.outcome == "same").ifelse(1, 0).sum(),
        ("month", "post", "category", "basis"),
        lambda facts: facts.filter(facts.outcome.isin(["same", "other"])),
        of=rows_of,
    ),
    Indicator(
        "second_line.waiting",
        Page(
            _("Waiting for the second line"),
            _("Travellers handed over by the booth, by the minutes until somebody took them."),
            _("Those whom nobody has taken yet stand apart."),
            SECOND_LINE,
        ),
        Measure.DECISIONS,
        LOOKS,
        rows_of,
        ("month", "post", "status", "decision", "override", "band"),
        lambda facts: facts.mutate(band=waited(facts.waited_minutes)),
    ),
)
