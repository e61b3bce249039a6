"""Patrols: the list, one sent out, its page with what it found."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.visibility import get_or_404
from lakay.coordination import actions
from lakay.coordination.models import Patrol
from lakay.coordination.permissions import INCIDENT_VIEW, PATROL_WRITE, is_own_patrol
from lakay.coordination.queries import findings_of, own_open_incidents, patrols_of, totals_of
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.web.coordination.forms import FindingForm, PatrolForm, ReportForm
from lakay.web.coordination.home import may
from lakay.web.coordination.rows import finding_rows, patrol_rows, total_rows
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

TOGETHER = Purpose.COORDINATION
ON_A_PAGE = 40


@page(INCIDENT_VIEW, purpose=TOGETHER)
def patrols(request: DeskRequest) -> HttpResponse:
    """The patrols that the agency may see. Routes are for the page of each."""
    listed = Paginator(patrols_of(request.actor), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = patrol_rows(request.actor, listed.object_list)
    return render(
        request, "coordination/patrols.html", {"page": listed, "rows": rows, "may": may(request.actor), "here": "patrols"}
    )


@page(PATROL_WRITE, purpose=TOGETHER, methods=FORM)
def new(request: DeskRequest) -> HttpResponse:
    """A team leaves the post."""
    form = PatrolForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            receipt = actions.begin_patrol(
                by=request.actor,
                at=SystemClock().now(),
                team_size=data["team_size"],
                route=data["route"],
                command=data["command"],
            )
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        except CommandReused:
            form.add_error(None, _("This was sent before with other words. Look again before you send it."))
        else:
            return redirect("coordination:patrol", receipt.id_of(Patrol))
    values = {"form": form, "may": may(request.actor), "here": "patrols"}
    return render(request, "coordination/patrol_new.html", values, status=422 if request.method == "POST" else 200)


@page(INCIDENT_VIEW, purpose=TOGETHER)
def patrol(request: DeskRequest, patrol: UUID) -> HttpResponse:
    """One patrol and what it found."""
    return _show(request, get_or_404(request.actor, TOGETHER, Patrol, patrol))


def _show(request: DeskRequest, found: Patrol, **wrong: Form) -> HttpResponse:
    actor, now = request.actor, SystemClock().now()
    record_read(by=actor, at=now, purpose=TOGETHER, what="coordination.patrol.read", subjects=[found.pk], records=[found.pk])
    findings = findings_of(actor, [found])
    own = is_own_patrol(actor, found) and actor.may(PATROL_WRITE) and found.ended_at is None
    forms: dict[str, Any] = {"find_form": FindingForm(incidents=own_open_incidents(actor)), "end_form": ReportForm(prefix="end")}
    values: dict[str, Any] = {
        "patrol": patrol_rows(actor, [found])[0],
        "findings": finding_rows(actor, findings),
        "totals": total_rows(totals_of(findings)),
        "may": may(actor),
        "here": "patrols",
        **(forms if own else {}),
        **wrong,
        "wrong": list(wrong.values()),
    }
    return render(request, "coordination/patrol.html", values, status=422 if wrong else 200)


def _find(request: DeskRequest, patrol: UUID) -> Patrol:
    """A patrol of the person's agency; 404 for any other."""
    found = get_or_404(request.actor, TOGETHER, Patrol, patrol)
    if not is_own_patrol(request.actor, found):
        raise Http404
    return found


@page(PATROL_WRITE, purpose=TOGETHER, methods=WRITE)
def find(request: DeskRequest, patrol: UUID) -> HttpResponse:
    """Something it met."""
    found = _find(request, patrol)
    incidents = own_open_incidents(request.actor)
    form = FindingForm(request.POST, incidents=incidents)
    if form.is_valid():
        data = form.cleaned_data
        incident = next((incident for incident in incidents if str(incident.pk) == data["incident"]), None)
        given = actions.FindingGiven(data["category"], data["count"], data["note"], incident, data["to_protection"])
        try:
            actions.enter_finding(by=request.actor, at=SystemClock().now(), patrol=found, given=given, command=data["command"])
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        except CommandReused:
            form.add_error(None, _("This was sent before with other words. Look again before you send it."))
        else:
            return redirect("coordination:patrol", patrol)
    return _show(request, found, find_form=form)


@page(PATROL_WRITE, purpose=TOGETHER, methods=WRITE)
def end(request: DeskRequest, patrol: UUID) -> HttpResponse:
    """The team is back."""
    found = _find(request, patrol)
    form = ReportForm(request.POST, prefix="end")
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.end_patrol(
                by=request.actor, at=SystemClock().now(), patrol=found, report=data["report"], command=data["command"]
            )
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("coordination:patrol", patrol)
    return _show(request, found, end_form=form)
