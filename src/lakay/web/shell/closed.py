"""A node whose store is encrypted starts closed. Until an officer opens it, it has one page, and asks nothing of the database."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from lakay.vault import held
from lakay.vault.lives import read_lives

Respond = Callable[[HttpRequest], HttpResponseBase]

OPENING = "opening:open"
ANSWERED = (OPENING, "shell:language", "shell:theme", "shell:health")


def is_closed() -> bool:
    """Whether this node waits for an officer's key."""
    return bool(settings.ENCRYPTED) and not held.is_open()


def ending(at: datetime) -> datetime | None:
    """When the hub's release ends, if that is soon enough to tell people."""
    until = held.held().until if held.is_open() else None
    return until if until is not None and at >= until - read_lives(settings.PACK).warning else None


def opened_first(respond: Respond) -> Respond:
    """Whatever is asked of a closed node, the answer is the page that opens it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not is_closed() or request.path_info in {reverse(name) for name in ANSWERED}:
            return respond(request)
        target = reverse(OPENING)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return redirect(target)

    return middleware
