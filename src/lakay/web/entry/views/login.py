"""Logging in: by passkey, by name with password and code, and in the demonstration by one click."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lakay.access import login as ways
from lakay.access import sessions
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.web.entry.cookies import enter
from lakay.web.entry.forms import AnswerForm, LoginForm
from lakay.web.entry.people import demo_choices
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.preferences import safe_next
from lakay.web.shell.requests import AnyRequest

DEMO = "demo"


def refused(refusal: ways.LoginRefused) -> str:
    """What the person at the door is told: never which part was wrong."""
    if refusal.wait_seconds:
        text = ngettext(
            "Too many attempts. Wait %(seconds)d second, then try again.",
            "Too many attempts. Wait %(seconds)d seconds, then try again.",
            refusal.wait_seconds,
        )
        return text % {"seconds": refusal.wait_seconds}
    return _("The name, the password or the code is wrong.")


@page(public=True, purpose=Purpose.SECURITY, while_locked=True, methods=FORM)
def login(request: AnyRequest) -> HttpResponse:
    """The log-in."""
    if request.visit is not None and not request.visit.locked:
        return HttpResponseRedirect(safe_next(request))
    if request.method == "GET":
        return show(request, LoginForm())
    form = LoginForm(request.POST)
    if not form.is_valid():
        return show(request, form)
    try:
        session = ways.with_password(**form.cleaned_data, device=request.device, at=SystemClock().now())
    except ways.LoginRefused as refusal:
        form.add_error(None, refused(refusal))
        return show(request, form)
    return enter(request, session)


@page(public=True, purpose=Purpose.SECURITY, methods=WRITE)
def passkey_options(request: AnyRequest) -> HttpResponse:
    """The challenge that a passkey must answer, for the script of the log-in."""
    options = ways.passkey_options(device=request.device, at=SystemClock().now())
    return HttpResponse(options, content_type="application/json")


@page(public=True, purpose=Purpose.SECURITY, methods=WRITE)
def passkey(request: AnyRequest) -> HttpResponse:
    """Log in with a passkey's answer."""
    form = AnswerForm(request.POST)
    login_form = LoginForm()
    if not form.is_valid():
        return show(request, login_form, _("No passkey answered."))
    try:
        session = ways.with_passkey(answer=form.cleaned_data["answer"], device=request.device, at=SystemClock().now())
    except ways.LoginRefused as refusal:
        return show(request, login_form, refused(refusal) if refusal.wait_seconds else _("This passkey is not known here."))
    return enter(request, session)


@page(public=True, purpose=Purpose.SECURITY, while_locked=True, methods=WRITE)
def demo(request: AnyRequest) -> HttpResponse:
    """In the demonstration: sit down as one of its invented people."""
    if settings.MODE != DEMO:
        raise Http404
    wanted = request.POST.get("username", "")
    if wanted not in {person.username for person in sessions.demo_people(SystemClock().now())}:
        raise Http404
    return enter(request, ways.demo_login(username=wanted, device=request.device, at=SystemClock().now()))


def show(request: AnyRequest, form: LoginForm, passkey_fault: str = "") -> HttpResponse:
    """The page of the log-in, with what was wrong."""
    values = {
        "form": form,
        "passkey_fault": passkey_fault,
        "next": safe_next(request),
        "people": demo_choices() if settings.MODE == DEMO else [],
    }
    return render(request, "entry/login.html", values, status=422 if form.errors or passkey_fault else 200)
