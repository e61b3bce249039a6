"""Spans of time as tables name them: 2026, 2026-Q1, 2026-S1, 2026-03, 2026-W09, 2026-03-14, and a span from/to of two of these.

A period is a pair of day numbers, the second one not in it (proleptic Gregorian ordinals), so that a year, its quarters, its months and
a running total since January are sums of one another without a table of names.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

Span = tuple[int, int]

_PART = re.compile(r"(\d{4})(?:-(?:Q([1-4])|S([12])|W(\d\d)|(\d\d)(?:-(\d\d))?))?")


@cache
def span(text: str) -> Span | None:
    """The days of a period, or None for what is no period (an age group, a post)."""
    first, slash, last = text.partition("/")
    begin, end = _single(first), _single(last) if slash else None
    if begin is None or (slash and (end is None or end[1] <= begin[0])):
        return None
    return (begin[0], end[1]) if end else begin


def _single(text: str) -> Span | None:
    found = _PART.fullmatch(text)
    if not found:
        return None
    year, quarter, half, week, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        return _days(year, quarter, half, week, month, day)
    except ValueError:
        return None


def _days(year: int, quarter: int, half: int, week: int, month: int, day: int) -> Span:
    if week:
        monday = date.fromisocalendar(year, week, 1)
        return monday.toordinal(), (monday + timedelta(days=7)).toordinal()
    if day:
        only = date(year, month, day).toordinal()
        return only, only + 1
    first, months = (quarter * 3 - 2, 3) if quarter else (half * 6 - 5, 6) if half else (month, 1) if month else (1, 12)
    return _month(year, first), _month(year, first + months)


def _month(year: int, month: int) -> int:
    """The first day of a month; 13 is January of the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1).toordinal()


NAMES = frozenset(
    {
        *("period", "time", "time_period", "date", "day", "week", "month", "quarter", "year"),
        *("période", "periode", "jour", "semaine", "mois", "trimestre", "année", "annee"),
        *("periodo", "período", "fecha", "día", "dia", "semana", "mes", "año", "ano"),
        *("peryòd", "peryod", "jou", "semèn", "mwa", "trimès", "ane"),
    }
)


def is_time(dimension: str, categories: frozenset[str]) -> bool:
    """Whether a column tells when: by its name, and all it says are spans of time. A year of birth is no time of counting."""
    return dimension.casefold() in NAMES and bool(categories) and all(span(one) is not None for one in categories)
