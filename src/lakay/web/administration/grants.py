"""Roles given and taken back."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from lakay.access.actions import end_grant, grant_role
from lakay.access.models import Staff
from lakay.access.policy import Permission
from lakay.access.queries import grants_of
from lakay.access.visibility import get_or_404
from lakay.kernel.clock import SystemClock
from lakay.kernel.refusals import NotAllowed
from lakay.web.administration.forms import GrantForm
from lakay.web.administration.staff import new_grant_form, show
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest


@page(Permission.GRANT_MANAGE, methods=WRITE)
def give(request: DeskRequest, person: UUID) -> HttpResponse:
    """Give a role to another person."""
    found = get_or_404(request.actor, request.purpose, Staff, person)
    form = new_grant_form(request.POST)
    if form.is_valid():
        try:
            values = form.cleaned_data
            grant_role(
                by=request.actor,
                at=SystemClock().now(),
                staff=found,
                role=values["role"],
                post=values["post"],
                until_at=end_of(form),
            )
        except NotAllowed as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            return redirect("administration:staff_person", person)
    return show(request, found, grant_form=form)


def end_of(form: GrantForm) -> datetime | None:
    """The instant after the last day."""
    last = form.cleaned_data["last_on"]
    return datetime.combine(last + timedelta(days=1), time.min, timezone.get_current_timezone()) if last else None


@page(Permission.GRANT_MANAGE, methods=WRITE)
def end(request: DeskRequest, person: UUID, grant: UUID) -> HttpResponse:
    """Take a role back, now."""
    found = get_or_404(request.actor, request.purpose, Staff, person)
    held = grants_of(found).filter(pk=grant, ended_at=None).first()
    if held is None:
        raise Http404
    try:
        end_grant(by=request.actor, at=SystemClock().now(), grant=held)
    except NotAllowed as refusal:
        return show(request, found, fault=str(refusal.reason))
    return redirect("administration:staff_person", person)
