"""For how long a post has been silent, in hours in which it should have been open: nobody expects a word from a post that is shut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q

from lakay.border.models import Crossing, Shift, Tally
from lakay.border.pack import pack
from lakay.places import rules
from lakay.places.models import Closure, Post
from lakay.places.queries import holidays_near, post_hours_on

OFFICIAL = "official"
FARTHEST = timedelta(days=60)
HOUR = timedelta(hours=1)


def hours_silent(at: datetime, enough: int, posts: Sequence[str] = ()) -> Iterator[tuple[str, int]]:
    """(post, hours) of the official posts, or some of them; counting stops at `enough`. A post that never spoke is not among them."""
    found = Post.objects.filter(country=pack().header.home, status=OFFICIAL).valid_on(at.date())
    for post in found.filter(code__in=posts) if posts else found:
        last = last_word(post.code)
        if last is not None:
            yield post.code, _open_hours(post, max(last, at - FARTHEST), at, enough)


def last_word(post: str) -> datetime | None:
    """When somebody last opened a shift, passed or was counted at a post."""
    found = (
        Shift.objects.filter(post=post, late_for_on=None).order_by("-opened_at").values_list("opened_at", flat=True).first(),
        Crossing.objects.filter(post=post).order_by("-local_on", "-at").values_list("at", flat=True).first(),
        Tally.objects.filter(post=post).order_by("-local_on", "-at").values_list("at", flat=True).first(),
    )
    return max((one for one in found if one is not None), default=None)


def _open_hours(post: Post, since: datetime, until: datetime, enough: int) -> int:
    """Whole hours between two instants at whose end the post should have been open."""
    shut = list(_closures(post, since, until))
    holidays: dict[int, rules.Holidays] = {}
    count, now = 0, since + HOUR
    while now <= until and count < enough:
        on = rules.local_date(now, post.time_zone)
        if on.year not in holidays:
            holidays[on.year] = holidays_near(post.country, date(on.year, 1, 1))
        hours = rules.parse_hours(post_hours_on(post, on))
        is_shut = any(begins <= now and (ends is None or now < ends) for begins, ends in shut)
        count += rules.is_open(hours, now, post.time_zone, holidays[on.year]) and not is_shut
        now += HOUR
    return count


def _closures(post: Post, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime | None]]:
    found = Closure.objects.filter(Q(until_at__isnull=True) | Q(until_at__gte=since), post=post, from_at__lte=until)
    yield from found.values_list("from_at", "until_at")
