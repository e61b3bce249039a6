"""The shifts of the post, what the work costs, and closing a shift whose officer went away."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from lakay.access.visibility import get_or_404, visible
from lakay.border.actions.shifts import NotAbandoned, close_abandoned
from lakay.border.measures import LISTED, Asked
from lakay.border.models import Hit, Shift
from lakay.border.permissions import SHIFT_SUPERVISE
from lakay.journal.reading import record_read
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.web.shell.fields import DayField
from lakay.web.shell.pages import READ, WRITE, page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest
from lakay.web.supervision.shown import Striking, tables

BORDER = Purpose.BORDER_CONTROL
MOST_DAYS = 92
SILENT_FOR = timedelta(days=2)


class PeriodForm(forms.Form):
    """From which day to which."""

    from_on = DayField(label=_("From"), required=False)
    until_on = DayField(label=_("Until"), required=False)


class RemarkForm(forms.Form):
    """Why a colleague's shift is closed."""

    remark = forms.CharField(label=_("What happened"), max_length=300)


def period(request: DeskRequest, today: date) -> tuple[PeriodForm, date, date]:
    """The days asked for; the last week if none are."""
    form = PeriodForm(request.GET or None)
    data = form.cleaned_data if form.is_valid() else {}
    until = data.get("until_on") or today
    first = max(data.get("from_on") or until - timedelta(days=6), until - timedelta(days=MOST_DAYS))
    return PeriodForm(initial={"from_on": first, "until_on": until}), first, until


@page(SHIFT_SUPERVISE, purpose=BORDER, methods=READ)
def home(request: DeskRequest) -> HttpResponse:
    """Shifts, costs and what stands out, of the own post alone."""
    if not request.actor.post:
        return render(request, "supervision/home.html", {"post": ""})
    return show(request)


def show(request: DeskRequest, fault: Any = "", status: int = 200) -> HttpResponse:
    """The page of the supervision."""
    now = here(request.actor.post)
    form, first, until = period(request, now.today)
    asked = Asked(request.actor.post, first, until, now.zone)
    striking = Striking.of(asked, now.at, _silent_hits(request, now.at))
    if striking.people:
        record_read(by=request.actor, at=now.at, purpose=request.purpose, what="border.lookups.read", subjects=striking.people)
    frame = {"post": asked.post, "form": form, "fault": fault, "remark": RemarkForm(), "tz": now.zone}
    return render(request, "supervision/home.html", frame | tables(asked, striking), status=status)


def _silent_hits(request: DeskRequest, at: datetime) -> list[Hit]:
    """The hits of the last days that the booth was told nothing of, the newest first."""
    hits = visible(request.actor, request.purpose, Hit).filter(silent=True, at__gt=at - SILENT_FOR)
    return list(hits.order_by("-at")[:LISTED])


@page(SHIFT_SUPERVISE, purpose=BORDER, methods=WRITE)
def close(request: DeskRequest, shift: UUID) -> HttpResponse:
    """Close the shift of an officer who went away without counting."""
    found = get_or_404(request.actor, request.purpose, Shift, shift)
    form = RemarkForm(request.POST)
    if found.post != request.actor.post:
        raise Http404
    if not form.is_valid():
        return show(request, _("Write what happened."), status=422)
    try:
        close_abandoned(by=request.actor, at=here(found.post).at, shift=found, remark=form.cleaned_data["remark"])
    except NotAllowed as refused:
        return show(request, refused.reason, status=422)
    except NotAbandoned:
        return show(request, _("This shift is closed already."), status=422)
    return redirect("supervision:home")
