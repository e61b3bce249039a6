"""Figures of this node on their way to a release: chosen, put together and tried by the machine, stopped by a person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.publication.actions import Chosen, ask_draft, stop_draft
from lakay.publication.codes import OPEN_DRAFTS, Sensitivity
from lakay.publication.models import Draft
from lakay.publication.permissions import RELEASE_PROPOSE
from lakay.publication.queries import draft_or_none
from lakay.publication.trying import WAKE
from lakay.statistics.cube import Cube, read_cube
from lakay.statistics.keeping import cube_folder
from lakay.web.publication.choosing import ChoosingForm
from lakay.web.publication.events import EventForm
from lakay.web.publication.naming import period_name
from lakay.web.publication.shown import SENSITIVITIES
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

STATISTICS = Purpose.STATISTICS
STATES = {
    "asked": (_("waits for the machine"), "warning"),
    "running": (_("is being tried"), "warning"),
    "proposed": (_("proposed"), "success"),
    "refused": (_("not possible"), "danger"),
    "stopped": (_("stopped"), ""),
}
STAGES = {
    "": _("It begins in a moment."),
    "gather": _("The tables are put together."),
    "hide": _("Small counts are hidden, and others with them."),
    "try": _("Everything that was ever published is tried together."),
}


@page(RELEASE_PROPOSE, purpose=STATISTICS, methods=FORM)
def choose(request: DeskRequest, kind: str) -> HttpResponse:
    """Choose the period and the tables, and have them tried."""
    if kind not in set(Sensitivity):
        raise Http404
    cube = read_cube(cube_folder())
    if cube is None or not cube.months:
        return render(request, "releases/choose.html", {"kind": kind, "kinds": _kinds(kind)})
    return _choose(request, cube, Sensitivity(kind))


def _choose(request: DeskRequest, cube: Cube, sensitivity: Sensitivity) -> HttpResponse:
    form = ChoosingForm(request.POST if request.method == "POST" else None, cube, sensitivity)
    if form.is_bound and form.is_valid():
        answer = _asked(request, form, form.chosen)
        if answer is not None:
            return answer
    values = {"form": form, "cube": cube, "kind": sensitivity.value, "kinds": _kinds(sensitivity.value)}
    return render(request, "releases/choose.html", values, status=422 if form.errors else 200)


@page(RELEASE_PROPOSE, purpose=STATISTICS, methods=FORM)
def event(request: DeskRequest) -> HttpResponse:
    """A situation report: some days at the posts, tried and let out like everything else."""
    form = EventForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        answer = _asked(request, form, form.chosen)
        if answer is not None:
            return answer
    return render(request, "releases/event.html", {"form": form}, status=422 if form.errors else 200)


def _asked(request: DeskRequest, form: forms.Form, chosen: Chosen) -> HttpResponse | None:
    """Have the machine try what was chosen; nothing where it takes no more, which stands in the form then."""
    try:
        language = (get_language() or "fr")[:2]
        draft = ask_draft(by=request.actor, at=SystemClock().now(), chosen=chosen, language=language)
    except NotAllowed as refused:
        form.add_error(None, str(refused.reason))
        return None
    WAKE.set()
    return redirect("releases:draft", draft)


def _kinds(now: str) -> list[tuple[str, Any, bool]]:
    return [(kind, name, kind == now) for kind, name in SENSITIVITIES.items()]


@page(RELEASE_PROPOSE, purpose=STATISTICS)
def draft(request: DeskRequest, draft: UUID) -> HttpResponse:
    """How far a draft is; once it is proposed, the release itself."""
    found = _found(draft)
    if found.release_id:
        address = reverse("releases:one", args=[found.release_id])
        return HttpResponse(status=204, headers={"HX-Redirect": address}) if request.htmx else redirect(address)
    template = "releases/progress.html" if request.htmx else "releases/draft.html"
    return render(request, template, {"draft": found, **state_of(found)})


@page(RELEASE_PROPOSE, purpose=STATISTICS, methods=WRITE)
def stop(request: DeskRequest, draft: UUID) -> HttpResponse:
    """Nobody wants it any more."""
    stop_draft(by=request.actor, at=SystemClock().now(), draft=_found(draft).pk)
    return redirect("releases:draft", draft)


def _found(draft: UUID) -> Draft:
    found = draft_or_none(draft)
    if found is None:
        raise Http404
    return found


def state_of(found: Draft) -> dict[str, Any]:
    """Where a draft stands, in words."""
    text, kind = STATES[found.status]
    return {
        "open": found.status in OPEN_DRAFTS,
        "status": text,
        "status_kind": kind,
        "stage": STAGES[found.stage],
        "percent": found.done * 100 // found.total if found.total else None,
        "period": period_name(found.period),
    }
