"""What the frame of every page needs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _

import lakay
from lakay.access.sessions import SessionState
from lakay.backup.permissions import CAN_VERIFY as COPIES
from lakay.backup.queries import strip_above
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.statistics.desk.queries import alarms_waiting
from lakay.statistics.permissions import FIGURE_READ
from lakay.web.shell.closed import ending
from lakay.web.shell.desks import TABS
from lakay.web.shell.posts import post_name
from lakay.web.shell.themes import theme_of, themes

Values = dict[str, Any]

IDLE_SECONDS = 300
"""After so long without a touch the page locks itself; the server does the same on its own clock."""


@dataclass(frozen=True, slots=True)
class ShownTab:
    """A tab as the bar shows it."""

    title: str
    href: str
    here: bool


def shell(request: HttpRequest) -> Values:
    """Context processor: the frame, worked out only for templates that have one."""
    return {"shell": SimpleLazyObject(lambda: frame(request))}


def frame(request: HttpRequest) -> Values:
    """Language, theme, tabs, officer and place of the bar at the top."""
    visit: SessionState | None = getattr(request, "visit", None)
    if visit is None:
        return plain_frame(request)
    tabs = [] if visit.locked or visit.must_enrol else tabs_for(visit.actor, request)
    return plain_frame(request) | {
        "tabs": tabs,
        "officer": visit.full_name,
        "post": post_name(visit.post),
        "lane": visit.lane,
        "alarms": 0 if visit.locked or not visit.actor.may(FIGURE_READ) else len(alarms_waiting(visit.actor)),
        "lock_after": 0 if visit.locked else IDLE_SECONDS,
        "copies": settings.MODE != "demo" and not visit.locked and visit.actor.may(COPIES) and strip_above(SystemClock().now()),
        "gives_up": settings.ENCRYPTED and not visit.locked and visit.actor.may("node:vault:wipe"),
        "release_ends": ending(SystemClock().now()) if settings.ENCRYPTED else None,
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


def tabs_for(actor: Actor, request: HttpRequest) -> list[ShownTab]:
    """The desks that a person may use."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    shown = []
    for tab in TABS:
        if actor.may(tab.permission):
            try:
                href = reverse(tab.view)
            except NoReverseMatch:
                continue
            shown.append(ShownTab(_(tab.title), href, here.startswith(tuple(tab.under.split()))))
    return shown
