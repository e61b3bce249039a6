"""How published tables are called in the language of the reader: what the ledger keeps are codes, the same for everybody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lakay.disclosure.tables import JOINED, TOTAL, Table, joined
from lakay.publication.bulletin.codes import PERIOD, UNKNOWN
from lakay.publication.bulletin.telling import LANGUAGES
from lakay.publication.periods import NoPeriod, days_of, months_of
from lakay.statistics.indicators import MONTH, Indicator
from lakay.statistics.registry import NoSuchIndicator, indicator
from lakay.web.statistics import words

DAY = re.compile(r"\d{4}-\d\d-\d\d")
BAND = re.compile(r"(\d+)[-+][\d+-]*")
"""Ages and lengths: 5-11, 60+, or several of them as one."""


def period_name(period: str) -> str:
    """“January to March 2026”, “March 2026”, “2026”, “From 14 March to 20 March 2026”; what is no such period as it is written."""
    language = LANGUAGES[(get_language() or "fr")[:2]]
    if DAY.fullmatch(period):
        return language.day(period)
    try:
        days = days_of(period)
        months = months_of(period) if days is None else ()
    except NoPeriod:
        return period
    if days:
        return language.sentence(language.over_days(days[0].isoformat(), days[-1].isoformat()))
    if period == period[:4]:
        return period
    first, last = (_month(month) for month in (months[0], months[-1]))
    if len(months) == 1:
        return _("%(month)s %(year)s") % {"month": last, "year": period[:4]}
    return _("%(first)s to %(last)s %(year)s") % {"first": first, "last": last, "year": period[:4]}


def _month(code: str) -> str:
    """The name of a month; English and Kreyòl aside, months are written small, and English alone writes them large."""
    name = str(MONTHS[int(code[5:])])
    return name.title() if get_language() == "en" else name


def measured(table: Table) -> Indicator | None:
    """The indicator whose figures a table has; nothing for tables from files."""
    try:
        return indicator(table.measure)
    except NoSuchIndicator:
        return None


def indicator_title(one: Indicator) -> str:
    """What an indicator is called."""
    return _(one.page.title)


def dimension_name(name: str) -> str:
    """What a column is called."""
    return words.dimension(MONTH) if name == PERIOD else words.dimension(name)


def table_title(code: str, by: Sequence[str]) -> str:
    """What a table of an indicator is called."""
    told = " · ".join(dimension_name(name) for name in by)
    return _("%(figure)s: %(by)s") % {"figure": indicator_title(indicator(code)), "by": told}


def title_of(table: Table) -> str:
    """What a table is called: by its indicator where it has one, else by its own name."""
    one = measured(table)
    return table_title(one.code, table.dimensions) if one else table.name


def ordered(table: Table, place: int) -> list[str]:
    """The categories of a dimension as people read them: ages and lengths from the least, what is not known behind."""

    def rank(category: str) -> tuple[bool, int]:
        band = BAND.fullmatch(category)
        return category == UNKNOWN, int(band[1]) if band else 0

    return sorted(table.categories[place], key=rank)


def category_name(table: Table, dimension: str, category: str) -> str:
    """What a cell says of a dimension."""
    if category == TOTAL:
        return _("Total")
    if measured(table) is None:
        return category
    if dimension == PERIOD:
        return period_name(category)
    return f" {JOINED} ".join(sorted(_named(dimension, one) for one in joined(category)))


def _named(dimension: str, code: str) -> str:
    return _("not known") if code == UNKNOWN else words.value(dimension, code)
