"""The booth's one screen: the whole page, or the part of it that an answer changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from lakay.border.models import Encounter, Shift
from lakay.border.queries import encounter_of, open_shift_of
from lakay.border.rules import Direction
from lakay.kernel.ids import new_id
from lakay.web.booth.steps import companions
from lakay.web.booth.traveller import traveller_of
from lakay.web.booth.work import Work, work_of
from lakay.web.shell.country import refusal_reasons
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest
from lakay.web.shell.words import DIRECTIONS


def show(request: DeskRequest, work: Work, status: int = 200) -> HttpResponse:
    """The screen, or its working part for a page that is there already."""
    work = replace(work, group=work.group or group_of(request))
    traveller = work.traveller
    nationality = (traveller.encounter.person.nationalities or [""])[0] if traveller else ""
    values: dict[str, Any] = {
        "work": work,
        "command": new_id(),
        "undo_command": new_id(),
        "direction": DIRECTIONS[work.shift.direction],
        "other_direction": DIRECTIONS[other_direction(work.shift)],
        "reasons": refusal_reasons(work.shift.direction, nationality) if traveller else [],
        "companions": companions(traveller.encounter, work.group, work.now.today)
        if work.next_step == "minor" and traveller
        else [],
        "tz": work.now.zone,
    }
    template = "booth/answer.html" if request.htmx else "booth/screen.html"
    response = render(request, template, values, status=status)
    response["Vary"] = "HX-Request"
    return response


def again(request: DeskRequest, encounter: Encounter, fault: Any = "", *, status: int = 422, **more: Any) -> HttpResponse:
    """The same traveller once more: after a step was done, or because something must be put right first (`fault`)."""
    now = here(encounter.post)
    traveller = traveller_of(encounter, now.today, typed=more.pop("typed", None))
    return show(request, work_of(encounter.shift, now, traveller=traveller, fault=fault, **more), status=status if fault else 200)


def other_direction(shift: Shift) -> Direction:
    """The direction that the lane does not pass now."""
    return Direction.EXIT if shift.direction == Direction.ENTRY else Direction.ENTRY


def group_of(request: DeskRequest) -> UUID | None:
    """The group that the next travellers belong to, as the page says."""
    if request.POST.get("ends"):
        return None
    try:
        return UUID(request.POST.get("group") or request.GET.get("group") or "")
    except ValueError:
        return None


def own_shift(request: DeskRequest) -> Shift:
    """The officer's open shift. Raises Http404."""
    shift = open_shift_of(request.actor.id)
    if shift is None:
        raise Http404
    return shift


def own_encounter(request: DeskRequest, encounter: UUID) -> Encounter:
    """A traveller whom this officer has before them. Raises Http404 for any other."""
    found = encounter_of(encounter, request.actor.id)
    if found is None:
        raise Http404
    return found
