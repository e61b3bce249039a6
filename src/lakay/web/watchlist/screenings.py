"""Who passed before the list changed and may be meant: how far the search is, what it found; it can be stopped and gone on with."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from lakay.access.policy import Permission
from lakay.access.visibility import get_or_404, visible
from lakay.kernel.clock import SystemClock
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions.screening import go_on_screening, stop_screening
from lakay.watchlist.keeper import WAKE
from lakay.watchlist.models import Finding, Screening
from lakay.watchlist.models.alerts import reference_of
from lakay.watchlist.rules.states import ScreeningStatus
from lakay.web.shell.likeness import why
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.watchlist.lists import SECURITY, note
from lakay.web.watchlist.words import SCREENING_STATUSES

SHOWN = 50


@page(Permission.ALERT_LIST, purpose=SECURITY)
def screenings(request: DeskRequest) -> HttpResponse:
    """The last screenings, and what they found."""
    runs = [
        (row, SCREENING_STATUSES[row.status], row.status == ScreeningStatus.RUNNING, row.status == ScreeningStatus.STOPPED)
        for row in visible(request.actor, request.purpose, Screening).order_by("-asked_at", "-id")[:SHOWN]
    ]
    found = list(visible(request.actor, request.purpose, Finding).order_by("-at", "-id")[:SHOWN])
    if found:
        note(request, "watchlist.screening.read", {row.alert for row in found})
    findings = [(row, reference_of(row.alert.hex), "; ".join(why(row.evidence or ()))) for row in found]
    may_move = request.actor.may(Permission.ALERT_PROPOSE)
    return render(request, "watchlist/screenings.html", {"runs": runs, "findings": findings, "may_move": may_move})


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=WRITE)
def move(request: DeskRequest, screening: UUID) -> HttpResponse:
    """Stop one that runs, or go on with one that was stopped. One that has ended meanwhile stays as it is."""
    found = get_or_404(request.actor, request.purpose, Screening, screening)
    step = stop_screening if found.status == ScreeningStatus.RUNNING else go_on_screening
    try:
        step(by=request.actor, at=SystemClock().now(), screening=found)
    except CannotMove:
        return redirect("watchlist:screenings")
    WAKE.set()
    return redirect("watchlist:screenings")
