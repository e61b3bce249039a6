"""The lists that entries come from: agreed on by two people, then brought up to date from a file that is tried out first."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404, visible
from lakay.kernel.clock import SystemClock
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions import ListNotStanding, NotOpen, decide_list, propose_closing, propose_list
from lakay.watchlist.bringing import bring_file
from lakay.watchlist.categories import categories
from lakay.watchlist.models import AlertList
from lakay.watchlist.rules.lists import ListStatus
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.watchlist.decide import APPROVE
from lakay.web.watchlist.forms import ReasonForm
from lakay.web.watchlist.list_forms import ListFileForm, ListForm
from lakay.web.watchlist.lists import SECURITY
from lakay.web.watchlist.words import LIST_STATUSES, category_label


@page(Permission.ALERT_LIST, purpose=SECURITY)
def registers(request: DeskRequest) -> HttpResponse:
    """Every list with its owner, its state and the day of its review."""
    found = visible(request.actor, request.purpose, AlertList).order_by("status", "code", "id")
    lines = [(row, category_label(row.category), LIST_STATUSES[row.status]) for row in found]
    may_propose = request.actor.may(Permission.ALERT_PROPOSE)
    return render(request, "watchlist/registers.html", {"lines": lines, "may_propose": may_propose})


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=FORM)
def add_register(request: DeskRequest) -> HttpResponse:
    """Propose a list."""
    form = ListForm(request.POST or None, among=categories().values())
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            receipt = propose_list(by=request.actor, at=SystemClock().now(), said=form.said(), reason=reason)
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("watchlist:register", receipt.id_of(AlertList))
    status = 422 if form.is_bound else 200
    return render(request, "watchlist/register_form.html", {"form": form}, status=status)


@page(Permission.ALERT_LIST, purpose=SECURITY)
def register(request: DeskRequest, register: UUID) -> HttpResponse:
    """One list: what it is, who agreed to it, and what may be done with it."""
    return show(request, get_or_404(request.actor, request.purpose, AlertList, register))


def show(request: DeskRequest, found: AlertList, status: int = 200, **more: Any) -> HttpResponse:
    """The page of a list, with the form that had something wrong."""
    names = staff_names({who for who in (found.proposed_by, found.decided_by) if who})
    waits = found.status in {ListStatus.PROPOSED, ListStatus.CLOSING}
    stands = found.status == ListStatus.STANDING and request.actor.may(Permission.ALERT_PROPOSE)
    values = {
        "register": found,
        "status": LIST_STATUSES[found.status],
        "pairs": _pairs(found),
        "who": names.get(found.proposed_by, ""),
        "decided_who": names.get(found.decided_by, "") if found.decided_by else "",
        "own": waits and found.proposed_by == request.actor.id,
        "may_decide": waits and request.actor.may(Permission.ALERT_DECIDE) and found.proposed_by != request.actor.id,
        "may_approve": True,
        "may_bring": stands,
        "form": ReasonForm(),
        "file_form": ListFileForm(prefix="file"),
        "close_form": ReasonForm(prefix="close"),
        **more,
    }
    return render(request, "watchlist/register.html", values, status=status)


def _pairs(found: AlertList) -> list[tuple[str, object]]:
    return [
        (_("Owner"), found.owner),
        (_("Category"), category_label(found.category)),
        (_("Legal basis"), found.legal_basis),
        (_("Reference of the act"), found.legal_reference),
        (_("Source"), found.source),
        (_("For the desk that takes over"), found.instruction or "—"),
        (_("To be reviewed by"), found.review_on),
    ]


@page(Permission.ALERT_DECIDE, purpose=SECURITY, methods=WRITE)
def decide_register(request: DeskRequest, register: UUID) -> HttpResponse:
    """Agree to a new list or to its closing, or not."""
    found = get_or_404(request.actor, request.purpose, AlertList, register)
    form = ReasonForm(request.POST)
    if form.is_valid():
        approve, reason = request.POST.get("decision") == APPROVE, form.cleaned_data["reason"]
        try:
            decide_list(by=request.actor, at=SystemClock().now(), of_list=found, approve=approve, reason=reason)
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        except CannotMove:
            form.add_error(None, _("Somebody else has decided this meanwhile."))
        else:
            return redirect("watchlist:register", found.id)
    return show(request, found, form=form, status=422)


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=WRITE)
def close_register(request: DeskRequest, register: UUID) -> HttpResponse:
    """Propose to close a list."""
    found = get_or_404(request.actor, request.purpose, AlertList, register)
    form = ReasonForm(request.POST, prefix="close")
    if form.is_valid():
        try:
            propose_closing(by=request.actor, at=SystemClock().now(), of_list=found, reason=form.cleaned_data["reason"])
        except NotOpen:
            form.add_error(None, _("This list does not stand now."))
        else:
            return redirect("watchlist:register", found.id)
    return show(request, found, close_form=form, status=422)


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=WRITE)
def bring_register(request: DeskRequest, register: UUID) -> HttpResponse:
    """The newest state of a list: tried out, with what it would change, or read in for a second person; both in the background."""
    found = get_or_404(request.actor, request.purpose, AlertList, register)
    form = ListFileForm(request.POST, request.FILES, prefix="file")
    if form.is_valid():
        said = form.cleaned_data
        asked = {"file_name": said["file"].name, "reason": said["reason"], "only_try": said["only_try"], "of_list": found}
        try:
            brought = bring_file(said["file"].chunks(), by=request.actor, at=SystemClock().now(), **asked)
        except ListNotStanding:
            form.add_error(None, _("This list does not stand now."))
        else:
            return redirect("watchlist:batch", brought)
    return show(request, found, file_form=form, status=422)
