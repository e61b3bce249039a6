"""The cookie of a session: it ends with the browser, no script reads it, no other site sends it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.middleware.csrf import rotate_token

from lakay.access import sessions
from lakay.access.login import NewSession
from lakay.kernel.clock import SystemClock
from lakay.web.shell.middleware import SESSION_COOKIE
from lakay.web.shell.preferences import safe_next, set_language
from lakay.web.shell.requests import AnyRequest


def enter(request: AnyRequest, session: NewSession) -> HttpResponse:
    """Let the person in: a new session and a new form token, and back to the page that was asked for."""
    response = HttpResponseRedirect(safe_next(request))
    rotate_token(request)
    response.set_cookie(SESSION_COOKIE, session.token, secure=settings.SECURE_COOKIES, httponly=True, samesite="Strict")
    visit = sessions.resolve(session.token, request.device, SystemClock().now())
    chosen_here = settings.MODE == "demo" and settings.LANGUAGE_COOKIE_NAME in request.COOKIES
    if visit is not None and visit.language and not chosen_here:
        set_language(response, visit.language)
    return response


def leave(response: HttpResponse) -> HttpResponse:
    """Take the session from the browser, and everything the browser has kept of our pages."""
    response.delete_cookie(SESSION_COOKIE, samesite="Strict")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
