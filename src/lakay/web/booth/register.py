"""The register of the officer's own post, day by day, and one movement with its place in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404
from lakay.border.models import Crossing
from lakay.border.permissions import REGISTER_READ, can_read_register
from lakay.border.queries import crossing_of, tallied_on
from lakay.border.queries import register as register_of
from lakay.journal.queries import WRITES, Wanted, events
from lakay.journal.reading import record_read
from lakay.kernel.purposes import Purpose
from lakay.web.booth.rows import rows_of
from lakay.web.shell.fields import DayField
from lakay.web.shell.names import ACTIONS, named
from lakay.web.shell.pages import page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest

ON_A_PAGE = 50


class DayForm(forms.Form):
    """Which day."""

    day = DayField(label=_("Day"), required=False)


@page(REGISTER_READ, purpose=Purpose.BORDER_CONTROL)
def register(request: DeskRequest) -> HttpResponse:
    """The movements of a day at the own post. Opening it is a look at those people, and is entered as one."""
    if not can_read_register(request.actor):
        raise Http404
    now = here(request.actor.post)
    form = DayForm(request.GET or None)
    day = (form.cleaned_data["day"] if form.is_valid() else None) or now.today
    listed = Paginator(register_of(request.actor.post, day), ON_A_PAGE).get_page(request.GET.get("page"))
    crossings = list(listed.object_list)
    if crossings:
        people = {crossing.person_id for crossing in crossings}
        record_read(by=request.actor, at=now.at, purpose=request.purpose, what="border.register.read", subjects=people)
    listed.object_list = rows_of(crossings)  # type: ignore[assignment]
    counted = tallied_on(request.actor.post, day)
    values = {
        "page": listed,
        "day": day,
        "form": form if form.errors else DayForm(initial={"day": day}),
        "tz": now.zone,
        "counted": counted,
    }
    return render(request, "booth/register.html", values)


@dataclass(frozen=True, slots=True)
class Entry:
    """An event of the journal as a person reads it."""

    seq: int
    action: str
    at: datetime
    seal: str


@page(REGISTER_READ, purpose=Purpose.BORDER_CONTROL)
def movement(request: DeskRequest, crossing: UUID) -> HttpResponse:
    """One movement: what was decided, by whom, and the events that hold it."""
    found: Any = get_or_404(request.actor, request.purpose, Crossing, crossing)
    now = here(found.post)
    record_read(
        by=request.actor,
        at=now.at,
        purpose=request.purpose,
        what="border.crossing.read",
        subjects=[found.person_id],
        records=[found.pk],
    )
    row = rows_of([crossing_of(found.pk)])[0]
    values = {
        "crossing": row,
        "officer": staff_names([found.officer]).get(found.officer, ""),
        "events": [_entry(event) for event in reversed(events(Wanted(ref=found.pk, only=WRITES)))],
        "tz": now.zone,
    }
    return render(request, "booth/movement.html", values)


def _entry(event: Any) -> Entry:
    return Entry(event.seq, named(ACTIONS, event.action), event.at, bytes(event.hash).hex()[:16])
