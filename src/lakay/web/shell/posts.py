"""The post where a person sits, as the bar shows it, and its clock. Remembered for a minute: every page asks for it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import get_language

from lakay.kernel.clock import SystemClock
from lakay.places.models import Post
from lakay.places.queries import post_by_code, posts_on

KEPT_SECONDS = 60

_kept: dict[str, tuple[float, Post]] = {}
_home: list[Any] = [0.0, ""]


def post_of(code: str) -> Post | None:
    """A post as it stood at most a minute ago."""
    at, found = _kept.get(code, (0.0, None))
    if found is None or time.monotonic() - at > KEPT_SECONDS:
        found = found_post(code) if code else None
        if found is not None:
            _kept[code] = (time.monotonic(), found)
    return found


def found_post(code: str) -> Post | None:
    """A post by its code, or nothing."""
    try:
        return post_by_code(code)
    except Post.DoesNotExist:
        return None


def name_of(post: Post) -> str:
    """The name of a post in the language of the screen."""
    names = {"ht": post.name_ht, "es": post.name_es, "en": post.name_en}
    return names.get(get_language() or "", post.name_fr)


def post_name(code: str) -> str:
    """The name of a post by its code; the code itself if this node does not know it."""
    post = post_of(code)
    return name_of(post) if post else code


def zone_of(code: str) -> tzinfo:
    """The time zone of a post; away from the posts, that of most of them."""
    post = post_of(code)
    return ZoneInfo(post.time_zone) if post else home_zone()


def home_zone() -> tzinfo:
    """The time zone of most posts of the country pack; UTC before there is one."""
    at, zone = _home
    if not zone or time.monotonic() - at > KEPT_SECONDS:
        zones = Counter(post.time_zone for post in posts_on(SystemClock().now().date()))
        zone = max(zones, key=lambda name: (zones[name], name), default="")
        _home[:] = [time.monotonic(), zone]
    return ZoneInfo(zone) if zone else UTC


def posts_to_choose(granted: Iterable[str], anywhere: bool) -> list[tuple[str, str]]:
    """The posts where a person may sit, by name: those of the grants, or all posts of this country pack."""
    codes = set(granted)
    posts = [post for post in posts_on(SystemClock().now().date()) if anywhere or post.code in codes]
    known = {post.code for post in posts}
    return sorted(
        [(post.code, name_of(post)) for post in posts] + [(code, code) for code in codes - known], key=lambda pair: pair[1]
    )
