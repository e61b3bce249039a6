"""Where the booth stands: its post's day and country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from lakay.kernel.clock import SystemClock
from lakay.places.models import Post
from lakay.places.rules import local_date

NOWHERE = "UTC"


@dataclass(frozen=True, slots=True)
class Here:
    """Now, at a post."""

    at: datetime
    today: date
    home: str
    zone: ZoneInfo


def here(post_code: str) -> Here:
    """The instant, the local day and the country of a post."""
    at = SystemClock().now()
    post = Post.objects.filter(code=post_code).only("time_zone", "country").first()
    zone = post.time_zone if post else NOWHERE
    return Here(at, local_date(at, zone), post.country if post else "", ZoneInfo(zone))
