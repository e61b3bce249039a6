"""What follows from a place's data: the local day, open hours, market days, holidays. Values in, values out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
HOLIDAY = "PH"
_MINUTES = 24 * 60
_DAY_SPAN = re.compile(rf"({'|'.join(DAYS)})(?:-({'|'.join(DAYS)}))?")
_CLOCK_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")

Ranges = tuple[tuple[int, int], ...]
"""Minutes after local midnight, from and until; `until` past 1440 runs into the next day."""

Hours = Mapping[str, Ranges]
"""Open ranges for each of `Mo`…`Su`, and for `PH` where holidays have hours of their own."""

Holidays = Mapping[date, time]
"""The holidays of a country: the date, and from when on that date (midnight: the whole day)."""


class WhyShut(StrEnum):
    """Why a post is shut; the pages have words for each."""

    ENDED = "ended"
    NO_OFFICE = "no-office"
    CLOSED = "closed"
    OUT_OF_HOURS = "out-of-hours"


class BadHours(ValueError):
    """Hours that nobody can read: `Mo-Su 8-18` for `Mo-Su 08:00-18:00`."""


def local(at: datetime, zone: str) -> datetime:
    """The time on the wall at a post. `at` must carry a time zone; `zone` is an IANA name."""
    if at.tzinfo is None:
        raise ValueError("an instant without a time zone has no local time")
    return at.astimezone(ZoneInfo(zone))


def local_date(at: datetime, zone: str) -> date:
    """The day an instant belongs to at a post: crossings are counted on it, never on the day in UTC."""
    return local(at, zone).date()


def is_valid_on(on: date, valid_from: date | None, valid_to: date | None) -> bool:
    """Whether a record stands on a day; both ends are included, None is without limit."""
    return (valid_from is None or valid_from <= on) and (valid_to is None or on <= valid_to)


# Hours


def parse_hours(text: str) -> Hours:
    """Read `Mo-Fr 08:00-12:00,13:00-18:00; Sa 08:00-12:00; PH off` or `24/7`; empty text has no hours at all.

    A part of the opening hours syntax of OpenStreetMap. A later part replaces an earlier one for the same day.
    Raises BadHours.
    """
    if text.strip() == "24/7":
        return dict.fromkeys(DAYS, ((0, _MINUTES),))
    found: dict[str, Ranges] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        days, _, ranges = part.partition(" ")
        found.update(dict.fromkeys(_days(days), _ranges(ranges.strip())))
    return found


def is_open(hours: Hours, at: datetime, zone: str, holidays: Holidays) -> bool:
    """Whether a post's office is open at an instant, by the clock on its wall. No hours: no office, so never open."""
    now = local(at, zone)
    minute = now.hour * 60 + now.minute
    yesterday = now.date() - timedelta(days=1)
    return any(start <= minute < end for start, end in _on(hours, now.date(), now.time(), holidays)) or any(
        minute + _MINUTES < end for _, end in _on(hours, yesterday, time.max, holidays)
    )


def is_market_day(market_days: Iterable[str], on: date) -> bool:
    """Whether the border market is held on a local day; the days are `Mo`…`Su`."""
    return DAYS[on.weekday()] in market_days


def _on(hours: Hours, on: date, at: time, holidays: Holidays) -> Ranges:
    if HOLIDAY in hours and on in holidays and holidays[on] <= at:
        return hours[HOLIDAY]
    return hours.get(DAYS[on.weekday()], ())


def _days(text: str) -> list[str]:
    if text == HOLIDAY:
        return [HOLIDAY]
    found: list[str] = []
    for piece in text.split(","):
        match = _DAY_SPAN.fullmatch(piece)
        if match is None:
            raise BadHours(f"{piece!r} is not a day; write Mo, Mo-Fr or PH")
        first, last = DAYS.index(match[1]), DAYS.index(match[2] or match[1])
        found += [DAYS[(first + step) % 7] for step in range((last - first) % 7 + 1)]
    return found


def _ranges(text: str) -> Ranges:
    if text == "off":
        return ()
    found = []
    for piece in text.split(","):
        match = _CLOCK_SPAN.fullmatch(piece)
        if match is None:
            raise BadHours(f"{piece!r} is not a span of time; write 08:00-18:00")
        start, end = int(match[1]) * 60 + int(match[2]), int(match[3]) * 60 + int(match[4])
        if end > _MINUTES:
            raise BadHours(f"{piece!r} ends after midnight; write 00:30, not 24:30")
        found.append((start, end if end > start else end + _MINUTES))
    if any(later[0] < earlier[1] for earlier, later in pairwise(found)):
        raise BadHours(f"the spans of {text!r} overlap or are not in order")
    return tuple(found)


# Holidays


@dataclass(frozen=True, slots=True)
class HolidayRule:
    """How the date of a holiday is found in any year.

    `rule` is `{"rule": "fixed", "month": 5, "day": 18}` or `{"rule": "easter", "offset": -2}` (days from Easter Sunday).
    `move` gives, for a day of the week on which the date falls, how many days later it is kept (`{"Th": 4}`).
    """

    country: str
    code: str
    rule: Mapping[str, str | int]
    move: Mapping[str, int] = field(default_factory=dict)
    from_time: time | None = None
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class HolidayOn:
    """A holiday in one year: the day it is kept, and the date it commemorates."""

    on: date
    country: str
    code: str
    date_of: date
    from_time: time | None


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous computus, as in Meeus, Astronomical Algorithms, chapter 8)."""
    if year < 1583:
        raise ValueError("the Gregorian calendar begins in 1582")
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def date_of(rule: Mapping[str, str | int], year: int) -> date:
    """The date a rule gives in a year. Raises ValueError for a rule or a date that does not exist."""
    match rule:
        case {"rule": "fixed", "month": int(month), "day": int(day)}:
            return date(year, month, day)
        case {"rule": "easter", "offset": int(offset)}:
            return easter(year) + timedelta(days=offset)
    raise ValueError(f"not a rule for a holiday: {dict(rule)}")


def holidays_of(year: int, rules: Iterable[HolidayRule]) -> list[HolidayOn]:
    """The holidays kept in a year, in order. One that is moved across New Year belongs to the year it is kept in."""
    kept = (_kept(rule, nominal) for rule in rules for nominal in (year - 1, year, year + 1))
    return sorted((day for day in kept if day and day.on.year == year), key=lambda day: (day.on, day.country, day.code))


def holiday_dates(days: Iterable[HolidayOn]) -> Holidays:
    """The same as a table for `is_open`: where two fall on one day, the one that begins first counts."""
    found: dict[date, time] = {}
    for day in days:
        found[day.on] = min(found.get(day.on, time.max), day.from_time or time.min)
    return found


def _kept(rule: HolidayRule, year: int) -> HolidayOn | None:
    nominal = date_of(rule.rule, year)
    if not is_valid_on(nominal, rule.valid_from, rule.valid_to):
        return None
    on = nominal + timedelta(days=rule.move.get(DAYS[nominal.weekday()], 0))
    return HolidayOn(on, rule.country, rule.code, nominal, rule.from_time)
