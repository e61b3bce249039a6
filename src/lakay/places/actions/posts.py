"""Changes to crossing points, and their closing and opening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.places import rules
from lakay.places.actions.places import ONE_DAY, BadPeriod
from lakay.places.actions.values import name_fields, stable_id, without
from lakay.places.models import NAMES, Closure, Place, Post, PostFormerly
from lakay.places.pack.records import Names
from lakay.places.permissions import check_can_close_post, check_can_edit_posts


class AlreadyShut(ValueError):
    """The post is closed; it is opened before it is closed again."""


class AlreadyOpen(ValueError):
    """This closure has ended."""


@dataclass(frozen=True, slots=True)
class PostDetails:
    """What may change in the life of a post. Raises rules.BadHours or ValueError for what nobody can read."""

    names: Names
    status: str
    hours: str
    market_days: tuple[str, ...]

    def __post_init__(self) -> None:
        rules.parse_hours(self.hours)
        if not set(self.market_days) <= set(rules.DAYS):
            raise ValueError(f"{self.market_days}: the days are {' '.join(rules.DAYS)}")


@action("places.post.add", Purpose.ADMINISTRATION)
def add_post(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    code: str,
    place: Place,
    mode: str,
    details: PostDetails,
    time_zone: str,
    valid_from: date,
    counterpart: Post | None = None,
    command: UUID | None = None,
) -> None:
    """A crossing point that was not in the pack, official or not."""
    check_can_edit_posts(by)
    act.create(
        Post,
        id=stable_id(Post.kind, code),
        code=code,
        country=place.country,
        place=place,
        mode=mode,
        status=details.status,
        **name_fields(details.names),
        time_zone=time_zone,
        hours=details.hours,
        market_days=list(details.market_days),
        counterpart=counterpart,
        valid_from=valid_from,
        by_office=True,
    )


@action("places.post.change", Purpose.ADMINISTRATION)
def change_post(
    act: Act, *, by: Actor, at: datetime, post: Post, details: PostDetails, from_on: date, command: UUID | None = None
) -> None:
    """Other names, status, hours or market days from a day on; before it, the old ones hold. Raises BadPeriod."""
    check_can_edit_posts(by)
    began = post.as_from or post.valid_from
    if began and from_on <= began:
        raise BadPeriod(f"{post.code} has been as it is since {began}")
    former = {"status": post.status, "hours": post.hours, "market_days": post.market_days, **name_fields(post.names)}
    act.create(PostFormerly, post=post, **former, from_on=post.as_from, to_on=from_on - ONE_DAY)
    act.update(
        post,
        **name_fields(details.names),
        status=details.status,
        hours=details.hours,
        market_days=list(details.market_days),
        as_from=from_on,
        unverified=without(post.unverified, *NAMES, "status", "hours", "market_days"),
        by_office=True,
    )


@action("places.post.position", Purpose.ADMINISTRATION)
def place_post(
    act: Act, *, by: Actor, at: datetime, post: Post, latitude: Decimal, longitude: Decimal, command: UUID | None = None
) -> None:
    """Where the post stands, as measured there: degrees, WGS 84."""
    check_can_edit_posts(by)
    act.update(
        post,
        latitude=latitude,
        longitude=longitude,
        unverified=without(post.unverified, "latitude", "longitude"),
        by_office=True,
    )


@action("places.post.confirm", Purpose.ADMINISTRATION)
def confirm_post(act: Act, *, by: Actor, at: datetime, post: Post, columns: list[str], command: UUID | None = None) -> None:
    """Somebody has checked fields that were marked unverified, and they are right."""
    check_can_edit_posts(by)
    act.update(post, unverified=without(post.unverified, *columns), by_office=True)


@action("places.post.end", Purpose.ADMINISTRATION)
def end_post(act: Act, *, by: Actor, at: datetime, post: Post, last_on: date, command: UUID | None = None) -> None:
    """The post is given up after a day; its register stays. Raises BadPeriod."""
    check_can_edit_posts(by)
    if post.valid_from and last_on < post.valid_from:
        raise BadPeriod(f"{post.code} begins on {post.valid_from}")
    act.update(post, valid_to=last_on, by_office=True)


@action("places.post.close", Purpose.BORDER_CONTROL)
def close_post(
    act: Act, *, by: Actor, at: datetime, post: Post, reason: str, from_at: datetime | None = None, command: UUID | None = None
) -> None:
    """Shut a post from an instant on (now, if none is given), until it is opened again. Raises AlreadyShut."""
    check_can_close_post(by, post.code)
    if Closure.objects.filter(post=post, until_at__isnull=True).exists():
        raise AlreadyShut(post.code)
    act.create(Closure, post=post, from_at=from_at or at, reason=reason)
    act.about(post.pk)


@action("places.post.reopen", Purpose.BORDER_CONTROL)
def reopen_post(
    act: Act, *, by: Actor, at: datetime, closure: Closure, until_at: datetime | None = None, command: UUID | None = None
) -> None:
    """Open a post again, now or at an instant. One that was to be shut later is not shut at all. Raises AlreadyOpen."""
    check_can_close_post(by, closure.post.code)
    if closure.until_at is not None:
        raise AlreadyOpen(closure.post.code)
    others = Closure.objects.filter(post=closure.post_id, until_at__isnull=True).exclude(pk=closure.pk)
    for one in (closure, *others):  # two machines may have shut it
        act.update(one, until_at=max(until_at or at, one.from_at))
    act.about(closure.post_id)
