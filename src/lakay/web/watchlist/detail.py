"""One alert: what it says, its history, and its print."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from lakay.access.policy import Permission
from lakay.access.visibility import get_or_404
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.watchlist.models import Alert
from lakay.watchlist.queries import changes_of, outcomes_of
from lakay.watchlist.rules.states import AlertStatus, ChangeStatus
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest
from lakay.web.watchlist.forms import ReasonForm, RenewForm
from lakay.web.watchlist.lists import SECURITY, note
from lakay.web.watchlist.rows import line_of, proposals_of, sheet_of, status_of
from lakay.web.watchlist.words import BASES, OUTCOMES


def opened(request: DeskRequest, alert: UUID) -> Alert:
    """The alert, for those to whom the policy opens it. The protection desk sees protective ones, for protection."""
    if not request.actor.may(Permission.ALERT_LIST):
        request.purpose = Purpose.PROTECTION
    return get_or_404(request.actor, request.purpose, Alert, alert)


@page(Permission.ALERT_OPEN, purpose=SECURITY)
def alert(request: DeskRequest, alert: UUID) -> HttpResponse:
    """One alert with what was agreed on about it, and what became of its hits."""
    return show(request, opened(request, alert))


def show(request: DeskRequest, found: Alert, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of an alert, with the form that had something wrong."""
    note(request, "watchlist.alert.read", [found.id])
    now = SystemClock().now()
    proposals = proposals_of(changes_of(found).select_related("alert")) if request.actor.may(Permission.ALERT_LIST) else []
    waits = changes_of(found).filter(status=ChangeStatus.WAITING).exists()
    on_list = status_of(found, now) is AlertStatus.ACTIVE
    values = {
        "alert": found,
        "line": line_of(found, now),
        "pairs": sheet_of(found),
        "proposals": proposals,
        "outcomes": [(row, OUTCOMES[row.outcome], BASES[row.basis]) for row in outcomes_of(found)[:20]],
        "waits": waits,
        "may_print": request.actor.may(Permission.ALERT_LIST),
        "may_propose": request.actor.may(Permission.ALERT_PROPOSE) and on_list and not waits,
        "end_form": ReasonForm(prefix="end"),
        "renew_form": RenewForm(prefix="renew"),
        **more,
    }
    return render(request, "watchlist/alert.html", values, status=status)


@page(Permission.ALERT_LIST, purpose=SECURITY)
def printed(request: DeskRequest, alert: UUID) -> HttpResponse:
    """One alert on paper. That it was printed, by whom and when, stands in the journal and on the sheet."""
    found = opened(request, alert)
    note(request, "watchlist.print.read", [found.id])
    now = SystemClock().now()
    values = {"alert": found, "line": line_of(found, now), "pairs": sheet_of(found), "now": now}
    return render(request, "watchlist/print.html", values)
