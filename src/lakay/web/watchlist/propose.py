"""What an alert officer proposes, and what the child-protection police raise at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.journal.act import Receipt
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.watchlist.actions import (
    AlreadyProposed,
    NotActive,
    propose_alert,
    propose_change,
    propose_end,
    propose_renewal,
    raise_alert,
)
from lakay.watchlist.categories import categories, category_of
from lakay.watchlist.models import Alert
from lakay.watchlist.permissions import can_raise
from lakay.watchlist.rules.contents import BadContents
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.watchlist.detail import opened, show
from lakay.web.watchlist.forms import AlertForm, ReasonForm, RenewForm, after, start_values
from lakay.web.watchlist.lists import SECURITY, note
from lakay.web.watchlist.words import FAULTS

Write = Callable[[datetime], Receipt]


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=FORM)
def add(request: DeskRequest) -> HttpResponse:
    """Propose a new alert."""
    today = timezone.localtime(SystemClock().now()).date()
    first = {"first_day": today, "last_day": today + timedelta(days=90), "document_type": "passport", "command": new_id()}
    form = AlertForm(request.POST or None, among=categories().values(), initial=first)

    def write(at: datetime) -> Receipt:
        return propose_alert(
            by=request.actor,
            at=at,
            contents=form.contents(at),
            reason=form.cleaned_data["reason"],
            command=form.cleaned_data["command"],
        )

    receipt = attempt(request, form, write)
    if receipt is not None:
        return redirect("watchlist:alert", receipt.id_of(Alert))
    return filled(request, form, _("Propose an alert"))


@page(Permission.ALERT_RAISE, purpose=Purpose.PROTECTION, methods=FORM)
def raise_now(request: DeskRequest) -> HttpResponse:
    """A child is missing: every post knows at once, for a day, and for longer once a second person has confirmed it."""
    among = [row for row in categories().values() if can_raise(request.actor, row)]
    today = timezone.localtime(SystemClock().now()).date()
    first = {"last_day": today + timedelta(days=90), "document_type": "passport", "command": new_id()}
    form = AlertForm(request.POST or None, among=among, at_once=True, initial=first)

    def write(at: datetime) -> Receipt:
        return raise_alert(
            by=request.actor,
            at=at,
            contents=form.contents(at),
            reason=form.cleaned_data["reason"],
            command=form.cleaned_data["command"],
        )

    receipt = attempt(request, form, write)
    if receipt is not None:
        return redirect("watchlist:alert", receipt.id_of(Alert))
    return filled(request, form, _("A child is missing"), at_once=True, none=not among)


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=FORM)
def change(request: DeskRequest, alert: UUID) -> HttpResponse:
    """Propose other contents of an alert on the list."""
    found = opened(request, alert)
    note(request, "watchlist.alert.read", [found.id])
    first = start_values(found.contents) | {"command": new_id()}
    form = AlertForm(request.POST or None, among=[category_of(found.category)], initial=first)

    def write(at: datetime) -> Receipt:
        return propose_change(
            by=request.actor,
            at=at,
            alert=found,
            contents=form.contents(at),
            reason=form.cleaned_data["reason"],
            command=form.cleaned_data["command"],
        )

    receipt = attempt(request, form, write)
    if receipt is not None:
        return redirect("watchlist:alert", found.id)
    return filled(request, form, _("Propose a change"), alert=found)


def attempt(request: DeskRequest, form: AlertForm, write: Write) -> Receipt | None:
    """Write what a form says. None if there is nothing to write or something is wrong; what, stands in the form."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return write(SystemClock().now())
    except BadContents as bad:
        form.tell(bad)
    except (NotAllowed, AlreadyProposed, NotActive, CommandReused) as refused:
        form.add_error(None, told(refused))
    return None


def told(refused: Exception) -> str:
    """Why something could not be proposed, in a sentence."""
    if isinstance(refused, NotAllowed):
        return str(refused.reason)
    if isinstance(refused, BadContents):
        return " ".join(str(FAULTS[fault]) for fault in refused.faults)
    if isinstance(refused, CommandReused):
        return _("This was sent already and then changed. Look at the list before you send it again.")
    if isinstance(refused, AlreadyProposed):
        return _("Something about this alert waits for its decision already. One thing at a time.")
    return _("This alert is not on the list now.")


def filled(request: DeskRequest, form: AlertForm, title: str, **more: object) -> HttpResponse:
    """The form of an alert."""
    values = {"form": form, "title": title, **more}
    return render(request, "watchlist/form.html", values, status=422 if form.is_bound else 200)


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=WRITE)
def end(request: DeskRequest, alert: UUID) -> HttpResponse:
    """Propose to take an alert off the list."""
    found = opened(request, alert)
    form = ReasonForm(request.POST, prefix="end")
    if form.is_valid():
        try:
            propose_end(by=request.actor, at=SystemClock().now(), alert=found, reason=form.cleaned_data["reason"])
        except (NotAllowed, AlreadyProposed, NotActive) as refused:
            form.add_error(None, told(refused))
        else:
            return redirect("watchlist:alert", found.id)
    return show(request, found, end_form=form, status=422)


@page(Permission.ALERT_PROPOSE, purpose=SECURITY, methods=WRITE)
def renew(request: DeskRequest, alert: UUID) -> HttpResponse:
    """Propose a later end."""
    found = opened(request, alert)
    form = RenewForm(request.POST, prefix="renew")
    if form.is_valid():
        until_at = after(form.cleaned_data["last_day"])
        reason = form.cleaned_data["reason"]
        try:
            propose_renewal(by=request.actor, at=SystemClock().now(), alert=found, until_at=until_at, reason=reason)
        except (NotAllowed, AlreadyProposed, NotActive, BadContents) as refused:
            form.add_error(None, told(refused))
        else:
            return redirect("watchlist:alert", found.id)
    return show(request, found, renew_form=form, status=422)
