"""What a source of facts is: which months it has, what would change them, and the rows of one, by columns allowed and no others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, cached_property
from hashlib import sha256
from typing import Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from lakay.places.models import Post
from lakay.statistics.shapes import FactTable

Cell = str | int | None
Row = tuple[Cell, ...]
Told = Callable[[UUID], int]
"""Gives a person the number that tells them apart in this export."""

Make = Callable[[], "Source"]
"""Makes a source for one export; it reads the register as it is then."""

EPOCH = date(1970, 1, 1).toordinal()
DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
YES, NO = "yes", "no"


class Source(Protocol):
    """Facts of one kind, asked of the register. A month whose stamp is the same as last time has not changed."""

    @property
    def table(self) -> FactTable: ...
    def months(self) -> Mapping[str, str]: ...
    def rows(self, month: str, told: Told) -> Iterator[Row]: ...


def day_of(on: date) -> int:
    """The number of a day."""
    return on.toordinal() - EPOCH


def month_of(on: date) -> str:
    """The month of a day, as 2026-03."""
    return f"{on.year:04}-{on.month:02}"


def days_of(month: str) -> tuple[date, date]:
    """The first day of a month, and the first of the next."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, 1), date(year + number // 12, number % 12 + 1, 1)


def when(on: date, post: str) -> tuple[str, int, str, str]:
    """The columns that every table has."""
    return month_of(on), day_of(on), DAYS[on.weekday()], post


def yes(value: bool | None) -> str:
    """Yes, no, or nothing where nobody knows."""
    return "" if value is None else YES if value else NO


def minutes(first: datetime, last: datetime | None) -> int | None:
    """Whole minutes from one instant to another; a clock that went back gives none below zero."""
    return None if last is None else max(int((last - first).total_seconds() // 60), 0)


class Clocks:
    """The clocks of the posts, and their market days."""

    def __init__(self) -> None:
        self._posts = {code: (ZoneInfo(zone), frozenset(days)) for code, zone, days in _posts()}
        zones = Counter(zone.key for zone, _days in self._posts.values())
        self._home = ZoneInfo(max(zones, key=lambda name: (zones[name], name))) if zones else None

    def day(self, at: datetime, post: str) -> date:
        """The day at a post; by the world's clock where nobody knows the post."""
        known = self._posts.get(post)
        return (at.astimezone(known[0]) if known else at).date()

    def at_home(self, at: datetime) -> date:
        """The day by the clock of most posts, for what has no post."""
        return (at.astimezone(self._home) if self._home else at).date()

    def market(self, on: date, post: str) -> str:
        """Whether the market is held at a post on a day."""
        known = self._posts.get(post)
        return yes(bool(known) and DAYS[on.weekday()] in known[1]) if known else NO


def _posts() -> Iterable[tuple[str, str, list[str]]]:
    return Post.objects.values_list("code", "time_zone", "market_days")


class Whole:
    """A source with few enough rows to be read at once: its months are compared by what is in them."""

    def __init__(self, table: FactTable, read: Callable[[], Iterable[Row]]) -> None:
        self.table = table
        self._read = read

    @cached_property
    def _by_month(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._read():
            found.setdefault(str(row[0]), []).append(row)
        return {month: sorted(rows, key=repr) for month, rows in found.items()}

    def months(self) -> Mapping[str, str]:
        """The months, each with a digest of its rows."""
        return {month: sha256(repr(rows).encode()).hexdigest()[:16] for month, rows in self._by_month.items()}

    def rows(self, month: str, told: Told) -> Iterator[Row]:
        """The rows of a month."""
        yield from self._by_month.get(month, [])


@cache
def age_group(age: int | None) -> str:
    """The group that an officer can tell at a glance."""
    if age is None:
        return ""
    bands = ((5, "0-4"), (12, "5-11"), (18, "12-17"), (60, "18-59"))
    return next((band for below, band in bands if age < below), "60+")


@cache
def age_band(age: int | None) -> str:
    """The band of five years."""
    if age is None:
        return ""
    if age >= 85:
        return "85+"
    first = age // 5 * 5
    return f"{first:02}-{first + 4:02}"


@cache
def ctdc_band(age: int | None) -> str:
    """The band that the Counter-Trafficking Data Collaborative publishes."""
    if age is None:
        return ""
    bands = ((9, "0-8"), (18, "9-17"), (21, "18-20"), (24, "21-23"), (27, "24-26"), (30, "27-29"), (39, "30-38"), (48, "39-47"))
    return next((band for below, band in bands if age < below), "48+")
