"""Keeping the directory: the provider counts its places, whoever keeps it reads files in."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.visibility import get_or_404
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.services.actions import count_room, end_service
from lakay.services.importing import COLUMNS, NoDirectory, Tried, read_in, try_directory
from lakay.services.models import Service
from lakay.services.permissions import can_count
from lakay.services.queries import services_kept_by
from lakay.web.services import words
from lakay.web.services.forms import BringForm, CountForm
from lakay.web.services.views import show
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
FAULTS_SHOWN = 100


@page(Permission.SERVICE_KEEP, purpose=PROTECTION)
def own(request: DeskRequest) -> HttpResponse:
    """The services of the own agency, and how old their figures are."""
    rows = [(one, words.type_words(one.type)) for one in services_kept_by(request.actor, request.purpose)]
    return render(request, "services/own.html", {"rows": rows})


@page(Permission.SERVICE_VIEW, purpose=PROTECTION, methods=WRITE)
def count(request: DeskRequest, service: UUID) -> HttpResponse:
    """How many places there are now, and how many are taken."""
    found = get_or_404(request.actor, request.purpose, Service, service)
    if not can_count(request.actor, found):
        raise Http404
    form = CountForm(request.POST)
    if not form.is_valid():
        return show(request, found, form)
    try:
        count_room(by=request.actor, at=SystemClock().now(), service=found, **form.cleaned_data)
    except CommandReused:
        return show(request, found, fault=_("This was sent before with other figures. Look at what stands now."))
    return redirect("services:one", service=found.pk)


@page(Permission.DIRECTORY_MANAGE, purpose=PROTECTION, methods=WRITE)
def end(request: DeskRequest, service: UUID) -> HttpResponse:
    """The service is there no more."""
    found = get_or_404(request.actor, request.purpose, Service, service)
    end_service(by=request.actor, at=SystemClock().now(), service=found)
    return redirect("services:one", service=found.pk)


@page(Permission.DIRECTORY_MANAGE, purpose=PROTECTION, methods=FORM)
def bring(request: DeskRequest) -> HttpResponse:
    """Try a file: what it would change, and every bad row. Nothing is written."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method != "POST":
        return _bring(request, form)
    if not form.is_valid():
        return _bring(request, form, status=422)
    raw = form.cleaned_data["file"].read()
    try:
        tried = try_directory(raw)
    except NoDirectory as refused:
        form.add_error("file", str(words.REFUSED[refused.code]))
        return _bring(request, form, status=422)
    return _bring(request, form, tried, raw.decode("utf-8-sig"))


@page(Permission.DIRECTORY_MANAGE, purpose=PROTECTION, methods=WRITE)
def enter(request: DeskRequest) -> HttpResponse:
    """Read the good rows in, as they were tried."""
    try:
        tried = try_directory(request.POST.get("content", "").encode())
    except NoDirectory:
        form = BringForm()
        return _bring(request, form, status=422)
    done = read_in(tried, by=request.actor, at=SystemClock().now())
    return _bring(request, BringForm(), done=done)


def _bring(
    request: DeskRequest,
    form: BringForm,
    tried: Tried | None = None,
    content: str = "",
    *,
    done: int | None = None,
    status: int = 200,
) -> HttpResponse:
    faults = [(fault, str(words.FAULTS[fault.code])) for fault in tried.faults[:FAULTS_SHOWN]] if tried else []
    values = {"form": form, "tried": tried, "faults": faults, "content": content, "done": done, "columns": COLUMNS}
    return render(request, "services/import.html", values, status=status)
