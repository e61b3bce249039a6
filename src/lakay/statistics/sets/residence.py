"""Who came to live on the other side: migrants, by the two rules of residence, worked out from stays.

UN Statistical Commission, decision 52/109 of 2021: a migrant changes the country of usual residence; a country of usual residence is one where
somebody stays for twelve months, or for most of them (six months and a day). A year is 365 days here and six months and a day are 183, so
that a stay of as many days counts alike in every year.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lakay.statistics.indicators import Indicator, Measure, Page
from lakay.statistics.indicators import to_translate as _
from lakay.statistics.sets.border import CROSSINGS, rows_of
from lakay.statistics.sets.stays import spans
from lakay.statistics.shapes import expressions

if TYPE_CHECKING:
    from ibis.expr.types import StringColumn, Table

KEPT = ("month", "direction", "sex", "age_group", "nationality", "citizen")
TWELVE_MONTHS, HALF_A_YEAR = 365, 183


def lives(facts: Table) -> Table:
    """Each movement with the days that the person then stayed, the way they first went, and the way they last went."""
    found = spans(facts)
    whole_life = expressions().window(group_by=found.person)
    first, last = found.before.isnull(), found.here
    return found.mutate(
        length=found.until - found.day,
        first_way=first.ifelse(found.direction, expressions().null("string")).max().over(whole_life),
        last_way=last.ifelse(found.direction, expressions().null("string")).max().over(whole_life),
    )


def turned(candidates: Table) -> Table:
    """Of the movements after which somebody lived on that side, those before which they lived on the other.

    Until the first of them a person counts as living where their first movement came from.
    """
    order = expressions().window(group_by=candidates.person, order_by=[candidates.month, candidates.nth])
    found = candidates.mutate(lived=candidates.direction.lag().over(order))
    first_time = found.lived.isnull() & (found.direction == found.first_way)
    return found.filter(first_time | (found.lived != found.direction))


def by_a_year(facts: Table) -> Table:
    """Who then stayed 365 days without a break; provisional, who has not stayed as long yet and is still there."""
    found = lives(facts)
    found = turned(found.filter((found.length >= TWELVE_MONTHS) | found.here))
    return _ruled(found, "12M", "observed", (found.length >= TWELVE_MONTHS).ifelse("final", "provisional"))


def by_most_of_a_year(facts: Table) -> Table:
    """Who then was there for 183 of the 365 days that followed, breaks left out; provisional, who is there and may yet come to it."""
    found = lives(facts)
    year = expressions().range_window(
        preceding=0, following=TWELVE_MONTHS - 1, group_by=[found.person, found.direction], order_by=found.day
    )
    beyond = expressions().greatest(found.until.max().over(year) - (found.day + TWELVE_MONTHS), 0)
    found = found.mutate(stayed=found.length.sum().over(year) - beyond)
    to_come = expressions().greatest(found.day + TWELVE_MONTHS - found.last_day, 0)
    may_still = (found.last_way == found.direction) & (to_come > 0) & (found.stayed + to_come >= HALF_A_YEAR)
    found = turned(found.filter((found.stayed >= HALF_A_YEAR) | may_still))
    return _ruled(found, "6M1D", "observed", (found.stayed >= HALF_A_YEAR).ifelse("final", "provisional"))


def as_they_said(facts: Table) -> Table:
    """Who said on the way in that they come to live here, and lived elsewhere; provisional until a year has passed."""
    found = lives(facts)
    settles = (found.direction == "entry") & (found.settles == "yes")
    found = turned(found.filter(settles | (found.length >= TWELVE_MONTHS)))
    found = found.filter((found.direction == "entry") & (found.settles == "yes"))
    return _ruled(found, "12M", "intended", (found.last_day - found.day >= TWELVE_MONTHS).ifelse("final", "provisional"))


def _ruled(found: Table, rule: str, basis: str, status: StringColumn) -> Table:
    """With the columns that say by which rule somebody counts, on what basis, and whether that can still change."""
    ruled = found.mutate(residence_rule=expressions().literal(rule), basis=expressions().literal(basis), status=status)
    return ruled.select(*KEPT, "residence_rule", "basis", "status")


def _migrants(code: str, title: str, who: str, caveats: str, rows: Callable[[Table], Table]) -> Indicator:
    """One rule and one basis is one indicator, so that nobody adds what two rules say of the same person."""
    page = Page(
        title, who, caveats, _("The register of the posts; United Nations Statistical Commission, decision 52/109 of 2021.")
    )
    dimensions = (*KEPT, "residence_rule", "basis", "status")
    return Indicator(code, page, Measure.MIGRANTS, CROSSINGS, rows_of, dimensions, rows)


INDICATORS = (
    _migrants(
        "border.migrants",
        _("Migrants, by twelve months"),
        _(
            "Each person who lived on one side and then stayed 365 days on the other without a break, in the month in which they went."
        ),
        _(
            "Those who are there and have not stayed as long yet stand apart: they may still become migrants. "
            "Before anything is known, a person counts as living where the first movement came from."
        ),
        by_a_year,
    ),
    _migrants(
        "border.migrants_most",
        _("Migrants, by six months and a day"),
        _(
            "Each person who lived on one side and then was on the other for 183 of the next 365 days, in the month in which they went."
        ),
        _(
            "The same people as by twelve months and some more: never added to those. Those who are there and may yet come to 183 days stand apart."
        ),
        by_most_of_a_year,
    ),
    _migrants(
        "border.migrants_intended",
        _("Migrants, by what they said"),
        _("Each person who said on the way in that they come to live here, and who had lived elsewhere."),
        _(
            "Only those whom the booth asks: citizens and holders of passes are not among them. What somebody intends may not happen."
        ),
        as_they_said,
    ),
)
