"""Dates of which a part may be unknown, and dates that somebody estimated: how most people here know a birthday.

The text form is that of the Extended Date/Time Format (ISO 8601-2:2019, annex A, level 1): `1991-03-04`, `1991-03`, `1991`,
`1991-XX-04`, `XXXX-03-04`, and `1991~` where the date is an estimate.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date
from functools import total_ordering
from typing import Protocol

ESTIMATE_YEARS = 2
"""How far, in years, an estimated date may be from the truth on either side. A choice of this office, from no standard."""

LEAP = 2000
"""A year in which every day of the calendar exists."""

_TEXT = re.compile(r"(\d{4}|XXXX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?(~?)", re.ASCII)


class BadDate(ValueError):
    """Parts that are no day of any calendar, or a text that is not of the form above."""


class ReadParts(Protocol):
    """A date as a reader of travel documents hands it over: each part is None where the document does not know it."""

    @property
    def year(self) -> int | None: ...
    @property
    def month(self) -> int | None: ...
    @property
    def day(self) -> int | None: ...


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as it is known. None stands for a part that nobody knows; all three None: nothing is known.

    Raises BadDate for 30 February, for 29 February of a year without it, and for numbers out of range.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    estimated: bool = False

    def __post_init__(self) -> None:
        if not _exists(self.year, self.month, self.day):
            raise BadDate(f"no such date: year {self.year}, month {self.month}, day {self.day}")
        if not self.is_known:
            object.__setattr__(self, "estimated", False)  # an estimate of nothing is nothing

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read the text form; empty text is a date of which nothing is known. Raises BadDate."""
        if not text:
            return UNKNOWN
        match = _TEXT.fullmatch(text.strip().upper())
        if match is None:
            raise BadDate("write 1991-03-04, 1991-03, 1991, or 1991~ for an estimate")
        year, month, day = (_number(part) for part in match.groups()[:3])
        return cls(year, month, day, estimated=bool(match[4]))

    @classmethod
    def on(cls, day: date) -> PartialDate:
        """A date known to the day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_parts(cls, read: ReadParts) -> PartialDate:
        """The date of a machine-readable zone, where fillers stand for unknown parts (ICAO Doc 9303-3 §4.8)."""
        return cls(read.year, read.month, read.day)

    def __str__(self) -> str:
        """The shortest text form; empty if nothing is known."""
        if not self.is_known:
            return ""
        year = "XXXX" if self.year is None else f"{self.year:04}"
        month = "XX" if self.month is None else f"{self.month:02}"
        day = "XX" if self.day is None else f"{self.day:02}"
        parts = [year, month, day]
        while parts[-1] == "XX":
            parts.pop()
        return "-".join(parts) + ("~" if self.estimated else "")

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known."""
        return (self.year, self.month, self.day) != (None, None, None)

    @property
    def exact(self) -> date | None:
        """The calendar day, where all three parts are known and none is an estimate."""
        if self.year is None or self.month is None or self.day is None or self.estimated:
            return None
        return date(self.year, self.month, self.day)

    @property
    def earliest(self) -> date | None:
        """The first day it can have been; None without a year. An estimate reaches ESTIMATE_YEARS further back."""
        if self.year is None:
            return None
        year = max(1, self.year - ESTIMATE_YEARS) if self.estimated else self.year
        return min(self._days_in(year), default=date(year, 1, 1))

    @property
    def latest(self) -> date | None:
        """The last day it can have been; None without a year. An estimate reaches ESTIMATE_YEARS further on."""
        if self.year is None:
            return None
        year = min(9999, self.year + ESTIMATE_YEARS) if self.estimated else self.year
        return max(self._days_in(year), default=date(year, 12, 31))

    def _days_in(self, year: int) -> list[date]:
        """The first and last days of each month that fit, in one year."""
        months = [self.month] if self.month else list(range(1, 13))
        days = [self.day] if self.day else [1, 31]
        lengths = {month: monthrange(year, month)[1] for month in months}
        fitting = [(month, day if self.day else min(day, lengths[month])) for month in months for day in days]
        return [date(year, month, day) for month, day in fitting if day <= lengths[month]]

    def age_on(self, day: date) -> tuple[int, int] | None:
        """Whole years lived on a day: the least and the most they can be. None without a year, or before any possible birth.

        Somebody born on 29 February comes of age on 1 March.
        """
        if self.earliest is None or self.latest is None or day < self.earliest:
            return None
        return max(0, _years(self.latest, day)), _years(self.earliest, day)

    def compatible(self, other: PartialDate) -> bool:
        """Whether both can speak of one day. Where one is an estimate, whether the spans of time meet."""
        if self.estimated or other.estimated:
            return self._meets(other)
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        if any(one is not None and two is not None and one != two for one, two in pairs):
            return False
        return _exists(*(two if one is None else one for one, two in pairs))

    def _meets(self, other: PartialDate) -> bool:
        if self.earliest is None or self.latest is None or other.earliest is None or other.latest is None:
            return True
        return self.earliest <= other.latest and other.earliest <= self.latest

    def __lt__(self, other: PartialDate) -> bool:
        """By the first day it can have been, then the last; dates without a year come first."""
        return self._rank() < other._rank()

    def _rank(self) -> tuple[date, date, str]:
        return self.earliest or date.min, self.latest or date.max, str(self)

    def as_estimate(self) -> PartialDate:
        """The same date, marked as estimated."""
        return replace(self, estimated=True)


def _exists(year: int | None, month: int | None, day: int | None) -> bool:
    """Whether some day of the calendar has these parts."""
    if year is not None and not 1 <= year <= 9999:
        return False
    if month is not None and not 1 <= month <= 12:
        return False
    longest = 31 if month is None else monthrange(LEAP if year is None else year, month)[1]
    return day is None or 1 <= day <= longest


def _number(part: str | None) -> int | None:
    return int(part) if part and part.isdigit() else None


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


UNKNOWN = PartialDate()
