"""Counting people who are not registered: one key a person, sent on its own, counted once however often it is sent."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render

from lakay.access.visibility import get_or_404
from lakay.border import actions
from lakay.border.models import Shift, Tally
from lakay.border.permissions import CROSSING_RECORD
from lakay.border.queries import tallied
from lakay.border.rules import AgeGroup, Direction
from lakay.journal.writing import CommandReused
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.web.booth.forms import IdentifyForm, TallyForm, UncountForm
from lakay.web.booth.screen import own_shift
from lakay.web.booth.words import AGES
from lakay.web.shell.pages import READ, WRITE, page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest
from lakay.web.shell.words import DIRECTIONS, SEXES

BORDER = Purpose.BORDER_CONTROL


@page(CROSSING_RECORD, purpose=BORDER, methods=READ)
def count(request: DeskRequest) -> HttpResponse:
    """Who has no document: ten keys to count people by sex and age group, and the form for somebody who says their name."""
    shift = own_shift(request)
    counts = tallied(shift)
    cells = {sex: [(age, AGES[age], counts.get((sex, age), 0)) for age in AgeGroup] for sex in ("F", "M")}
    values = {
        "shift": shift,
        "direction": DIRECTIONS[shift.direction],
        "rows": [(sex, SEXES[sex], _keyed(ages, first)) for (sex, ages), first in zip(cells.items(), (1, 6), strict=True)],
        "total": sum(counts.values()),
        "form": IdentifyForm(initial={"command": new_id(), "nationality": here(shift.post).home}),
    }
    return render(request, "booth/count.html", values)


def _keyed(ages: Sequence[tuple[AgeGroup, object, int]], first: int) -> list[tuple[int, AgeGroup, object, int]]:
    """The digit that counts each cell: 1 to 5, then 6 to 9 and 0."""
    return [((first + place) % 10, age, words, number) for place, (age, words, number) in enumerate(ages)]


@page(CROSSING_RECORD, purpose=BORDER, methods=WRITE)
def tally(request: DeskRequest) -> HttpResponse:
    """One more person."""
    form, shift = TallyForm(request.POST), own_shift(request)
    if not form.is_valid():
        raise Http404
    data, now = form.cleaned_data, here(shift.post)
    if data["shift"] != shift.pk:
        return JsonResponse({}, status=409)
    try:
        receipt = actions.count_person(
            by=request.actor,
            at=now.at,
            shift=shift,
            sex=data["sex"],
            age_group=AgeGroup(data["age_group"]),
            direction=Direction(data["direction"]),
            local_on=now.today,
            command=data["command"],
        )
    except (NotAllowed, CommandReused):
        return JsonResponse({}, status=409)
    return JsonResponse({"tally": receipt.id_of(Tally), **_counts(shift)})


@page(CROSSING_RECORD, purpose=BORDER, methods=WRITE)
def uncount(request: DeskRequest) -> HttpResponse:
    """The last key was a slip."""
    form, shift = UncountForm(request.POST), own_shift(request)
    if not form.is_valid():
        raise Http404
    found = get_or_404(request.actor, request.purpose, Tally, form.cleaned_data["tally"])
    if found.shift_id != shift.pk:
        raise Http404
    try:
        actions.uncount_person(by=request.actor, at=here(shift.post).at, tally=found, command=form.cleaned_data["command"])
    except (NotAllowed, CommandReused, IntegrityError, actions.AlreadyCorrected):
        return JsonResponse({}, status=409)
    return JsonResponse(_counts(shift))


def _counts(shift: Shift) -> dict[str, object]:
    counts = tallied(shift)
    return {"counts": {f"{sex} {age}": number for (sex, age), number in counts.items()}, "total": sum(counts.values())}
