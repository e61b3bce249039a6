"""Entering figures of others: by hand, or from a file that is tried first."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from lakay.access.visibility import get_or_404
from lakay.kernel.clock import SystemClock
from lakay.kernel.refusals import NotAllowed
from lakay.publication.series import CannotRead, judged, say
from lakay.reported.actions import Delivery, end_series, enter_figures, start_series
from lakay.reported.models import Series
from lakay.reported.permissions import REPORTED_WRITE
from lakay.web.reported import words
from lakay.web.reported.forms import BringForm, EnterForm, ValueForm
from lakay.web.reported.views import MOST_BAD, STATISTICS, show_home, show_one, start_form
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest


@page(REPORTED_WRITE, purpose=STATISTICS, methods=WRITE)
def start(request: DeskRequest) -> HttpResponse:
    """Begin a series."""
    form = start_form(request.POST)
    if not form.is_valid():
        return show_home(request, form)
    said = dict(form.cleaned_data)
    try:
        receipt = start_series(by=request.actor, at=SystemClock().now(), code=said.pop("code"), values=said)
    except NotAllowed as refused:
        form.add_error("code", str(refused.reason))
        return show_home(request, form)
    return redirect("reported:one", receipt.id_of(Series))


@page(REPORTED_WRITE, purpose=STATISTICS, methods=WRITE)
def value(request: DeskRequest, series: UUID) -> HttpResponse:
    """One value by hand."""
    found = get_or_404(request.actor, request.purpose, Series, series)
    form = ValueForm(request.POST, columns=found.columns)
    if not form.is_valid():
        return show_one(request, found, value=form)
    try:
        given = Delivery(form.judged(), form.cleaned_data["vintage"])
        enter_figures(by=request.actor, at=SystemClock().now(), series=found, given=given)
    except NotAllowed as refused:
        form.add_error("number", str(refused.reason))
        return show_one(request, found, value=form)
    return redirect("reported:one", found.pk)


@page(REPORTED_WRITE, purpose=STATISTICS, methods=WRITE)
def bring(request: DeskRequest, series: UUID) -> HttpResponse:
    """Try a file: how many rows are good, and every bad one. Nothing is written."""
    found, form = get_or_404(request.actor, request.purpose, Series, series), BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_one(request, found, bring=form)
    content = form.cleaned_data["file"].read()
    try:
        tried = judged(content)
    except CannotRead as refused:
        form.add_error("file", say(refused.code, (get_language() or "en")[:2], **refused.found))
        return show_one(request, found, bring=form)
    bad = [(one.line, one.column, words.WRONG[one.wrong], one.found) for one in tried.bad[:MOST_BAD]]
    plain = content.decode("utf-8-sig", "replace")
    return show_one(request, found, tried=tried, bad=bad, content=plain, vintage=form.cleaned_data["vintage"])


@page(REPORTED_WRITE, purpose=STATISTICS, methods=WRITE)
def enter(request: DeskRequest, series: UUID) -> HttpResponse:
    """Enter the good rows of the file that was tried."""
    found, form = get_or_404(request.actor, request.purpose, Series, series), EnterForm(request.POST)
    again = BringForm({"vintage": request.POST.get("vintage", "")})
    if not form.is_valid():
        return show_one(request, found, bring=again)
    content = form.cleaned_data["content"].encode()
    try:
        given = Delivery(judged(content), form.cleaned_data["vintage"], sha256(content).hexdigest())
        enter_figures(by=request.actor, at=SystemClock().now(), series=found, given=given)
    except CannotRead as refused:
        again.add_error("file", say(refused.code, (get_language() or "en")[:2], **refused.found))
        return show_one(request, found, bring=again)
    except NotAllowed as refused:
        again.add_error("file", str(refused.reason))
        return show_one(request, found, bring=again)
    return redirect("reported:one", found.pk)


@page(REPORTED_WRITE, purpose=STATISTICS, methods=WRITE)
def end(request: DeskRequest, series: UUID) -> HttpResponse:
    """The series is shown no more."""
    found = get_or_404(request.actor, request.purpose, Series, series)
    end_series(by=request.actor, at=SystemClock().now(), series=found)
    return redirect("reported:home")
