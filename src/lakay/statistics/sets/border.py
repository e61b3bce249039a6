"""Who passes the border: movements, persons, stays, refusals. Sex, age and nationality are those copied to the crossing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lakay.statistics.indicators import Indicator, Measure, Page
from lakay.statistics.indicators import to_translate as _
from lakay.statistics.shapes import FactTable, Sensitivity, key, text, whole

if TYPE_CHECKING:
    from ibis.expr.types import IntegerColumn, Table

CROSSINGS = FactTable(
    "crossings",
    "Movements at the posts: one row a traveller, or one row a group of people who were only counted",
    Sensitivity.MOVEMENTS,
    (
        text("market_day", "yes or no: whether the market is held at the post on that day"),
        text("direction", "entry or exit"),
        text("decision", "admitted or refused"),
        text("reason", "code of the reason of a refusal"),
        text("level", "documented, identified or counted"),
        text("source", "booth, late or import"),
        text("sex", "F, M or X"),
        whole("age", "whole years; missing for those who were only counted"),
        text("age_group", "0-4, 5-11, 12-17, 18-59, 60+"),
        text("age_band", "bands of five years, 00-04 to 85+; empty for those who were only counted"),
        text("nationality", "three letters"),
        text("citizen", "yes or no: of the country of the pack"),
        key("person", "tells persons apart; missing for those who were only counted"),
        whole("nth", "which movement of this person in this month"),
        whole("number", "people; negative in the correction of a count"),
        text("stay_rule", "of an entry: code of the rule of stay"),
        whole("until_day", "of an entry: last permitted day"),
        whole("entry_day", "of an exit: the day of the entry whose stay it ends"),
        whole("overstay_days", "of an exit: days beyond the permitted stay"),
        text(
            "settles",
            "of an entry: yes where the traveller said that they come to live here, no if something else, empty if not asked",
        ),
    ),
)

PLACE_AND_PEOPLE = ("month", "post", "direction", "sex", "age_group", "nationality")
FLOW = (*PLACE_AND_PEOPLE, "level", "market_day", "citizen")

BY_TWO = (("month",), ("month", "direction"), ("month", "post"), ("month", "post", "direction"), ("month", "direction", "sex"))
PERSON_BREAKDOWNS = (
    *BY_TWO,
    ("month", "direction", "age_group"),
    ("month", "direction", "nationality"),
    ("month", "direction", "citizen"),
    ("month", "direction", "market_day"),
    ("month", "direction", "sex", "age_band"),
    ("month", "post", "direction", "sex", "age_group"),
)


def passed(facts: Table) -> Table:
    """Those who were let through."""
    return facts.filter(facts.decision == "admitted")


def told_apart(facts: Table) -> Table:
    """Those let through of whom is known who they are: nobody who was only counted."""
    return facts.filter((facts.decision == "admitted") & facts.person.notnull())


def refused(facts: Table) -> Table:
    """Those who were sent back."""
    return facts.filter(facts.decision == "refused")


def exits(facts: Table) -> Table:
    """Those who left, of whom is known who they are."""
    found = told_apart(facts)
    return found.filter(found.direction == "exit")


def people(rows: Table) -> IntegerColumn:
    """How many people: a count may stand for several, and a correction takes some away."""
    return rows.number.sum()


def persons(rows: Table) -> IntegerColumn:
    """How many different persons."""
    return rows.person.nunique()


def rows_of(rows: Table) -> IntegerColumn:
    """How many rows."""
    return rows.count()


REGISTER = _("The register of the posts: booth, late entry from paper, and imports from earlier systems.")

INDICATORS = (
    Indicator(
        "border.movements",
        Page(
            _("Movements"),
            _("Each passage of a post by somebody who was let through, with a document, without one, or only counted."),
            _("A person who passes four times is four movements. Crossings outside the posts are not in it."),
            REGISTER,
        ),
        Measure.MOVEMENTS,
        CROSSINGS,
        people,
        FLOW,
        passed,
        breakdowns=(("month", "post", "direction"), ("month", "direction", "sex", "age_group", "level")),
    ),
    Indicator(
        "border.persons",
        Page(
            _("Different persons"),
            _("Each person who was let through at least once in the month and whom the register knows by a document or a name."),
            _(
                "Those who were only counted are left out. Cells of one breakdown do not add up: the same person may stand in two."
            ),
            REGISTER,
        ),
        Measure.PERSONS,
        CROSSINGS,
        persons,
        ("month", "post", "direction", "sex", "age_group", "age_band", "nationality", "citizen", "market_day"),
        told_apart,
        adds=False,
        breakdowns=PERSON_BREAKDOWNS,
    ),
    Indicator(
        "border.refusals",
        Page(
            _("Refusals"),
            _("Each decision to send a traveller back, by the reason the officer gave."),
            _("The same person may be refused several times. A decision taken back within the minute is left out."),
            REGISTER,
        ),
        Measure.DECISIONS,
        CROSSINGS,
        people,
        (*PLACE_AND_PEOPLE, "reason"),
        refused,
    ),
    Indicator(
        "border.refusal_rate",
        Page(
            _("Refusals per thousand decisions"),
            _("Refusals among all decisions on travellers with a document or a name."),
            _("Those who were only counted are in neither number."),
            REGISTER,
        ),
        Measure.DECISIONS,
        CROSSINGS,
        lambda rows: (rows.decision == "refused").ifelse(1, 0).sum(),
        PLACE_AND_PEOPLE,
        lambda facts: facts.filter(facts.person.notnull()),
        of=rows_of,
        factor=1000,
    ),
    Indicator(
        "border.timeliness",
        Page(
            _("Recorded as it happened"),
            _("Movements and refusals recorded at the booth, among those recorded at all."),
            _("The rest was entered later from paper or came from an earlier system."),
            REGISTER,
        ),
        Measure.MOVEMENTS,
        CROSSINGS,
        lambda rows: (rows.source == "booth").ifelse(rows.number, 0).sum(),
        ("month", "post", "direction", "level"),
        of=people,
    ),
)
