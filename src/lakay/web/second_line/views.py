"""The queue of the second line, and one traveller in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from lakay.access.visibility import get_or_404
from lakay.border.models import SecondLook
from lakay.border.overdue import overdue
from lakay.border.permissions import SECOND_LOOK_VIEW
from lakay.border.queues import ended_looks, look_with_all, waiting_looks
from lakay.journal.reading import record_read
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from lakay.web.second_line.forms import AnswerForm, ChildForm, DeclareForm, ProposeForm
from lakay.web.second_line.shown import File, file_of, late_ones, waits_of
from lakay.web.shell.country import refusal_reasons
from lakay.web.shell.pages import page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest

BORDER = Purpose.BORDER_CONTROL
SHOWN_FOR = timedelta(hours=12)


@page(SECOND_LOOK_VIEW, purpose=BORDER)
def queue(request: DeskRequest) -> HttpResponse:
    """Who waits, the longest first; below, who was decided upon today. Asked for again by the page itself while it is open."""
    post = request.actor.post
    if not post:
        return render(request, "second_line/queue.html", {"post": ""})
    now = here(post)
    waiting, ended = waiting_looks(post), ended_looks(post, now.at - SHOWN_FOR)
    over = overdue(post, now.at)
    people = {look.person_id for look in (*waiting, *ended)} | {one.encounter.person_id for one in over}
    if people and not request.htmx:
        record_read(by=request.actor, at=now.at, purpose=request.purpose, what="border.second_look_list.read", subjects=people)
    values = {"post": post, "waiting": waits_of(waiting, now.at), "ended": waits_of(ended, now.at), "tz": now.zone}
    values["late"] = late_ones(over, now.at)
    template = "second_line/lines.html" if request.htmx else "second_line/queue.html"
    response = render(request, template, values)
    response["Vary"] = "HX-Request"
    return response


def find(request: DeskRequest, look: UUID) -> SecondLook:
    """A traveller of the own post's second line, or 404."""
    return look_with_all(get_or_404(request.actor, request.purpose, SecondLook, look).pk)


@page(SECOND_LOOK_VIEW, purpose=BORDER)
def look(request: DeskRequest, look: UUID) -> HttpResponse:
    """One traveller: what the booth saw, what the list says, and what is still to do. A look, and entered as one."""
    found = find(request, look)
    now = here(found.post)
    record_read(
        by=request.actor,
        at=now.at,
        purpose=request.purpose,
        what="border.second_look.read",
        subjects=[found.person_id],
        records=[found.pk],
    )
    return show(request, found)


def show(request: DeskRequest, found: SecondLook, fault: Any = "", **forms: Any) -> HttpResponse:
    """The page of a traveller, with what was wrong."""
    now = here(found.post)
    file = file_of(found, request.actor, now)
    values = {"file": file, "fault": fault, "command": new_id(), "tz": now.zone, **_forms(file), **forms}
    return render(request, "second_line/look.html", values, status=422 if fault or forms else 200)


def _forms(file: File) -> dict[str, Any]:
    nationality = (file.person.nationalities or [""])[0]
    return {
        "reasons": refusal_reasons(file.encounter.shift.direction, nationality),
        "propose": ProposeForm(),
        "answer": AnswerForm(),
        "child": ChildForm(),
        "declare": DeclareForm(),
    }
