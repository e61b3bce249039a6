"""How long people stayed. Both ends of a stay must be in the register, so each series says how often they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lakay.statistics.indicators import Indicator, Measure, Page
from lakay.statistics.indicators import to_translate as _
from lakay.statistics.sets.border import CROSSINGS, REGISTER, exits, rows_of, told_apart
from lakay.statistics.shapes import expressions

if TYPE_CHECKING:
    from ibis.expr.types import IntegerColumn, StringColumn, Table

STAYS = ((0, "0"), (7, "1-7"), (30, "8-30"), (90, "31-90"), (182, "91-182"), (364, "183-364"))
OVERSTAYS = ((7, "1-7"), (30, "8-30"), (90, "31-90"), (364, "91-364"))
LONGEST = "365+"


def banded(days: IntegerColumn, bands: tuple[tuple[int, str], ...]) -> StringColumn:
    """The band of a number of days."""
    word = expressions().literal(LONGEST)
    for most, band in reversed(bands):
        word = (days <= most).ifelse(expressions().literal(band), word)
    return word


def ended_stays(facts: Table) -> Table:
    """Stays of which both ends are known, in the month in which they ended."""
    found = exits(facts)
    found = found.filter(found.entry_day.notnull())
    return found.mutate(band=banded(found.day - found.entry_day, STAYS))


def overstayed(facts: Table) -> Table:
    """Stays that ended after the last permitted day."""
    found = exits(facts)
    found = found.filter(found.overstay_days > 0)
    return found.mutate(band=banded(found.overstay_days, OVERSTAYS))


def spans(facts: Table) -> Table:
    """Each movement with how long the person then stayed on that side: until the next one, or the last day the register knows."""
    known = told_apart(facts)
    order = expressions().window(group_by=known.person, order_by=[known.month, known.nth])
    with_next = known.mutate(
        next_day=known.day.lead().over(order),
        before=known.direction.lag().over(order),
        before_day=known.day.lag().over(order),
        last_day=facts.day.max().as_scalar(),
    )
    return with_next.mutate(
        until=expressions().coalesce(with_next.next_day, with_next.last_day), here=with_next.next_day.isnull()
    )


def still_here(facts: Table) -> Table:
    """Entries whose permitted stay is over and after which nobody saw the person again, in the month in which they came."""
    found = spans(facts)
    found = found.filter((found.direction == "entry") & found.here & (found.until_day < found.last_day))
    return found.mutate(band=banded(found.last_day - found.until_day, OVERSTAYS))


INDICATORS = (
    Indicator(
        "border.stays",
        Page(
            _("Stays that ended"),
            _("Each exit whose entry is known, by how many days lay between, in the month of the exit."),
            _("Stays whose entry or exit nobody recorded are left out: see the share of exits whose entry is known."),
            REGISTER,
        ),
        Measure.MOVEMENTS,
        CROSSINGS,
        rows_of,
        ("month", "post", "sex", "age_group", "nationality", "citizen", "band"),
        ended_stays,
    ),
    Indicator(
        "border.matched_exits",
        Page(
            _("Exits whose entry is known"),
            _("Exits of persons with a document or a name for which the register has the entry."),
            _("The lower it is, the less net migration and lengths of stay can be trusted."),
            REGISTER,
        ),
        Measure.MOVEMENTS,
        CROSSINGS,
        lambda rows: rows.entry_day.notnull().ifelse(1, 0).sum(),
        ("month", "post", "sex", "age_group", "nationality", "citizen"),
        exits,
        of=rows_of,
    ),
    Indicator(
        "border.overstays",
        Page(
            _("Overstays that ended"),
            _("Each exit after the last permitted day, by how many days, in the month of the exit."),
            _("Only who left at a post is seen here; who is still in the country stands in its own series."),
            REGISTER,
        ),
        Measure.MOVEMENTS,
        CROSSINGS,
        rows_of,
        ("month", "post", "sex", "age_group", "nationality", "band"),
        overstayed,
    ),
    Indicator(
        "border.overstays_open",
        Page(
            _("Overstays that have not ended"),
            _("Each person who entered, whose permitted stay is over, and who was not seen since, in the month of the entry."),
            _("Some of them left outside the posts. Counted on the last day that the register knows; it changes each time."),
            REGISTER,
        ),
        Measure.PERSONS,
        CROSSINGS,
        rows_of,
        ("month", "post", "sex", "age_group", "nationality", "band"),
        still_here,
    ),
)
