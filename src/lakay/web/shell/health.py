"""Is the node well? For a watching program; nothing personal, no log-in."""

from __future__ import annotations

import os

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse, JsonResponse

import lakay
from lakay.journal.models import Head
from lakay.journal.writer import StoreBroken, writer
from lakay.web.shell.closed import is_closed
from lakay.web.shell.pages import page
from lakay.web.shell.requests import AnyRequest


@page(public=True, while_locked=True)
def health(request: AnyRequest) -> HttpResponse:
    """`{"ok", "database", "writing", "version"}`; 503 when the node cannot record what people do. `closed` until an officer opens it."""
    if is_closed():
        return JsonResponse({"ok": False, "closed": True, "version": lakay.__version__}, status=503)
    database, writing = readable(), writable()
    ok = database and writing
    return JsonResponse(
        {"ok": ok, "database": database, "writing": writing, "version": lakay.__version__}, status=200 if ok else 503
    )


def readable() -> bool:
    """Whether the tables answer."""
    try:
        Head.objects.exists()
    except DatabaseError:
        return False
    return True


def writable() -> bool:
    """Whether the one writer takes work and, on SQLite, its file may be written."""
    try:
        writer.check()
    except StoreBroken:
        return False
    return connection.vendor != "sqlite" or os.access(settings.DATABASES["default"]["NAME"], os.W_OK)
