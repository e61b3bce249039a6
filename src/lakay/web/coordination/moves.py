"""What the lead agency does with an incident: calls others in, finds it graver, hands it over, closes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from lakay.access.visibility import get_or_404
from lakay.coordination import actions
from lakay.coordination.models import Incident
from lakay.coordination.permissions import INCIDENT_WRITE, is_offered_lead, leads
from lakay.coordination.rules import Seriousness
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.web.coordination.forms import AgencyForm, AssessForm, OutcomeForm
from lakay.web.coordination.incidents import show
from lakay.web.coordination.words import agency_choices
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

TOGETHER = Purpose.COORDINATION


def _find(request: DeskRequest, incident: UUID) -> Incident:
    """An incident that the person's agency leads; 404 for any other."""
    found = get_or_404(request.actor, TOGETHER, Incident, incident)
    if not leads(request.actor, found):
        raise Http404
    return found


def _find_offered(request: DeskRequest, incident: UUID) -> Incident:
    """An incident whose lead the person's agency was asked to take; 404 for any other."""
    found = get_or_404(request.actor, TOGETHER, Incident, incident)
    if not is_offered_lead(request.actor, found):
        raise Http404
    return found


def _move(request: DeskRequest, found: Incident, name: str, form: Form, do: Callable[[dict[str, Any]], object]) -> HttpResponse:
    """Carry a form out, or show it again with what stands in the way."""
    if form.is_valid():
        try:
            do(form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        except actions.AlreadyTakesPart:
            form.add_error(None, _("This agency takes part already."))
        except (CannotMove, actions.IncidentOver):
            form.add_error(None, _("Somebody else has moved this incident meanwhile. Look again."))
        except CommandReused:
            form.add_error(None, _("This was sent before with other words. Look again before you send it."))
        else:
            return redirect("coordination:incident", found.pk)
    return show(request, found, **{name: form})


@page(INCIDENT_WRITE, purpose=TOGETHER, methods=WRITE)
def involve(request: DeskRequest, incident: UUID) -> HttpResponse:
    """Call another agency in."""
    found, by, at = _find(request, incident), request.actor, SystemClock().now()
    form = AgencyForm(request.POST, agencies=agency_choices(found.post, set()), prefix="involve")
    return _move(
        *(request, found, "involve_form", form),
        lambda data: actions.involve(by=by, at=at, incident=found, agency=data["agency"], command=data["command"]),
    )


@page(INCIDENT_WRITE, purpose=TOGETHER, methods=WRITE)
def assess(request: DeskRequest, incident: UUID) -> HttpResponse:
    """Find it more or less grave."""
    found, by, at = _find(request, incident), request.actor, SystemClock().now()
    return _move(
        *(request, found, "assess_form", AssessForm(request.POST, prefix="assess")),
        lambda data: actions.assess_incident(
            by=by, at=at, incident=found, seriousness=Seriousness(data["seriousness"]), command=data["command"]
        ),
    )


@page(INCIDENT_WRITE, purpose=TOGETHER, methods=WRITE)
def hand_over(request: DeskRequest, incident: UUID) -> HttpResponse:
    """Ask another agency to lead."""
    found, by, at = _find(request, incident), request.actor, SystemClock().now()
    form = AgencyForm(request.POST, agencies=agency_choices(found.post, {by.agency}), prefix="hand_over")
    return _move(
        *(request, found, "hand_over_form", form),
        lambda data: actions.hand_over(by=by, at=at, incident=found, agency=data["agency"], command=data["command"]),
    )


@page(INCIDENT_WRITE, purpose=TOGETHER, methods=WRITE)
def answer(request: DeskRequest, incident: UUID) -> HttpResponse:
    """Take the lead that was handed over, or give it back."""
    found, by, at = _find_offered(request, incident), request.actor, SystemClock().now()
    take = request.POST.get("take") == "yes"
    return _move(
        *(request, found, "answer_form", Form(request.POST)),
        lambda _data: actions.answer_hand_over(by=by, at=at, incident=found, take=take),
    )


@page(INCIDENT_WRITE, purpose=TOGETHER, methods=WRITE)
def close(request: DeskRequest, incident: UUID) -> HttpResponse:
    """Say how it ended."""
    found, by, at = _find(request, incident), request.actor, SystemClock().now()
    return _move(
        *(request, found, "close_form", OutcomeForm(request.POST, prefix="close")),
        lambda data: actions.close_incident(by=by, at=at, incident=found, outcome=data["outcome"], command=data["command"]),
    )
