"""Where somebody works: the day and the country of their post."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from lakay.kernel.clock import SystemClock
from lakay.places.queries import Where, where
from lakay.places.rules import local_date

KNOWN_SECONDS = 60
"""How long a post's clock is taken as known: it changes once in years."""


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
    post = _where(post_code, int(time.monotonic() // KNOWN_SECONDS))
    return Here(at, local_date(at, post.time_zone), post.country, ZoneInfo(post.time_zone))


@lru_cache(maxsize=256)
def _where(post_code: str, period: int) -> Where:
    return where(post_code)
