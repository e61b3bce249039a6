"""The pages of the booth: open the shift, read, decide, close."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lakay.border import actions
from lakay.border.models import Crossing, Encounter, Shift
from lakay.border.permissions import CROSSING_RECORD, ENCOUNTER_OPEN, SHIFT_OPEN
from lakay.border.queries import counts_of, encounter_of, open_shift_of
from lakay.border.rules import Channel, Decision, Direction
from lakay.journal.writing import CommandReused
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.traveldocs.mrz import Mrz, Verdict
from lakay.traveldocs.reading import read
from lakay.web.booth.forms import CloseForm, DecideForm, OpenForm, ScanForm
from lakay.web.booth.pack import refusal_reasons
from lakay.web.booth.place import Here, here
from lakay.web.booth.traveller import Work, not_a_zone, not_holding, traveller_of, work_of
from lakay.web.booth.words import DIRECTIONS
from lakay.web.shell.ages import whole_age
from lakay.web.shell.pages import FORM, READ, WRITE, page
from lakay.web.shell.requests import DeskRequest

BORDER = Purpose.BORDER_CONTROL


@page(ENCOUNTER_OPEN, purpose=BORDER, methods=READ)
def home(request: DeskRequest) -> HttpResponse:
    """The booth: its one screen, or the form that opens the shift."""
    shift = open_shift_of(request.actor.id)
    if shift is None:
        return _opening(request, OpenForm(initial={"command": new_id()}))
    return _screen(request, work_of(shift))


def _opening(request: DeskRequest, form: OpenForm, fault: str = "", status: int = 200) -> HttpResponse:
    values = {"form": form, "fault": fault, "may_open": request.actor.may(SHIFT_OPEN), "post": request.actor.post}
    return render(request, "booth/opening.html", values, status=status)


def _screen(request: DeskRequest, work: Work, status: int = 200) -> HttpResponse:
    values: dict[str, Any] = {
        "work": work,
        "command": new_id(),
        "direction": DIRECTIONS[work.shift.direction],
        "other_direction": DIRECTIONS[_other(work.shift)],
        "reasons": refusal_reasons(work.shift.direction, _nationality(work)) if work.traveller else [],
        "tz": here(work.shift.post).zone,
    }
    template = "booth/work.html" if request.htmx else "booth/screen.html"
    response = render(request, template, values, status=status)
    response["Vary"] = "HX-Request"
    return response


def _nationality(work: Work) -> str:
    return work.traveller.mrz.fields["nationality"] if work.traveller else ""


def _other(shift: Shift) -> Direction:
    return Direction.EXIT if shift.direction == Direction.ENTRY else Direction.ENTRY


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
    shift = _own_shift(request)
    actions.turn_lane(by=request.actor, at=here(shift.post).at, shift=shift, direction=_other(shift))
    return redirect("booth:home")


@page(SHIFT_OPEN, purpose=BORDER, methods=FORM)
def close_shift(request: DeskRequest) -> HttpResponse:
    """Count and close."""
    shift = _own_shift(request)
    form = CloseForm(request.POST or None, initial={"command": new_id()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        now = here(shift.post).at
        actions.close_shift(
            by=request.actor,
            at=now,
            shift=shift,
            said_entries=data["said_entries"],
            said_exits=data["said_exits"],
            command=data["command"],
        )
        return render(
            request,
            "booth/closed.html",
            {"shift": shift, "agrees": counts_of(shift).agrees(data["said_entries"], data["said_exits"])},
        )
    return render(request, "booth/closing.html", {"form": form, "shift": shift}, status=422 if request.method == "POST" else 200)


def _own_shift(request: DeskRequest) -> Shift:
    shift = open_shift_of(request.actor.id)
    if shift is None:
        raise Http404
    return shift


@page(ENCOUNTER_OPEN, purpose=BORDER, methods=WRITE)
def scan(request: DeskRequest) -> HttpResponse:
    """A document was read. Opens the encounter and shows the traveller, or says what could not be read."""
    shift = open_shift_of(request.actor.id)
    if shift is None:
        return HttpResponse(status=204, headers={"HX-Redirect": reverse("booth:home")})
    form = ScanForm(request.POST)
    now = here(shift.post)
    mrz = read(str(request.POST.get("mrz", "")), today=now.today)
    if not form.is_valid() or mrz.verdict is Verdict.REJECT or not mrz.document_number:
        return _screen(request, work_of(shift, unread=not_a_zone(mrz)), status=422)
    if mrz.verdict is not Verdict.VALID and not form.cleaned_data["as_read"]:
        return _screen(request, work_of(shift, unread=not_holding(mrz)), status=422)
    return _open_encounter(request, shift, form, mrz, now)


def _open_encounter(request: DeskRequest, shift: Shift, form: ScanForm, mrz: Mrz, now: Here) -> HttpResponse:
    reading = actions.Reading.of_zone(mrz, Channel(form.cleaned_data["channel"]), now.today, now.home)
    try:
        receipt = actions.open_encounter(
            by=request.actor, at=now.at, shift=shift, reading=reading, command=form.cleaned_data["command"]
        )
    except NotAllowed as refused:
        return _screen(request, work_of(shift, fault=refused.reason), status=422)
    except CommandReused:
        return _screen(
            request, work_of(shift, fault=_("The reading was changed after it was sent. Read the document again.")), status=422
        )
    encounter = encounter_of(receipt.id_of(Encounter), request.actor.id)
    if encounter is None:
        raise Http404
    return _screen(request, work_of(shift, traveller=traveller_of(encounter, mrz, now.today)))


@page(CROSSING_RECORD, purpose=BORDER, methods=WRITE)
def decide(request: DeskRequest) -> HttpResponse:
    """Admit or refuse the traveller in front, and be ready for the next. A program that asks for JSON gets the bare receipt."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise Http404
    data = form.cleaned_data
    encounter = encounter_of(data["encounter"], request.actor.id)
    if encounter is None:
        raise Http404
    now = here(encounter.post)
    if data["decision"] == Decision.REFUSED and data["reason"] not in dict(refusal_reasons(encounter.shift.direction, "")):
        return _again(request, encounter, now, _("Choose the reason of the refusal."))
    return _record(request, encounter, data, now)


def _record(request: DeskRequest, encounter: Encounter, data: dict[str, Any], now: Here) -> HttpResponse:
    try:
        receipt = actions.record_crossing(
            by=request.actor,
            at=now.at,
            encounter=encounter,
            decision=Decision(data["decision"]),
            reason=data["reason"],
            local_on=now.today,
            age=whole_age(encounter.person, now.today),
            command=data["command"],
        )
    except actions.CannotAdmit:
        return _again(request, encounter, now, _("This document does not let you admit. Refuse, or call your supervisor."))
    except NotAllowed as refused:
        return _again(request, encounter, now, str(refused.reason))
    except (IntegrityError, CommandReused):
        return _screen(
            request,
            work_of(encounter.shift, fault=_("This traveller was decided upon already; the register shows it.")),
            status=422,
        )
    crossing = receipt.id_of(Crossing)
    if not request.accepts("text/html"):
        return JsonResponse({"crossing": crossing, "event": receipt.event, "seq": receipt.seq, "hash": receipt.hash})
    return _screen(request, work_of(encounter.shift, decided=crossing))


def _again(request: DeskRequest, encounter: Encounter, now: Here, fault: str) -> HttpResponse:
    mrz = read(encounter.mrz, today=now.today)
    return _screen(request, work_of(encounter.shift, traveller=traveller_of(encounter, mrz, now.today), fault=fault), status=422)
