"""An officer sits down, turns the lane, counts and leaves."""

from __future__ import annotations

from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lakay.border import actions
from lakay.border.permissions import ENCOUNTER_OPEN, SHIFT_OPEN
from lakay.border.queries import counts_of, levels_of, open_shift_of
from lakay.border.rules import Direction
from lakay.journal.writing import CommandReused
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.web.booth.forms import CloseForm, OpenForm
from lakay.web.booth.screen import other_direction, own_shift, show
from lakay.web.booth.words import LEVELS
from lakay.web.booth.work import work_of
from lakay.web.shell.pages import FORM, READ, WRITE, page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest

BORDER = Purpose.BORDER_CONTROL


@page(ENCOUNTER_OPEN, purpose=BORDER, methods=READ)
def home(request: DeskRequest) -> HttpResponse:
    """The booth: its one screen, or the form that opens the shift."""
    shift = open_shift_of(request.actor.id)
    if shift is None:
        return _opening(request, OpenForm(initial={"command": new_id()}))
    return show(request, work_of(shift, here(shift.post)))


def _opening(request: DeskRequest, form: OpenForm, fault: str = "", status: int = 200) -> HttpResponse:
    values = {"form": form, "fault": fault, "may_open": request.actor.may(SHIFT_OPEN), "post": request.actor.post}
    return render(request, "booth/opening.html", values, status=status)


@page(SHIFT_OPEN, purpose=BORDER, methods=WRITE)
def open_shift(request: DeskRequest) -> HttpResponse:
    """Open the shift at the officer's post."""
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _opening(request, form, status=422)
    data = form.cleaned_data
    try:
        actions.open_shift(
            by=request.actor,
            at=here(request.actor.post).at,
            post=request.actor.post,
            lane=data["lane"],
            direction=Direction(data["direction"]),
            command=data["command"],
        )
    except NotAllowed as refused:
        return _opening(request, form, str(refused.reason), status=422)
    except (actions.ShiftAlreadyOpen, IntegrityError, CommandReused):
        return redirect("booth:home")
    return redirect("booth:home")


@page(SHIFT_OPEN, purpose=BORDER, methods=WRITE)
def turn(request: DeskRequest) -> HttpResponse:
    """Let the lane pass the other direction."""
    shift = own_shift(request)
    actions.turn_lane(by=request.actor, at=here(shift.post).at, shift=shift, direction=other_direction(shift))
    return redirect("booth:home")


@page(SHIFT_OPEN, purpose=BORDER, methods=FORM)
def close_shift(request: DeskRequest) -> HttpResponse:
    """Count and close."""
    shift = own_shift(request)
    form = CloseForm(request.POST or None, initial={"command": new_id()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.close_shift(
            by=request.actor,
            at=here(shift.post).at,
            shift=shift,
            said_entries=data["said_entries"],
            said_exits=data["said_exits"],
            remark=data["remark"],
            command=data["command"],
        )
        counts = counts_of(shift)
        agrees = counts.agrees(data["said_entries"], data["said_exits"])
        levels = [(LEVELS[level], number) for level, number in levels_of(shift).items()]
        values = {"shift": shift, "agrees": agrees, "levels": levels}
        return render(request, "booth/closed.html", values)
    status = 422 if request.method == "POST" else 200
    return render(request, "booth/closing.html", {"form": form, "shift": shift}, status=status)
