"""Who is logged in now, and ending it."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from lakay.access.actions import end_session_of, end_sessions
from lakay.access.models import Staff
from lakay.access.policy import Permission
from lakay.access.queries import sessions_for
from lakay.access.visibility import get_or_404
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.web.administration.staff import show
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

A_PAGE = 50


@page(Permission.SESSION_REVOKE, purpose=Purpose.SECURITY)
def sessions(request: DeskRequest) -> HttpResponse:
    """The open sessions of the agency, newest first."""
    found = Paginator(sessions_for(request.actor).select_related("staff"), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "administration/sessions.html", {"page": found, "here": request.visit.session})


@page(Permission.SESSION_REVOKE, purpose=Purpose.SECURITY, methods=WRITE)
def end(request: DeskRequest, session: UUID) -> HttpResponse:
    """End one session at once."""
    found = sessions_for(request.actor).select_related("staff__agency").filter(pk=session).first()
    if found is None:
        raise Http404
    end_session_of(by=request.actor, at=SystemClock().now(), session=found)
    return redirect("administration:staff_sessions")


@page(Permission.SESSION_REVOKE, purpose=Purpose.SECURITY, methods=WRITE)
def end_all(request: DeskRequest, person: UUID) -> HttpResponse:
    """End all sessions of a person at once: a stolen machine, a lost key."""
    found = get_or_404(request.actor, request.purpose, Staff, person)
    try:
        end_sessions(by=request.actor, at=SystemClock().now(), staff=found)
    except NotAllowed as refusal:
        return show(request, found, fault=str(refusal.reason))
    return redirect("administration:staff_person", person)
