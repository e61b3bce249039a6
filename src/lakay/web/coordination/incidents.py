"""Incidents: the list, a new one, its page with the log."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404
from lakay.coordination import actions
from lakay.coordination.models import Incident
from lakay.coordination.pack import country_of
from lakay.coordination.permissions import INCIDENT_VIEW, INCIDENT_WRITE, is_offered_lead, leads, takes_part
from lakay.coordination.queries import incidents_of, log_of, tasks_of_incident
from lakay.coordination.rules import Audience, IncidentStatus, Seriousness
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.web.coordination.forms import AgencyForm, AssessForm, IncidentForm, NoteForm, OutcomeForm
from lakay.web.coordination.home import may
from lakay.web.coordination.rows import incident_row, note_rows, turn_rows
from lakay.web.coordination.words import agency_choices
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

TOGETHER = Purpose.COORDINATION
ON_A_PAGE = 40


@page(INCIDENT_VIEW, purpose=TOGETHER)
def incidents(request: DeskRequest) -> HttpResponse:
    """All incidents that the agency may see, newest first."""
    wanted = request.GET.get("status", "")
    status = wanted if wanted in set(IncidentStatus) else ""
    listed = Paginator(incidents_of(request.actor, status), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [incident_row(request.actor, found) for found in listed.object_list]
    values = {"page": listed, "rows": rows, "status": status, "may": may(request.actor), "here": "incidents"}
    return render(request, "coordination/incidents.html", values)


@page(INCIDENT_WRITE, purpose=TOGETHER, methods=FORM)
def new(request: DeskRequest) -> HttpResponse:
    """Open an incident at the own post."""
    actor = request.actor
    form = IncidentForm(
        request.POST or None,
        agencies=agency_choices(actor.post, {actor.agency}),
        initial={"encounter": request.GET.get("encounter", ""), "seriousness": Seriousness.SERIOUS},
    )
    if request.method == "POST" and form.is_valid():
        opened = _open(request, form)
        if opened is not None:
            return redirect("coordination:incident", opened)
    values = {"form": form, "may": may(actor), "here": "incidents"}
    return render(request, "coordination/incident_new.html", values, status=422 if request.method == "POST" else 200)


def _open(request: DeskRequest, form: IncidentForm) -> UUID | None:
    data = form.cleaned_data
    given = actions.IncidentGiven(
        data["category"], data["title"], Seriousness(data["seriousness"]), tuple(data["involved"]), data["encounter"]
    )
    try:
        receipt = actions.open_incident(
            by=request.actor,
            at=SystemClock().now(),
            given=given,
            text=data["text"],
            audience=Audience(data["audience"]),
            command=data["command"],
        )
    except NotAllowed as refused:
        form.add_error(None, str(refused.reason))
        return None
    except CommandReused:
        form.add_error(None, _("This was sent before with other words. Look at the list before you send it again."))
        return None
    return receipt.id_of(Incident)


@page(INCIDENT_VIEW, purpose=TOGETHER)
def incident(request: DeskRequest, incident: UUID) -> HttpResponse:
    """One incident: who leads, who takes part, its log and its tasks."""
    found = get_or_404(request.actor, TOGETHER, Incident, incident)
    return show(request, found)


@page(INCIDENT_WRITE, purpose=TOGETHER, methods=WRITE)
def note(request: DeskRequest, incident: UUID) -> HttpResponse:
    """A line in the log."""
    found = get_or_404(request.actor, TOGETHER, Incident, incident)
    if not takes_part(request.actor, found):
        raise Http404
    form = NoteForm(request.POST)
    if not form.is_valid():
        return show(request, found, note_form=form)
    data = form.cleaned_data
    try:
        actions.add_note(
            by=request.actor,
            at=SystemClock().now(),
            incident=found,
            text=data["text"],
            audience=Audience(data["audience"]),
            command=data["command"],
        )
    except NotAllowed as refused:
        form.add_error(None, str(refused.reason))
        return show(request, found, note_form=form)
    return redirect("coordination:incident", incident)


def show(request: DeskRequest, found: Incident, **wrong: Form) -> HttpResponse:
    """The page of an incident, with the form that had something wrong."""
    actor, now = request.actor, SystemClock().now()
    record_read(by=actor, at=now, purpose=TOGETHER, what="coordination.incident.read", subjects=[found.pk], records=[found.pk])
    notes = log_of(actor, found)
    own = [note.by for note in notes if note.agency == actor.agency]
    values: dict[str, Any] = {
        "incident": incident_row(actor, found),
        "notes": note_rows(actor, notes, staff_names(own)),
        "turns": turn_rows(actor, tasks_of_incident(actor, found, now)),
        "may": may(actor),
        "here": "incidents",
        **_forms(request, found),
        **wrong,
        "wrong": list(wrong.values()),
    }
    return render(request, "coordination/incident.html", values, status=422 if wrong else 200)


def _forms(request: DeskRequest, found: Incident) -> dict[str, Any]:
    """What this reader may do with the incident now; nothing for who only looks on."""
    actor = request.actor
    forms: dict[str, Any] = {"offered": is_offered_lead(actor, found) and actor.may(INCIDENT_WRITE)}
    if actor.may(INCIDENT_WRITE) and takes_part(actor, found):
        abroad = country_of(actor.post) != country_of(found.post)
        forms["note_form"] = NoteForm(initial={"audience": Audience.ABROAD if abroad else Audience.INVOLVED})
    if actor.may(INCIDENT_WRITE) and leads(actor, found) and found.status == IncidentStatus.OPEN:
        inside = {part.agency for part in found.participations.all()}
        forms |= {
            "involve_form": AgencyForm(agencies=agency_choices(found.post, inside), prefix="involve"),
            "hand_over_form": AgencyForm(agencies=agency_choices(found.post, {actor.agency}), prefix="hand_over"),
            "assess_form": AssessForm(initial={"seriousness": found.seriousness}, prefix="assess"),
            "close_form": OutcomeForm(prefix="close"),
        }
    return forms
