"""What was opened in an emergency, reviewed by somebody who had no part in it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.whereabouts.forms import ReviewForm
from lakay.web.whereabouts.rows import glass_row
from lakay.whereabouts import queries
from lakay.whereabouts.actions import review_glass
from lakay.whereabouts.models import Glass
from lakay.whereabouts.rules.codes import Judgement

REVIEW = Permission.GLASS_REVIEW


@page(REVIEW, purpose=Purpose.OVERSIGHT)
def reviews(request: DeskRequest) -> HttpResponse:
    """What is over and waits for its review, the oldest first. Who the person is stands nowhere."""
    return show(request)


def show(request: DeskRequest, fault: str = "", of: UUID | None = None, form: ReviewForm | None = None) -> HttpResponse:
    """The page, with what was wrong in one of its forms."""
    now, actor = SystemClock().now(), request.actor
    waiting = queries.to_review(actor, request.purpose, now)
    if waiting:
        subjects = {glass.intake_id for glass in waiting}
        record_read(by=actor, at=now, purpose=request.purpose, what="whereabouts.glasses.read", subjects=subjects)
    names = staff_names({each for glass in waiting for each in (glass.asked_by, glass.agreed_by) if each})
    rows = [
        {
            **glass_row(glass, names, now),
            "looks": queries.looks_under(glass),
            "form": form if form and glass.pk == of else ReviewForm(auto_id=f"id_{glass.pk.hex}_%s"),
        }
        for glass in waiting
    ]
    wrong = fault or (form and form.errors)
    return render(request, "whereabouts/reviews.html", {"rows": rows, "fault": fault}, status=422 if wrong else 200)


@page(REVIEW, purpose=Purpose.OVERSIGHT, methods=WRITE)
def review(request: DeskRequest, glass: UUID) -> HttpResponse:
    """Say what you found."""
    found = get_or_404(request.actor, request.purpose, Glass, glass)
    form = ReviewForm(request.POST, auto_id=f"id_{found.pk.hex}_%s")
    if not form.is_valid():
        return show(request, of=found.pk, form=form)
    said = form.cleaned_data
    try:
        review_glass(
            by=request.actor,
            at=SystemClock().now(),
            glass=found,
            judgement=Judgement(said["judgement"]),
            finding=said["finding"],
            command=said["command"],
        )
    except NotAllowed as refused:
        return show(request, str(refused.reason), found.pk, form)
    except CommandReused:
        return show(request)
    return redirect("whereabouts:reviews")
