"""Admit, refuse, hand over, take back; and the slip that stands in place of a stamp."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lakay.access.visibility import get_or_404
from lakay.border import actions
from lakay.border.models import Crossing, Encounter
from lakay.border.permissions import CROSSING_RECORD
from lakay.border.queries import crossing_of, encounter_of, since_read, steps_open
from lakay.border.rules import Decision
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.web.booth.forms import DecideForm, HandoverForm, UndoForm
from lakay.web.booth.screen import again, group_of, own_encounter, own_shift, show
from lakay.web.booth.slips import slip_of
from lakay.web.booth.words import PROBLEMS
from lakay.web.booth.work import work_of
from lakay.web.shell.ages import whole_age
from lakay.web.shell.country import refusal_reasons
from lakay.web.shell.pages import READ, WRITE, page
from lakay.web.shell.place import Here, here
from lakay.web.shell.requests import DeskRequest

BORDER = Purpose.BORDER_CONTROL


@page(CROSSING_RECORD, purpose=BORDER, methods=WRITE)
def decide(request: DeskRequest) -> HttpResponse:
    """Admit or refuse the traveller in front, and be ready for the next. A program that asks for JSON gets the bare receipt."""
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise Http404
    data = form.cleaned_data
    encounter = own_encounter(request, data["encounter"])
    now = here(encounter.post)
    if data["decision"] == Decision.REFUSED and data["reason"] not in dict(refusal_reasons(encounter.shift.direction, "")):
        return again(request, encounter, _("Choose the reason of the refusal."), typed={"refusing": "1"})
    return _record(request, encounter, data, now)


def _record(request: DeskRequest, encounter: Encounter, data: dict[str, Any], now: Here) -> HttpResponse:
    since = since_read(encounter.pk)
    try:
        receipt = actions.record_crossing(
            by=request.actor,
            at=now.at,
            encounter=encounter,
            decision=Decision(data["decision"]),
            reason=data["reason"],
            local_on=now.today,
            age=whole_age(encounter.person, now.today),
            attempt=since.undone,
            effort=data["effort"],
            still_open=steps_open(encounter) if since.nothing else None,
            group=group_of(request),
            command=data["command"],
        )
    except (actions.CannotAdmit, actions.StepsOpen, NotAllowed) as why:
        return again(request, encounter, _why_not(why))
    except actions.WithSecondLine:
        fault = _("This traveller is with the second line, which decides.")
        return show(request, work_of(encounter.shift, now, fault=fault), status=422)
    except (actions.AlreadyDecided, IntegrityError, CommandReused):
        fault = _("This traveller was decided upon already; the register shows it.")
        return show(request, work_of(encounter.shift, now, fault=fault), status=422)
    crossing = receipt.id_of(Crossing)
    if not request.accepts("text/html"):
        return JsonResponse({"crossing": crossing, "event": receipt.event, "seq": receipt.seq, "hash": receipt.hash})
    return show(request, work_of(encounter.shift, now, decided=crossing))


def _why_not(why: actions.CannotAdmit | actions.StepsOpen | NotAllowed) -> str | Promise:
    if isinstance(why, actions.StepsOpen):
        return _("First: %(step)s") % {"step": PROBLEMS[why.steps[0]]}
    if isinstance(why, NotAllowed):
        return str(why.reason)
    words: str = _("The booth may not admit this traveller. Send them to the second line, or refuse.")
    return words


@page(CROSSING_RECORD, purpose=BORDER, methods=WRITE)
def undo(request: DeskRequest) -> HttpResponse:
    """Take the last decision back within the minute: the traveller stands there again."""
    form = UndoForm(request.POST)
    if not form.is_valid():
        raise Http404
    found = get_or_404(request.actor, request.purpose, Crossing, form.cleaned_data["crossing"])
    encounter = encounter_of(found.encounter_id, request.actor.id)
    if encounter is None:
        raise Http404
    now = here(encounter.post)
    try:
        actions.undo_crossing(by=request.actor, at=now.at, crossing=found, command=form.cleaned_data["command"])
    except actions.TooLate:
        fault = _("The minute is over. Your supervisor can put it right.")
        return show(request, work_of(encounter.shift, now, fault=fault), status=422)
    except NotAllowed as refused:
        return show(request, work_of(own_shift(request), now, fault=refused.reason), status=422)
    except (actions.AlreadyTakenBack, IntegrityError, CommandReused):
        return again(request, encounter, _("This decision was taken back before."))
    return again(request, encounter, told=_("The decision was taken back. Decide again."))


@page(CROSSING_RECORD, purpose=BORDER, methods=WRITE)
def second_line(request: DeskRequest) -> HttpResponse:
    """Hand the traveller over to the second line by one key, or with a note, and go on with the next."""
    form = HandoverForm(request.POST)
    if not form.is_valid():
        raise Http404
    encounter = own_encounter(request, form.cleaned_data["encounter"])
    now = here(encounter.post)
    try:
        actions.send_to_second_line(
            by=request.actor,
            at=now.at,
            encounter=encounter,
            reasons=tuple(encounter.problems),
            note=form.cleaned_data["note"],
            command=form.cleaned_data["command"],
        )
    except NotAllowed as refused:
        return again(request, encounter, refused.reason, typed={"note": form.cleaned_data["note"]})
    except (actions.AlreadySent, IntegrityError, CommandReused):
        return show(
            request, work_of(encounter.shift, now, fault=_("This traveller is with the second line already.")), status=422
        )
    except actions.AlreadyDecided:
        fault = _("This traveller was decided upon already; the register shows it.")
        return show(request, work_of(encounter.shift, now, fault=fault), status=422)
    return show(request, work_of(encounter.shift, now, told=_("Handed over to the second line. The next, please.")))


@page(CROSSING_RECORD, purpose=BORDER, methods=READ)
def slip(request: DeskRequest, crossing: UUID) -> HttpResponse:
    """The slip of a movement to print: what a stamp would say, with a signed code. Nobody needs it to pass."""
    found = get_or_404(request.actor, request.purpose, Crossing, crossing)
    now = here(found.post)
    record_read(by=request.actor, at=now.at, purpose=request.purpose, what="border.slip.read", subjects=[found.person_id])
    values = {"slip": slip_of(crossing_of(found.pk), request.actor.agency), "tz": now.zone}
    return render(request, "booth/slip.html", values)
