"""Dates as a zone holds them: two digits each for year, month and day, without a century (ICAO Doc 9303-3 §4.8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FULL = {f"{month:02}{day:02}" for month, last in enumerate(_LENGTHS, 1) for day in range(1, last + 1)}
_UNKNOWN_DAY = {f"{month:02}<<" for month in range(1, 13)}
_UNKNOWN_MONTH = {f"<<{day:02}" for day in range(1, 32)}
FULL_DAYS: Final = frozenset(_FULL)
PARTIAL_DAYS: Final = frozenset(_FULL | _UNKNOWN_DAY | _UNKNOWN_MONTH | {"<<<<"})


def is_full_date(text: str) -> bool:
    """Whether six characters are a day that exists in at least one century (`000229` does, in 2000)."""
    year, day = text[:2], text[2:]
    return day in FULL_DAYS and year.isdigit() and (day != "0229" or int(year) % 4 == 0)


def is_birth_date(text: str) -> bool:
    """The same for a date of birth, where year, month or day may be fillers because nobody knows it."""
    if "<" not in text:
        return is_full_date(text)
    year, day = text[:2], text[2:]
    return day in PARTIAL_DAYS and (year == "<<" or (year.isdigit() and (day != "0229" or int(year) % 4 == 0)))


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date with its century put back. Each part is None where the document does not know it or shows nonsense."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def on(self) -> date | None:
        """The calendar day, when all three parts are known."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return date(self.year, self.month, self.day)

    def __str__(self) -> str:
        """ISO 8601 with X for what is unknown: `1974-08-12`, `1974-XX-XX`."""
        year = "XXXX" if self.year is None else f"{self.year:04}"
        month = "XX" if self.month is None else f"{self.month:02}"
        day = "XX" if self.day is None else f"{self.day:02}"
        return f"{year}-{month}-{day}"


UNREAD: Final = ReadDate(None, None, None)


def _two(text: str) -> int | None:
    return int(text) if text.isdigit() else None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _with_century(text: str, years: list[int]) -> ReadDate:
    """The first of the candidate years, best first, in which the day exists."""
    month, day = _two(text[2:4]), _two(text[4:6])
    for year in years:
        if month is None or day is None or _is_day(year, month, day):
            return ReadDate(year, month, day)
    return UNREAD


def _candidates(text: str) -> list[int]:
    return [century + int(text[:2]) for century in (2000, 1900, 2100)]


@lru_cache(maxsize=8192)
def expiry_of(text: str, today: date | None) -> ReadDate:
    """The day a document ends: the century that puts it nearest to today.

    Doc 9303 gives no century rule. Without a today, 00 to 69 is read as 2000 to 2069 and the rest as the century before.
    """
    if not is_full_date(text):
        return UNREAD
    near = today.year if today else 2019
    return _with_century(text, sorted(_candidates(text), key=lambda year: abs(year - near)))


@lru_cache(maxsize=8192)
def birth_of(text: str, expiry: ReadDate, today: date | None) -> ReadDate:
    """The day of birth: the latest one that is not after today, nor after the document's end.

    A person of a hundred years reads as a child: the photograph tells, the zone cannot.
    """
    if not is_birth_date(text):
        return UNREAD
    month, day = _two(text[2:4]), _two(text[4:6])
    if text[:2] == "<<":
        return ReadDate(None, month, day)
    limits = [limit for limit in (today, expiry.on) if limit]
    latest = min(limits) if limits else date(2019, 12, 31)
    bound = (latest.year, latest.month, latest.day)
    years = [year for year in (2100, 2000, 1900) if (year + int(text[:2]), month or 1, day or 1) <= bound]
    return _with_century(text, [year + int(text[:2]) for year in years])
