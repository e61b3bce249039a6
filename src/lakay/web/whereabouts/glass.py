"""Breaking the glass: one asks, a second agrees with their own key, and for an hour the first looks with theirs."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.shown import shown
from lakay.access.visibility import get_or_404
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.whereabouts import circles, forms
from lakay.web.whereabouts.rows import glass_row
from lakay.whereabouts import keeping, queries
from lakay.whereabouts.actions import agree_glass, ask_glass, end_glass, record_opening, refuse_glass
from lakay.whereabouts.models import Circle, Glass
from lakay.whereabouts.rules.codes import GlassState
from lakay.whereabouts.rules.keys import WrongKey

PROTECTION = Purpose.PROTECTION
BREAK = Permission.GLASS_BREAK


@page(BREAK, purpose=PROTECTION, methods=WRITE)
def ask(request: DeskRequest, circle: UUID) -> HttpResponse:
    """Say why. Nothing opens before a second person agrees."""
    found = get_or_404(request.actor, request.purpose, Circle, circle)
    form = forms.GroundsForm(request.POST)
    if not form.is_valid():
        return circles.show(request, found, asking=form)
    if queries.own_key(request.actor.id) is None:
        return circles.show(request, found, _("Make your own key first."), asking=form)
    said = form.cleaned_data
    try:
        now = SystemClock().now()
        receipt = ask_glass(by=request.actor, at=now, circle=found, grounds=said["grounds"], command=said["command"])
    except NotAllowed as refused:
        return circles.show(request, found, str(refused.reason), asking=form)
    except CommandReused:
        return circles.show(request, found, _("This was sent before."))
    return redirect("whereabouts:glass", glass=receipt.id_of(Glass))


@page(BREAK, purpose=PROTECTION)
def one(request: DeskRequest, glass: UUID) -> HttpResponse:
    """An emergency look: why, who agreed, until when."""
    return show(request, get_or_404(request.actor, request.purpose, Glass, glass))


def show(request: DeskRequest, found: Glass, fault: str = "", form: forms.KeyForm | None = None) -> HttpResponse:
    """The page, with what was wrong."""
    now, actor = SystemClock().now(), request.actor
    record_read(by=actor, at=now, purpose=request.purpose, what="whereabouts.circle.read", subjects=[found.intake_id])
    names = staff_names({each for each in (found.asked_by, found.agreed_by) if each})
    state = found.times.state(now)
    asker = found.asked_by == actor.id
    values: dict[str, Any] = {
        "row": glass_row(found, names, now),
        "circle": found.circle_id,
        "called": shown(actor, request.purpose, found.circle.intake).called,
        "answers": state is GlassState.ASKED and not asker,
        "looks": state is GlassState.OPEN and asker,
        "waits": state is GlassState.ASKED and asker,
        "form": form or forms.KeyForm(),
        "fault": fault,
    }
    return render(request, "whereabouts/glass.html", values, status=422 if fault or (form and form.errors) else 200)


def _own(request: DeskRequest, form: forms.KeyForm) -> keeping.Opened:
    """One's own key, opened. Raises NotAllowed."""
    row = queries.own_key(request.actor.id)
    if row is None:
        raise NotAllowed(_("Make your own key first."))
    try:
        return keeping.opened(row, form.cleaned_data["code"], form.cleaned_data["pin"])
    except WrongKey:
        raise NotAllowed(_("The code or the PIN is wrong.")) from None


def _shares(request: DeskRequest, found: Glass, form: forms.KeyForm) -> dict[UUID, str]:
    """The second person's shares, closed for the one who asked. Raises NotAllowed."""
    to, key = queries.own_key(found.asked_by), _own(request, form)
    shares = keeping.shares_for(queries.stays_of(found.circle), key, bytes(to.public)) if to else {}
    if not shares:
        raise NotAllowed(_("It was not closed for your key. A keyholder must close it again."))
    return shares


@page(BREAK, purpose=PROTECTION, methods=WRITE)
def agree(request: DeskRequest, glass: UUID) -> HttpResponse:
    """The second person agrees, with their own key."""
    found, form = get_or_404(request.actor, request.purpose, Glass, glass), forms.KeyForm(request.POST)
    if not form.is_valid():
        return show(request, found, form=form)
    try:
        shares, now = _shares(request, found, form), SystemClock().now()
        agree_glass(by=request.actor, at=now, glass=found, passed=shares, command=form.cleaned_data["command"])
    except NotAllowed as refused:
        return show(request, found, str(refused.reason), form)
    except CommandReused:
        return show(request, found, _("This was sent before."))
    return redirect("whereabouts:glass", glass=found.pk)


@page(BREAK, purpose=PROTECTION, methods=WRITE)
def refuse(request: DeskRequest, glass: UUID) -> HttpResponse:
    """The second person says no."""
    found = get_or_404(request.actor, request.purpose, Glass, glass)
    try:
        refuse_glass(by=request.actor, at=SystemClock().now(), glass=found)
    except NotAllowed as refused:
        return show(request, found, str(refused.reason))
    return redirect("whereabouts:glass", glass=found.pk)


@page(BREAK, purpose=PROTECTION, methods=WRITE)
def look(request: DeskRequest, glass: UUID) -> HttpResponse:
    """Look, within the hour. Each look is entered; the keyholders see it."""
    found, form = get_or_404(request.actor, request.purpose, Glass, glass), forms.KeyForm(request.POST)
    if not form.is_valid():
        return show(request, found, form=form)
    try:
        key = _own(request, form)
        record_opening(by=request.actor, at=SystemClock().now(), circle=found.circle, why=found.grounds[:300], glass=found)
    except NotAllowed as refused:
        return show(request, found, str(refused.reason), form)
    places = keeping.read_through_glass(queries.stays_of(found.circle), found, key)
    return circles.opened(request, found.circle, places, found.pk)


@page(BREAK, purpose=PROTECTION, methods=WRITE)
def end(request: DeskRequest, glass: UUID) -> HttpResponse:
    """Seen enough."""
    found = get_or_404(request.actor, request.purpose, Glass, glass)
    try:
        end_glass(by=request.actor, at=SystemClock().now(), glass=found)
    except NotAllowed as refused:
        return show(request, found, str(refused.reason))
    return redirect("whereabouts:glass", glass=found.pk)
