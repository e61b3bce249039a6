"""Records that cannot be right, counted: what spoils the other figures, and where."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from lakay.statistics.indicators import Indicator, Measure, Page
from lakay.statistics.indicators import to_translate as _
from lakay.statistics.sets.border import CROSSINGS, REGISTER, rows_of
from lakay.statistics.shapes import expressions

if TYPE_CHECKING:
    from ibis.expr.types import Table

OLDEST = 110
LONGEST_STAY_DAYS = 5 * 366


def faulty(facts: Table) -> Table:
    """Every record of somebody known that breaks a rule, once for each rule it breaks."""
    known = facts.filter(facts.person.notnull())
    broken = {
        "no-age": known.age.isnull(),
        "too-old": known.age > OLDEST,
        "no-nationality": known.nationality == "",
        "no-sex": known.sex == "",
        "backwards": known.entry_day > known.day,
        "very-long-stay": known.day - known.entry_day > LONGEST_STAY_DAYS,
    }
    parts = [known.filter(condition).mutate(rule=expressions().literal(rule)) for rule, condition in broken.items()]
    return reduce(lambda first, second: first.union(second), parts)


INDICATORS = (
    Indicator(
        "quality.records",
        Page(
            _("Records to mend"),
            _("Each record of somebody known that cannot be right, once for each rule it breaks."),
            _("The supervisor of the post has the list of these records; who reads figures has only the numbers."),
            REGISTER,
        ),
        Measure.DECISIONS,
        CROSSINGS,
        rows_of,
        ("month", "post", "rule", "direction"),
        faulty,
    ),
)
