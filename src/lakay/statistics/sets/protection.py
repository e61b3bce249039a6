"""People who came to the protection desk: how many, how soon, and what was found. All of it protected by the highest threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lakay.statistics.indicators import Indicator, Measure, Page
from lakay.statistics.indicators import to_translate as _
from lakay.statistics.shapes import FactTable, Sensitivity, text, whole

if TYPE_CHECKING:
    from ibis.expr.types import IntegerColumn, Table

WHO = (
    text("sex", "F, M, X or not known"),
    text("age_group", "child, adult or unknown"),
    text("age_band", "0-8, 9-17, 18-20, 21-23, 24-26, 27-29, 30-38, 39-47, 48+ (bands of CTDC); empty if not known"),
)
INTAKES = FactTable(
    "intakes",
    "Files of the protection desk, by the day they were opened",
    Sensitivity.PROTECTION,
    (
        *WHO,
        text("origin", "booth, self, reception, hotline, community, abroad"),
        text("priority", "1 is now, 4 can wait"),
        text("status", "waiting, received, screened, closed, left"),
        text("outcome", "helped, referred, no_need, refused_help, left; empty while open"),
        text("finding", "actual, not, or empty: the latest decision about trafficking"),
        whole("screened_hours", "hours until the first screening"),
        whole("closed_days", "days until the file was closed"),
    ),
)
SCREENINGS = FactTable(
    "screenings",
    "Times that somebody was asked by an instrument",
    Sensitivity.PROTECTION,
    (
        *WHO,
        text("instrument", "code of the instrument"),
        text("private", "yes, no or not known: nobody else could hear"),
        text("interpreter", "none, staff, phone, companion"),
    ),
)
DETECTED = FactTable(
    "detected",
    "Persons whom a named office found to be victims of trafficking, by the day of the latest decision",
    Sensitivity.PROTECTION,
    (*WHO, text("decider", "kind of office that decided")),
)
CALLS = FactTable(
    "calls",
    "Calls of the booth to the protection desk",
    Sensitivity.PROTECTION,
    (
        text("raised_by", "minor, officer, alert, pattern, second-line"),
        text("status", "waiting, taken, closed"),
        text("agreed", "yes, no, or empty: whether the desk found the call right"),
        whole("taken_minutes", "minutes until somebody came"),
    ),
)

A_DAY = 24


def rows_of(rows: Table) -> IntegerColumn:
    """How many rows."""
    return rows.count()


FILES = _("The files of the protection desk. What was erased counts as not known.")
PEOPLE = ("month", "post", "sex", "age_group", "age_band")

INDICATORS = (
    Indicator(
        "protection.intakes",
        Page(
            _("People who came to the protection desk"),
            _("Each file opened, by how the person came and what became of them."),
            _("Somebody who came twice may have two files. It says how many were seen, not how many need protection."),
            FILES,
        ),
        Measure.FILES,
        INTAKES,
        rows_of,
        (*PEOPLE, "origin", "priority", "status", "outcome"),
    ),
    Indicator(
        "protection.screened_in_a_day",
        Page(
            _("Screened within a day"),
            _("Files whose first screening came within twenty-four hours, among all opened."),
            _("A file of which nothing was asked counts as not screened."),
            FILES,
        ),
        Measure.FILES,
        INTAKES,
        lambda rows: (rows.screened_hours < A_DAY).ifelse(1, 0).sum(),
        (*PEOPLE, "origin", "priority"),
        of=rows_of,
    ),
    Indicator(
        "protection.screenings",
        Page(
            _("Screenings"),
            _("Each time somebody was asked by an instrument, and how it was asked."),
            _("A correction is another screening."),
            FILES,
        ),
        Measure.ANSWERS,
        SCREENINGS,
        rows_of,
        (*PEOPLE, "instrument", "private", "interpreter"),
    ),
    Indicator(
        "protection.calls",
        Page(
            _("Calls to the protection desk"),
            _("Each call from a booth, by what raised it and whether the desk found it right."),
            _("Calls of patterns are many where the rules are wide."),
            FILES,
        ),
        Measure.ALERTS,
        CALLS,
        rows_of,
        ("month", "post", "raised_by", "status", "agreed"),
    ),
    Indicator(
        "sdg.16_2_2",
        Page(
            _("Detected victims of trafficking (SDG 16.2.2)"),
            _("Each person whom a named office found to be a victim, by sex and age, in the month of the latest decision."),
            _("Detected, not all: it rises where more is looked for. The form of exploitation is not recorded yet."),
            FILES,
        ),
        Measure.PERSONS,
        DETECTED,
        rows_of,
        (*PEOPLE, "decider"),
    ),
)
