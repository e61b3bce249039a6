"""Officers: look-ups without a traveller, names typed by hand, admissions against a stop, and decoys that somebody asked about."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.border.queries.officers import looked_up
from lakay.border.rules.officers import striking
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest

DAYS = 30
STILL_THERE = timedelta(minutes=30)
"""Who was looked up since may still stand at the booth."""

STRIKING = {
    "lost": _("many look-ups after which nobody passed"),
    "typed": _("many names typed by hand"),
    "overrides": _("many admissions against a stop"),
}


@page(Permission.EVENT_VIEW, purpose=Purpose.OVERSIGHT)
def officers(request: DeskRequest) -> HttpResponse:
    """The officers of the last thirty days, and what stands out beside their colleagues."""
    now = SystemClock().now()
    found = looked_up(now - timedelta(days=DAYS), now - STILL_THERE)
    names = staff_names(UUID(one.officer) for one in found)
    record_read(by=request.actor, at=now, purpose=Purpose.OVERSIGHT, what="border.officer.read", subjects=[])
    lines = [
        (one, names.get(UUID(one.officer), one.officer[:8]), [STRIKING[what] for what in striking(one, found)]) for one in found
    ]
    return render(request, "oversight/officers.html", {"lines": lines, "days": DAYS})
