"""The periods that figures come out for: a month, a quarter, a year; for a situation report some days, `2026-03-14/2026-03-20`.

Plain arithmetic of months written `2026-03`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

_SHAPE = re.compile(r"(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?")
IN_A_YEAR = 12


MOST_DAYS = 31


class NoPeriod(ValueError):
    """It is neither a month nor a quarter nor a year."""


def months_of(period: str) -> tuple[str, ...]:
    """The months of 2026, 2026-Q1 or 2026-03. Raises NoPeriod."""
    found = _SHAPE.fullmatch(period)
    if not found:
        raise NoPeriod(period)
    year, quarter, month = found.groups()
    if month:
        return (period,)
    first, last = (int(quarter) * 3 - 2, int(quarter) * 3) if quarter else (1, IN_A_YEAR)
    return tuple(f"{year}-{number:02}" for number in range(first, last + 1))


def days_of(period: str) -> tuple[date, ...] | None:
    """The days of `2026-03-14/2026-03-20`, at most 31; nothing for what is not written like this. Raises NoPeriod."""
    if "/" not in period:
        return None
    try:
        first, last = (date.fromisoformat(part) for part in period.split("/"))
    except ValueError as error:
        raise NoPeriod(period) from error
    if not 0 <= (last - first).days < MOST_DAYS:
        raise NoPeriod(period)
    return tuple(first + timedelta(days=number) for number in range((last - first).days + 1))


def is_over(period: str, on: date) -> bool:
    """Whether no day of a period is still to come, or is that day itself."""
    if days := days_of(period):
        return days[-1] < on
    return months_of(period)[-1] < f"{on:%Y-%m}"


def before(period: str) -> str:
    """The period of the same length that goes before. Raises NoPeriod."""
    first = months_of(period)[0]
    year, month = int(first[:4]), int(first[5:])
    if period == first:
        return f"{year}-{month - 1:02}" if month > 1 else f"{year - 1}-{IN_A_YEAR}"
    if "Q" in period:
        return f"{year}-Q{month // 3}" if month > 1 else f"{year - 1}-Q4"
    return f"{year - 1}"


def offered(months: Sequence[str], on: date) -> Iterator[str]:
    """The quarters, then the months, then the years that are over and of which something is known, the newest first."""
    known = set(months)
    quarters = {f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}" for month in known}
    for kind in (quarters, known, {month[:4] for month in known}):
        yield from (period for period in sorted(kind, reverse=True) if is_over(period, on))
