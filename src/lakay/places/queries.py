"""What others ask about places: by code, by day, by clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from lakay.places import rules
from lakay.places.models import Closure, Holiday, Place, Post
from lakay.places.pack.records import Names, PlaceRow, PostRow
from lakay.places.rules import WhyShut


def place_by_pcode(pcode: str) -> Place:
    """A place by its p-code. Raises Place.DoesNotExist."""
    found: Place = Place.objects.select_related("parent").get(pcode=pcode)
    return found


def places_of(country: str, level: int, on: date) -> list[Place]:
    """The places of one level that stand on a day, by p-code."""
    return list(Place.objects.valid_on(on).filter(country=country, level=level).select_related("parent").order_by("pcode"))


def children_of(place: Place, on: date) -> list[Place]:
    """The places directly within a place on a day, by p-code."""
    return list(Place.objects.valid_on(on).filter(parent=place).order_by("pcode"))


def place_names_on(place: Place, on: date) -> Names:
    """What a place was called on a day."""
    if place.as_from and on < place.as_from:
        former = (
            place.former.filter(Q(from_on__isnull=True) | Q(from_on__lte=on), to_on__gte=on).order_by("-to_on", "-id").first()
        )
        return former.names if former else place.names
    return place.names


def post_by_code(code: str) -> Post:
    """A post by its code. Raises Post.DoesNotExist."""
    found: Post = Post.objects.select_related("place", "counterpart").get(code=code)
    return found


@dataclass(frozen=True, slots=True)
class Where:
    """The country and the clock of a post."""

    country: str
    time_zone: str


def where(code: str) -> Where:
    """Where a post is; the world's own time for a post that nobody knows."""
    found = Post.objects.filter(code=code).values_list("country", "time_zone").first()
    return Where(*found) if found else Where("", "UTC")


def post_names(codes: Iterable[str]) -> dict[str, Names]:
    """The names of posts, by code."""
    return {post.code: post.names for post in Post.objects.filter(code__in=list(codes))}


def posts_on(on: date, country: str = "", mode: str = "", status: str = "") -> list[Post]:
    """The posts that stand on a day, by code; of one country, one mode or one status where given."""
    wanted = {"country": country, "mode": mode, "status": status}
    rows = Post.objects.valid_on(on).filter(**{field: value for field, value in wanted.items() if value})
    return list(rows.select_related("place").order_by("code"))


def closures_of(post: Post) -> list[Closure]:
    """The times a post was shut, newest first."""
    return list(Closure.objects.filter(post=post).order_by("-from_at", "-id"))


def closed_now(at: datetime) -> list[Closure]:
    """The closures that last at an instant, with their posts, by code."""
    return list(_lasting(at).select_related("post").order_by("post__code"))


def post_hours_on(post: Post, on: date) -> str:
    """The hours a post had on a local day."""
    if post.as_from and on < post.as_from:
        former = post.former.filter(Q(from_on__isnull=True) | Q(from_on__lte=on), to_on__gte=on).order_by("-to_on", "-id").first()
        return former.hours if former else post.hours
    return post.hours


def why_shut(post: Post, at: datetime) -> WhyShut | None:
    """Why a post is shut at an instant; None if it is open."""
    on = rules.local_date(at, post.time_zone)
    if not rules.is_valid_on(on, post.valid_from, post.valid_to):
        return WhyShut.ENDED
    hours = rules.parse_hours(post_hours_on(post, on))
    if not hours:
        return WhyShut.NO_OFFICE
    if _lasting(at).filter(post=post).exists():
        return WhyShut.CLOSED
    if not rules.is_open(hours, at, post.time_zone, holidays_near(post.country, on)):
        return WhyShut.OUT_OF_HOURS
    return None


def is_market_day(post: Post, at: datetime) -> bool:
    """Whether the market is held at a post on the local day of an instant."""
    return rules.is_market_day(post.market_days, rules.local_date(at, post.time_zone))


def local_date(post: Post, at: datetime) -> date:
    """The day on which a post counts an instant."""
    return rules.local_date(at, post.time_zone)


def holidays_of(year: int, countries: Iterable[str]) -> list[rules.HolidayOn]:
    """The holidays kept in some countries in a year, in order."""
    found = Holiday.objects.filter(country__in=list(countries)).order_by("country", "code", "valid_from")
    return rules.holidays_of(year, [holiday.as_rule() for holiday in found])


def holidays_near(country: str, on: date) -> rules.Holidays:
    """The holidays of a country in the year of a day, and the last one of the year before."""
    years = {on.year} if on.month > 1 or on.day > 1 else {on.year - 1, on.year}
    return rules.holiday_dates(day for year in sorted(years) for day in holidays_of(year, [country]))


def place_rows() -> list[PlaceRow]:
    """All places of this node, as rows of a country pack."""
    rows = Place.objects.select_related("parent").order_by("country", "level", "pcode")
    return [
        PlaceRow(
            country=place.country,
            level=place.level,
            pcode=place.pcode,
            name=place.name,
            names=place.names,
            parent_pcode=place.parent.pcode if place.parent else "",
            valid_from=place.valid_from,
            valid_to=place.valid_to,
            source=tuple(place.source),
            unverified=tuple(place.unverified),
        )
        for place in rows
    ]


def post_rows() -> list[PostRow]:
    """All posts of this node, as rows of a country pack."""
    return [
        PostRow(
            code=post.code,
            country=post.country,
            place_pcode=post.place.pcode,
            mode=post.mode,
            status=post.status,
            names=post.names,
            time_zone=post.time_zone,
            hours=post.hours,
            market_days=tuple(post.market_days),
            latitude=post.latitude,
            longitude=post.longitude,
            counterpart=post.counterpart.code if post.counterpart else "",
            valid_from=post.valid_from,
            valid_to=post.valid_to,
            source=tuple(post.source),
            unverified=tuple(post.unverified),
        )
        for post in Post.objects.select_related("place", "counterpart").order_by("code")
    ]


def _lasting(at: datetime) -> QuerySet[Closure]:
    return Closure.objects.filter(Q(until_at__isnull=True) | Q(until_at__gt=at), from_at__lte=at)
