"""The shifts of the post, what the work costs, and closing a shift whose officer went away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404, visible
from lakay.border.actions.shifts import NotAbandoned, close_abandoned
from lakay.border.measures import Asked, Cost, costs_of, lookups_without_crossing, overrides_of, shifts_of, undone_of
from lakay.border.models import Hit, Shift
from lakay.border.overdue import overdue
from lakay.border.permissions import SHIFT_SUPERVISE
from lakay.border.queries import counts_of
from lakay.border.rules import Counts, Level, ShiftStatus
from lakay.journal.reading import record_read
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.watchlist.categories import categories
from lakay.watchlist.models.alerts import reference_of
from lakay.web.shell.fields import DayField
from lakay.web.shell.pages import READ, WRITE, page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest

BORDER = Purpose.BORDER_CONTROL
MOST_DAYS = 92
SILENT_FOR = timedelta(days=2)

STEPS: dict[str, str | Promise] = {
    "read": _("Reading"),
    "minor": _("Child"),
    "declare": _("Declaration"),
    "alert": _("Alert"),
    "decide": _("Decision"),
    "photo": _("Photo"),
    "all": _("Whole traveller"),
}
LEVELS: dict[str, str | Promise] = {Level.DOCUMENTED: _("with a document"), Level.IDENTIFIED: _("without a document")}


class PeriodForm(forms.Form):
    """From which day to which."""

    from_on = DayField(label=_("From"), required=False)
    until_on = DayField(label=_("Until"), required=False)


class RemarkForm(forms.Form):
    """Why a colleague's shift is closed."""

    remark = forms.CharField(label=_("What happened"), max_length=300)


@dataclass(frozen=True, slots=True)
class Line:
    """A shift as the list shows it."""

    shift: Shift
    officer: str
    counts: Counts
    imported: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody is still at it."""
        return self.shift.status == ShiftStatus.OPEN

    @property
    def differs(self) -> bool:
        """Whether the officer's own count was another."""
        said = self.shift.said_entries, self.shift.said_exits
        return None not in said and said != (self.shift.entries, self.shift.exits)


@dataclass(frozen=True, slots=True)
class CostLine:
    """What a step costs, in words."""

    cost: Cost

    @property
    def step(self) -> str | Promise:
        """The step."""
        return STEPS.get(self.cost.step, self.cost.step)

    @property
    def level(self) -> str | Promise:
        """How well the travellers were known."""
        return LEVELS.get(self.cost.level, self.cost.level)


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
    post = request.actor.post
    now = here(post)
    form, first, until = period(request, now.today)
    asked = Asked(post, first, until, now.zone)
    silent = list(
        visible(request.actor, request.purpose, Hit).filter(silent=True, at__gt=now.at - SILENT_FOR).order_by("-at")[:50]
    )
    vain, late = lookups_without_crossing(asked, now.at), overdue(post, now.at)
    if vain or late or silent:
        people = {encounter.person_id for encounter in (*vain, *(one.encounter for one in late))}
        people |= {hit.person_id for hit in silent}
        record_read(by=request.actor, at=now.at, purpose=request.purpose, what="border.lookups.read", subjects=people)
    shifts = shifts_of(asked)
    overrides, undone = overrides_of(asked), undone_of(asked)
    staff = staff_names(
        {shift.officer for shift in shifts}
        | {one.officer for one in vain}
        | {one.officer for one in undone}
        | {person for one in overrides for person in (one.proposed_by, one.decided_by) if person}
    )
    values = {
        "post": post,
        "form": form,
        "fault": fault,
        "shifts": [Line(shift, staff.get(shift.officer, ""), _counts(shift)) for shift in shifts],
        "costs": [CostLine(cost) for cost in costs_of(asked)],
        "overrides": [(one, *(staff.get(who, "") for who in (one.proposed_by, one.decided_by) if who)) for one in overrides],
        "undone": [(one, staff.get(one.officer, "")) for one in undone],
        "vain": [(one, staff.get(one.officer, ""), str(one.pk)[-8:]) for one in vain],
        "late": late,
        "silent": [(hit, label_of(hit.category), reference_of(hit.alert.hex) if hit.alert else "") for hit in silent],
        "remark": RemarkForm(),
        "tz": now.zone,
    }
    return render(request, "supervision/home.html", values, status=status)


def label_of(category: str) -> str:
    """What a category of alerts is called."""
    known = categories().get(category)
    return known.labels.in_language(get_language() or "fr") if known else category


def _counts(shift: Shift) -> Counts:
    """What passed: as written at the close, or as it stands now."""
    if shift.status == ShiftStatus.OPEN:
        return counts_of(shift)
    kept = ("entries", "exits", "refusals", "counted_entries", "counted_exits", "referred")
    return Counts(**{name: getattr(shift, name) or 0 for name in kept})


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
