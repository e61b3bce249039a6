"""Complaints: written down at the help line, read and answered by those who answer for the work."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.visibility import get_or_404
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.referral.actions import answer_complaint, complain
from lakay.referral.actions.voices import NothingSaid
from lakay.referral.models import Complaint
from lakay.referral.queries import complaints, number_of
from lakay.web.referral import words
from lakay.web.referral.forms import LogForm, ReplyForm
from lakay.web.shell.country import pack_header
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
PAGE = 10


@page(Permission.VOICE_HEAR, purpose=PROTECTION)
def voices(request: DeskRequest) -> HttpResponse:
    """Complaints, those without an answer first."""
    return _voices(request)


def _voices(request: DeskRequest, bad: tuple[UUID, ReplyForm] | None = None) -> HttpResponse:
    found = Paginator(complaints(request.actor, request.purpose), PAGE).get_page(request.GET.get("page"))
    shown = list(found.object_list)
    if shown:
        now, subjects = SystemClock().now(), [one.pk for one in shown]
        record_read(by=request.actor, at=now, purpose=request.purpose, what="referral.complaint.read", subjects=subjects)
    forms = {one.pk: ReplyForm(auto_id=f"reply_{one.pk.hex}_%s") for one in shown if one.answered_at is None}
    forms |= dict([bad]) if bad else {}
    rows = [(one, words.CHANNELS.get(one.channel, one.channel), forms.get(one.pk)) for one in shown]
    return render(request, "referral/voices.html", {"page": found, "rows": rows}, status=422 if bad else 200)


@page(Permission.VOICE_LOG, purpose=PROTECTION, methods=FORM)
def log(request: DeskRequest) -> HttpResponse:
    """Somebody complains by telephone. They get a number to ask again."""
    form, number = LogForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            command = form.cleaned_data["command"]
            made = complain(by=request.actor, at=SystemClock().now(), given=form.given, command=command)
        except (NothingSaid, CommandReused):
            form.add_error(None, _("This was sent before with other words."))
        else:
            number, form = number_of(made.id_of(Complaint)), LogForm()
    values = {"form": form, "number": number, "hotline": pack_header().hotline, "hears": request.actor.may(Permission.VOICE_HEAR)}
    return render(request, "referral/log.html", values, status=422 if form.errors else 200)


@page(Permission.VOICE_HEAR, purpose=PROTECTION, methods=WRITE)
def answer(request: DeskRequest, complaint: UUID) -> HttpResponse:
    """What was done about it."""
    found = get_or_404(request.actor, request.purpose, Complaint, complaint)
    form = ReplyForm(request.POST, auto_id=f"reply_{found.pk.hex}_%s")
    if not form.is_valid():
        return _voices(request, (found.pk, form))
    said = form.cleaned_data
    try:
        answer_complaint(
            by=request.actor, at=SystemClock().now(), complaint=found, answer=said["answer"], command=said["command"]
        )
    except (NothingSaid, CommandReused):
        form.add_error(None, _("This was sent before with other words."))
        return _voices(request, (found.pk, form))
    return redirect("referral:voices")
