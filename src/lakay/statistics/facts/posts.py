"""Which posts should have spoken on which day, and which did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from lakay.border.models import Crossing, Shift, Tally
from lakay.border.pack import pack
from lakay.places import rules
from lakay.places.models import Closure, Post
from lakay.places.queries import holidays_near, post_hours_on
from lakay.statistics.facts.source import Clocks, Make, Row, Whole, when
from lakay.statistics.sets.posts import POST_DAYS

OFFICIAL = "official"
Spoke = set[tuple[str, date]]


def post_days() -> Iterator[Row]:
    """A row for each official post of the country and each day between the first and the last record."""
    clocks, spoke = Clocks(), reported()
    if not spoke:
        return
    first, last = min(on for _, on in spoke), max(on for _, on in spoke)
    holidays: dict[int, rules.Holidays] = {}
    for post in Post.objects.filter(country=pack().header.home, status=OFFICIAL).order_by("code"):
        shut = _shut(post)
        for number in range((last - first).days + 1):
            on = first + timedelta(days=number)
            if on.year not in holidays:
                holidays[on.year] = holidays_near(post.country, date(on.year, 1, 1))
            expected = _open_on(post, on, holidays[on.year]) and not _closed_all(shut, post, on)
            yield (*when(on, post.code), clocks.market(on, post.code), int(expected), int((post.code, on) in spoke))


def reported() -> Spoke:
    """The posts and days with a shift, a crossing or a count."""
    clocks = Clocks()
    found: Spoke = {
        (post, clocks.day(at, post)) for post, at in Shift.objects.filter(late_for_on=None).values_list("post", "opened_at")
    }
    found |= set(Crossing.objects.order_by().values_list("post", "local_on").distinct())
    return found | set(Tally.objects.order_by().values_list("post", "local_on").distinct())


def _open_on(post: Post, on: date, holidays: rules.Holidays) -> bool:
    """Whether the hours of a post have it open at any time of a day that begins there."""
    if not rules.is_valid_on(on, post.valid_from, post.valid_to):
        return False
    hours = rules.parse_hours(post_hours_on(post, on))
    noon = (datetime.combine(on, time(hour), tzinfo=ZoneInfo(post.time_zone)) for hour in range(24))
    return any(rules.is_open(hours, at, post.time_zone, holidays) for at in noon)


Shut = list[tuple[datetime, datetime | None]]


def _shut(post: Post) -> Shut:
    return list(Closure.objects.filter(post=post).values_list("from_at", "until_at"))


def _closed_all(shut: Shut, post: Post, on: date) -> bool:
    """Whether one closure covers the whole local day."""
    zone = ZoneInfo(post.time_zone)
    begins, ends = (datetime.combine(day, time(0), tzinfo=zone) for day in (on, on + timedelta(days=1)))
    return any(first <= begins and (last is None or last >= ends) for first, last in shut)


SOURCES: tuple[Make, ...] = (partial(Whole, POST_DAYS, post_days),)
