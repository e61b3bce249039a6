"""What the frame of every page needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

import lakay
from lakay.access.sessions import SessionState
from lakay.backup.permissions import CAN_VERIFY as COPIES
from lakay.backup.queries import strip_above
from lakay.kernel.clock import SystemClock
from lakay.statistics.desk.queries import alarms_waiting
from lakay.statistics.permissions import FIGURE_READ
from lakay.web.shell.bar import entries_for, in_one_row, taken
from lakay.web.shell.closed import ending
from lakay.web.shell.posts import post_name
from lakay.web.shell.themes import theme_of, themes

Values = dict[str, Any]

IDLE_SECONDS = 300
"""After so long without a touch the page locks itself; the server does the same on its own clock."""


def shell(request: HttpRequest) -> Values:
    """Context processor: the frame, worked out only for templates that have one."""
    return {"shell": SimpleLazyObject(lambda: frame(request))}


def frame(request: HttpRequest) -> Values:
    """Language, theme, tabs, officer and place of the bar at the top."""
    visit: SessionState | None = getattr(request, "visit", None)
    if visit is None:
        return plain_frame(request)
    place = {"officer": visit.full_name, "post": post_name(visit.post), "lane": visit.lane}
    known = plain_frame(request) | place
    if settings.ENCRYPTED:
        known["release_ends"] = ending(SystemClock().now())
    return known if visit.locked else known | _at_work(request, visit, taken(**place))


def _at_work(request: HttpRequest, visit: SessionState, beside: int) -> Values:
    """What the frame shows to somebody whose screen is not locked: the way to the desks, and what waits for them."""
    actor, here = visit.actor, request.resolver_match.view_name if request.resolver_match else ""
    return {
        "bar": [] if visit.must_enrol else in_one_row(entries_for(actor, here), beside),
        "lock_after": IDLE_SECONDS,
        "alarms": len(alarms_waiting(actor)) if actor.may(FIGURE_READ) else 0,
        "copies": settings.MODE != "demo" and actor.may(COPIES) and strip_above(SystemClock().now()),
        "gives_up": settings.ENCRYPTED and actor.may("node:vault:wipe"),
    }


def plain_frame(request: HttpRequest) -> Values:
    """The frame without a person, as on the log-in and where something went wrong; it asks nothing of the database."""
    return {
        "language": get_language() or settings.LANGUAGE_CODE,
        "languages": settings.LANGUAGES,
        "theme": theme_of(request),
        "themes": themes(),
        "here": request.get_full_path() if request.method == "GET" else "/",
        "demo": settings.MODE == "demo",
        "version": lakay.__version__,
    }
