"""The queue of the desk, one call, and what the desk does with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404, visible
from lakay.border.actions.protection_queue import AlreadyYours, close_call, sweep_patterns, take_call
from lakay.border.calls import before_desk, still_open
from lakay.border.models import Call, Firing
from lakay.border.rules import CallStatus
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.people.models import Photo
from lakay.protection.queries import file_of_call, load_of
from lakay.web.protection.forms import ANSWERS, CloseForm
from lakay.web.protection.rows import face_of, mark_of, rows_of
from lakay.web.protection.words import AGREED, sentence_of
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
ANSWER = Permission.CALL_ANSWER


@page(ANSWER, purpose=PROTECTION)
def queue(request: DeskRequest) -> HttpResponse:
    """Who waits for the desk at this post. The page asks again by itself; a list that changed is another look, and is entered."""
    calls = list(still_open(visible(request.actor, request.purpose, Call)))
    now, mark = SystemClock().now(), mark_of(calls)
    if calls and request.GET.get("seen") != mark:
        persons = {call.person_id for call in calls}
        record_read(by=request.actor, at=now, purpose=request.purpose, what="border.queue.read", subjects=persons)
    found = request.GET.get("found", "")
    values = {
        "rows": rows_of(calls, request.actor, now),
        "waiting": sum(call.status == CallStatus.WAITING for call in calls),
        "mark": mark,
        "found": int(found) if found.isascii() and found.isdigit() else None,
        "post": request.actor.post,
        "load": load_of(request.actor, request.purpose, now),
        "may_sweep": request.actor.may(Permission.PATTERN_SWEEP),
    }
    response = render(request, "protection/list.html" if request.htmx else "protection/queue.html", values)
    response["Vary"] = "HX-Request"
    return response


@page(ANSWER, purpose=PROTECTION)
def call(request: DeskRequest, call: UUID) -> HttpResponse:
    """One call: why, since when, and, for whoever took it, who it is about."""
    return _call(request, get_or_404(request.actor, request.purpose, Call, call))


def _call(request: DeskRequest, found: Call, fault: str = "", form: CloseForm | None = None) -> HttpResponse:
    now = SystemClock().now()
    live = before_desk(found, request.actor.id)
    firings = visible(request.actor, request.purpose, Firing).filter(call=found).order_by("at", "pk")
    record_read(
        by=request.actor,
        at=now,
        purpose=request.purpose,
        what="border.call.read",
        subjects=live or (found.person_id,),
        records=[found.pk],
    )
    names = staff_names({each for each in (found.called_by, found.taken_by, found.closed_by) if each})
    today = timezone.localtime(now).date()
    values: dict[str, Any] = {
        "call": found,
        "row": rows_of([found], request.actor, now)[0],
        "officer": names.get(found.called_by) or _("the program"),
        "taker": names.get(found.taken_by, "") if found.taken_by else "",
        "sentences": [(sentence_of(firing), len(firing.others or [])) for firing in firings],
        "faces": [face_of(request.actor, request.purpose, person, live, today) for person in live],
        "closed": found.status == CallStatus.CLOSED,
        "agreed": AGREED[found.agreed],
        "file": file_of_call(request.actor, request.purpose, found.pk),
        "form": form or CloseForm(initial={"command": new_id()}),
        "fault": fault,
        "unkept": form.data.get("note", "") if form and fault else "",
        "command": new_id(),
    }
    return render(request, "protection/call.html", values, status=422 if fault or form else 200)


@page(ANSWER, purpose=PROTECTION, methods=WRITE)
def take(request: DeskRequest, call: UUID) -> HttpResponse:
    """Go there: the call is mine."""
    found = get_or_404(request.actor, request.purpose, Call, call)
    try:
        take_call(by=request.actor, at=SystemClock().now(), call=found)
    except AlreadyYours:
        pass  # pressed twice: it is as they wish
    except CannotMove:
        return _call(request, found, fault=_("Somebody closed this call meanwhile."))
    except NotAllowed as refused:
        return _call(request, found, fault=str(refused.reason))
    return redirect("protection:call", call=found.pk)


@page(ANSWER, purpose=PROTECTION, methods=WRITE)
def close(request: DeskRequest, call: UUID) -> HttpResponse:
    """Say what was found. The booth may go on."""
    found = get_or_404(request.actor, request.purpose, Call, call)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _call(request, found, form=form)
    said = form.cleaned_data
    try:
        close_call(
            by=request.actor,
            at=SystemClock().now(),
            call=found,
            agreed=ANSWERS[said["agreed"]],
            note=said["note"],
            command=said["command"],
        )
    except (CannotMove, CommandReused):
        return _call(request, found, fault=_("Somebody closed this call meanwhile."), form=form)
    except NotAllowed as refused:
        return _call(request, found, fault=str(refused.reason), form=form)
    return redirect("protection:queue")


@page(ANSWER, purpose=PROTECTION)
def photo(request: DeskRequest, call: UUID, person: UUID) -> HttpResponse:
    """The newest photo of somebody before the desk."""
    found = get_or_404(request.actor, request.purpose, Call, call)
    live = before_desk(found, request.actor.id)
    pictures = visible(request.actor, request.purpose, Photo, live).filter(person=person).order_by("-taken_at", "-pk")
    newest = pictures.first()
    if newest is None or not newest.image:
        raise Http404
    now = SystemClock().now()
    record_read(
        by=request.actor, at=now, purpose=request.purpose, what="border.photo.read", subjects=[person], records=[found.pk]
    )
    return HttpResponse(bytes(newest.image), content_type="image/jpeg")


@page(Permission.PATTERN_SWEEP, purpose=PROTECTION, methods=WRITE)
def sweep(request: DeskRequest) -> HttpResponse:
    """Look now for children who left by this post and have not come back."""
    now = SystemClock().now()
    try:
        receipt = sweep_patterns(by=request.actor, at=now, today=timezone.localtime(now).date())
    except NotAllowed:
        raise Http404 from None
    found = sum(kind == Firing.kind for kind, _record in receipt.records)
    return redirect(f"{reverse('protection:queue')}?found={found}")
