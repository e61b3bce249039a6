"""What is asked of the traveller in front before the decision: alerts read, who comes with a child, what is declared, the chip."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lakay.border import actions
from lakay.border.models import Encounter
from lakay.border.permissions import CROSSING_RECORD
from lakay.border.queries import call_status, hits_shown
from lakay.border.rules import Accompanied, Problem
from lakay.credentials.queries.passes import UNREAD, PassCheck, authorisation_for
from lakay.credentials.queries.trust import check_chip
from lakay.journal.writing import CommandReused
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.web.booth.children import is_about
from lakay.web.booth.chips import chip_files
from lakay.web.booth.forms import AcknowledgeForm, CommandForm, DeclareForm, MinorForm
from lakay.web.booth.screen import again, own_encounter
from lakay.web.booth.steps import asked_of, leaving
from lakay.web.booth.words import AUTHORISATIONS, MISSING
from lakay.web.shell.pages import READ, WRITE, page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest

BORDER = Purpose.BORDER_CONTROL
SENT_TWICE = _("This was answered before; what was answered first holds.")
NEEDS_PAPER = _("Write the number of the authorisation, or which paper was shown.")
NO_CHIP = _("The security object (EF.SOD) of the chip is missing among the files.")
ANOTHER_CHILD = _("This authorisation is for another child.")


@page(CROSSING_RECORD, purpose=BORDER, methods=WRITE)
def acknowledge(request: DeskRequest) -> HttpResponse:
    """The officer has read an alert."""
    form = AcknowledgeForm(request.POST)
    if not form.is_valid():
        raise Http404
    encounter = own_encounter(request, form.cleaned_data["encounter"])
    hit = next((one for one in hits_shown(encounter) if one.pk == form.cleaned_data["hit"]), None)
    if hit is None:
        raise Http404
    at, command = here(encounter.post).at, form.cleaned_data["command"]
    return after(
        request,
        encounter,
        lambda: actions.acknowledge_hit(by=request.actor, at=at, encounter=encounter, hit=hit, command=command),
    )


def after(request: DeskRequest, encounter: Encounter, act: Any, **more: Any) -> HttpResponse:
    """Do a step and show the traveller again, with what stands in the way of it if something does."""
    fault: str | Promise = ""
    try:
        act()
    except NotAllowed as refused:
        fault = refused.reason
    except (CommandReused, IntegrityError, actions.AlreadyDeclared):
        fault = SENT_TWICE
    return again(request, encounter, fault, **more)


@page(CROSSING_RECORD, purpose=BORDER, methods=WRITE)
def minor(request: DeskRequest) -> HttpResponse:
    """Who comes with the child, and on what authority."""
    form = MinorForm(request.POST)
    if not form.is_valid():
        raise Http404
    data = form.cleaned_data
    encounter = own_encounter(request, data["encounter"])
    answer, now = Accompanied(data["answer"]), here(encounter.post)
    check = authorisation_for(data["paper"], at=now.at, post=encounter.post, direction=encounter.shift.direction)
    if fault := _paper_fault(encounter, answer, data["paper"], check):
        return again(request, encounter, fault, typed=_typed(request))
    companion = own_encounter(request, data["companion"]) if data["companion"] else None
    known = check.record if check.content is not None else None
    return after(
        request,
        encounter,
        lambda: actions.check_minor(
            by=request.actor,
            at=now.at,
            encounter=encounter,
            answer=answer,
            companion=companion,
            companion_name=data["companion_name"],
            authorisation=known.pk if known else None,
            paper=check.number or data["paper"][:120],
            command=data["command"],
        ),
    )


def _paper_fault(encounter: Encounter, answer: Accompanied, paper: str, check: PassCheck) -> str | Promise:
    """What is wrong with the paper; "" if nothing is. A paper that is none of ours is taken as the officer describes it."""
    needed = answer is Accompanied.AUTHORISED or (answer is Accompanied.GUARDIAN and leaving(encounter))
    if not paper.strip():
        return NEEDS_PAPER if needed else ""
    if check.content is None:
        return AUTHORISATIONS.get(check.reason, "") if check.reason in UNREAD else ""
    return authorisation_fault(encounter, check)


def authorisation_fault(encounter: Encounter, check: PassCheck) -> str | Promise:
    """Why an authorisation of ours does not let this child travel; "" if it does."""
    if not check.is_good:
        return AUTHORISATIONS[check.reason]
    return "" if is_about(check, encounter) else ANOTHER_CHILD


def authorise(request: DeskRequest, encounter: Encounter, check: PassCheck, command: UUID) -> HttpResponse:
    """The authorisation of the child in front was scanned."""
    if Problem.MINOR not in encounter.problems or (fault := authorisation_fault(encounter, check)):
        return again(request, encounter, ANOTHER_CHILD if Problem.MINOR not in encounter.problems else fault)
    return after(
        request,
        encounter,
        lambda: actions.check_minor(
            by=request.actor,
            at=here(encounter.post).at,
            encounter=encounter,
            answer=Accompanied.AUTHORISED,
            authorisation=check.record.pk if check.record else None,
            paper=check.number,
            command=command,
        ),
    )


@page(CROSSING_RECORD, purpose=BORDER, methods=WRITE)
def declare(request: DeskRequest) -> HttpResponse:
    """What the traveller declares, and whether the visa was seen."""
    form = DeclareForm(request.POST)
    if not form.is_valid():
        raise Http404
    data = form.cleaned_data
    encounter = own_encounter(request, data["encounter"])
    said = {name: data[name] for name in ("purpose", "address", "phone", "vehicle")}
    missing = [*asked_of(encounter).missing(**said)]
    if Problem.VISA_NEEDED in encounter.problems and not data["visa"]:
        missing.append("visa")
    if missing:
        return again(request, encounter, MISSING[missing[0]], typed=_typed(request))
    visa = {"yes": True, "no": False}.get(data["visa"])
    at, command = here(encounter.post).at, data["command"]
    return after(
        request,
        encounter,
        lambda: actions.declare(by=request.actor, at=at, encounter=encounter, visa_shown=visa, command=command, **said),
    )


def _typed(request: DeskRequest) -> dict[str, str]:
    """What was typed, to stand there again."""
    return {name: str(value) for name, value in request.POST.items()}


@page(CROSSING_RECORD, purpose=BORDER, methods=WRITE)
def call(request: DeskRequest) -> HttpResponse:
    """Call the protection desk for the traveller in front: one key, no reason asked."""
    form = CommandForm(request.POST)
    if not form.is_valid():
        raise Http404
    encounter = own_encounter(request, form.cleaned_data["encounter"])
    at, command = here(encounter.post).at, form.cleaned_data["command"]
    if call_status(encounter.pk) in {"waiting", "taken"}:
        return again(request, encounter)
    return after(
        request, encounter, lambda: actions.call_protection(by=request.actor, at=at, encounter=encounter, command=command)
    )


@page(CROSSING_RECORD, purpose=BORDER, methods=WRITE)
def chip(request: DeskRequest) -> HttpResponse:
    """What a chip reader took from the document: EF.SOD and data groups, as files. The verdict is kept; only `forged` closes the way."""
    form = CommandForm(request.POST)
    if not form.is_valid():
        raise Http404
    encounter = own_encounter(request, form.cleaned_data["encounter"])
    sod, groups = chip_files(request.FILES.getlist("files"))
    if not sod:
        return again(request, encounter, NO_CHIP)
    at = here(encounter.post).at
    found = check_chip(sod, groups, at, tuple(encounter.mrz.split("\n")) if encounter.mrz else ())
    return after(
        request,
        encounter,
        lambda: actions.record_chip(
            by=request.actor,
            at=at,
            encounter=encounter,
            verdict=found.verdict.value,
            step=found.step.value if found.step else "",
            reason=found.reason.value if found.reason else "",
            groups=found.checked,
            command=form.cleaned_data["command"],
        ),
    )


@page(CROSSING_RECORD, purpose=BORDER, methods=READ)
def calls(request: DeskRequest, encounter: UUID) -> HttpResponse:
    """How far the protection desk is; nothing else of it is known here. The page asks every few seconds."""
    found = own_encounter(request, encounter)
    if request.htmx:
        return again(request, found)
    return JsonResponse({"status": call_status(found.pk)})
