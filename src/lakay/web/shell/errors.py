"""What stands on the screen when something went wrong: plain words, no data of any record, and a number to quote."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lakay.web.shell.context import plain_frame


def fault(request: HttpRequest, status: int, title: str, text: str) -> HttpResponse:
    """A page that says what went wrong; it asks nothing of the database."""
    values: dict[str, Any] = {"title": title, "text": text, "request_id": getattr(request, "request_id", "")}
    return render(request, "shell/fault.html", values | {"shell": plain_frame(request)}, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400"""
    return fault(request, 400, _("This request cannot be read."), _("Go back, and try again."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: only ever for a form that did not come from our own page; a stranger to a record gets 404."""
    text = _("The page was open for too long, or came from elsewhere. Nothing was saved. Open the page again, and try once more.")
    return fault(request, 403, _("This form is no longer good."), text)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token."""
    return forbidden(request)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is no such page, or it is not for the one who asks; which of the two, it does not say."""
    return fault(request, 404, _("There is no such page."), _("The address is wrong, or the page is not yours to see."))


def method_not_allowed(request: HttpRequest, methods: tuple[str, ...]) -> HttpResponse:
    """405"""
    response = fault(request, 405, _("This page cannot be used that way."), _("Go back, and use the buttons of the page."))
    response["Allow"] = ", ".join(methods)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500"""
    text = _("What was acknowledged is safe. Look whether your last entry stands before you press the button again.")
    return fault(request, 500, _("Lakay could not do this."), text)
