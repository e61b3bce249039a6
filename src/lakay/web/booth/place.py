"""Where the booth stands: its post's day and country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from lakay.kernel.clock import SystemClock
from lakay.places.queries import where
from lakay.places.rules import local_date


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
    post = where(post_code)
    return Here(at, local_date(at, post.time_zone), post.country, ZoneInfo(post.time_zone))
