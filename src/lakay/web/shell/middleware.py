"""What happens to every request: a number, who asks, strict headers, one line in the log."""

from __future__ import annotations

import os
import time
from collections.abc import Callable

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from lakay.access import sessions
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.web.shell.closed import is_closed
from lakay.web.shell.devices import NO_DEVICES
from lakay.web.shell.logs import pseudonym
from lakay.web.shell.posts import zone_of

Respond = Callable[[HttpRequest], HttpResponseBase]

OF_PAGES = ("Permissions-Policy", "Cross-Origin-Opener-Policy", "X-Frame-Options", "X-Robots-Tag")
"""Headers that only a page of its own obeys."""
OF_A_PART = "default-src 'none'; frame-ancestors 'none'"

SESSION_COOKIE = "lakay_session"
DEVICE_COOKIE = "lakay_device"
TEN_YEARS = 10 * 365 * 24 * 3600

log = structlog.get_logger("lakay.request")


def numbered(respond: Respond) -> Respond:
    """A random number for each request, to find its line in the log; and that line: the route, never the path."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.request_id = os.urandom(6).hex()  # type: ignore[attr-defined]
        start = time.perf_counter()
        response = respond(request)
        match = request.resolver_match
        log.info(
            "request",
            request=request.request_id,  # type: ignore[attr-defined]
            method=request.method,
            route=match.view_name if match else "",
            status=response.status_code,
            ms=round((time.perf_counter() - start) * 1000, 1),
            who=pseudonym(getattr(getattr(request, "actor", None), "id", None)),
        )
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        return response

    return middleware


def private(respond: Respond) -> Respond:
    """Headers of every page: kept nowhere, shown in no frame, with no device but the keys for logging in."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        if not response.has_header("Permissions-Policy"):
            response["Permissions-Policy"] = NO_DEVICES
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return middleware


def light(respond: Respond) -> Respond:
    """A part of a page comes without the headers of pages, half a kilobyte: the page it goes into has set its policy already.

    Only the booth's own script can ask for a part (no other site may send its header). Opened by itself it could do nothing at all.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = respond(request)
        if request.headers.get("HX-Request") == "true":
            for name in OF_PAGES:
                response.headers.pop(name, None)
            response["Content-Security-Policy"] = OF_A_PART
        return response

    return middleware


def identified(respond: Respond) -> Respond:
    """Who asks: the session of the cookie, bound to the device of the other cookie. One query."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        device = request.COOKIES.get(DEVICE_COOKIE, "")
        token = request.COOKIES.get(SESSION_COOKIE, "")
        if is_closed():  # nobody can be known before the store is open
            request.device, request.visit, request.actor = device, None, None  # type: ignore[attr-defined]
            request.purpose = Purpose.SECURITY  # type: ignore[attr-defined]
            return respond(request)
        fresh = "" if device else sessions.new_device()
        request.device = device or fresh  # type: ignore[attr-defined]
        request.purpose = Purpose.ADMINISTRATION  # type: ignore[attr-defined]
        visit = sessions.resolve(token, device, SystemClock().now()) if token and device else None
        request.visit = visit  # type: ignore[attr-defined]
        request.actor = visit.actor if visit else None  # type: ignore[attr-defined]
        with timezone.override(zone_of(visit.post if visit else "")):
            response = respond(request)
        if fresh:
            keep_device(response, fresh)
        return response

    return middleware


def keep_device(response: HttpResponseBase, device: str) -> None:
    """Let the browser keep the device's id: lock-outs count by device, and a session is worth nothing on another one."""
    if hasattr(response, "set_cookie"):
        response.set_cookie(
            DEVICE_COOKIE, device, max_age=TEN_YEARS, secure=settings.SECURE_COOKIES, httponly=True, samesite="Strict"
        )
