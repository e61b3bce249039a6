"""The desk of releases: proposed by one person, tried against everything that is out, let out or given back by another."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.visibility import get_or_404, visible
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.publication import actions
from lakay.publication.codes import Sensitivity
from lakay.publication.models import Release
from lakay.publication.permissions import RELEASE_APPROVE, RELEASE_PROPOSE, RELEASE_VIEW
from lakay.publication.preparing import attack_again, prepare
from lakay.publication.queries import drafts_of, tables_of
from lakay.web.publication.figures import STATES
from lakay.web.publication.forms import ProposeForm, ReturnForm
from lakay.web.publication.shown import SENSITIVITIES, beside, shown, status_of
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

STATISTICS = Purpose.STATISTICS


@page(RELEASE_VIEW, purpose=STATISTICS)
def home(request: DeskRequest) -> HttpResponse:
    """Every release: those that wait first."""
    return _home(request, ProposeForm())


def _home(request: DeskRequest, form: ProposeForm) -> HttpResponse:
    found = visible(request.actor, request.purpose, Release).order_by("-proposed_at", "-id")[:100]
    rows = [(one, SENSITIVITIES[one.sensitivity], *status_of(one)) for one in found]
    rows.sort(key=_waits_first)
    may = request.actor.may(RELEASE_PROPOSE)
    drafts = [(one, *STATES[one.status]) for one in drafts_of(request.actor.id)] if may else []
    values = {"rows": rows, "form": form if may else None, "drafts": drafts}
    return render(request, "releases/home.html", values, status=422 if form.errors else 200)


def _waits_first(row: tuple[Release, *tuple[Any, ...]]) -> bool:
    return row[0].status != "proposed"


@page(RELEASE_PROPOSE, purpose=STATISTICS, methods=WRITE)
def propose(request: DeskRequest) -> HttpResponse:
    """Protect the tables with all earlier ones, try them, and ask that they come out."""
    form = ProposeForm(request.POST, request.FILES)
    if not form.is_valid():
        return _home(request, form)
    said = form.cleaned_data
    try:
        prepared = prepare(
            form.measured, Sensitivity(said["sensitivity"]), title=said["title"], method=said["method"], revises=form.revised
        )
        kept = actions.propose_release(by=request.actor, at=SystemClock().now(), prepared=prepared).id_of(Release)
    except NotAllowed as refused:
        form.add_error("tables", str(refused.reason))
        return _home(request, form)
    return redirect("releases:one", kept)


@page(RELEASE_VIEW, purpose=STATISTICS)
def one(request: DeskRequest, release: UUID) -> HttpResponse:
    """A release with its tables, as they would come out."""
    return _one(request, get_or_404(request.actor, request.purpose, Release, release), ReturnForm())


def _one(request: DeskRequest, found: Release, form: ReturnForm, fault: Any = "") -> HttpResponse:
    tables = tables_of(found)
    values = {
        "release": found,
        "sensitivity": SENSITIVITIES[found.sensitivity],
        "status": status_of(found),
        "tables": [shown(table, max(8, 240 // max(1, len(tables)))) for table in tables],
        "beside": beside(found),
        "form": form,
        "fault": fault,
        "mine": found.proposed_by == request.actor.id,
        "may": request.actor.may(RELEASE_APPROVE),
    }
    return render(request, "releases/one.html", values, status=422 if fault or form.errors else 200)


@page(RELEASE_APPROVE, purpose=STATISTICS, methods=WRITE)
def publish(request: DeskRequest, release: UUID) -> HttpResponse:
    """Try it once more with everything that is out now, and let it out."""
    found = get_or_404(request.actor, request.purpose, Release, release)
    try:
        actions.publish_release(by=request.actor, at=SystemClock().now(), release=found, stands=attack_again(found))
    except NotAllowed as refused:
        return _one(request, found, ReturnForm(), refused.reason)
    except CannotMove:
        found.refresh_from_db()
        return _one(request, found, ReturnForm(), _("Somebody else has moved this meanwhile. Look at it again."))
    return redirect("releases:one", found.pk)


@page(RELEASE_APPROVE, purpose=STATISTICS, methods=WRITE)
def give_back(request: DeskRequest, release: UUID) -> HttpResponse:
    """Not agree, and say why."""
    found, form = get_or_404(request.actor, request.purpose, Release, release), ReturnForm(request.POST)
    if not form.is_valid():
        return _one(request, found, form)
    try:
        actions.return_release(by=request.actor, at=SystemClock().now(), release=found, note=form.cleaned_data["note"])
    except NotAllowed as refused:
        return _one(request, found, form, refused.reason)
    except CannotMove:
        found.refresh_from_db()
        return _one(request, found, form, _("Somebody else has moved this meanwhile. Look at it again."))
    return redirect("releases:one", found.pk)
