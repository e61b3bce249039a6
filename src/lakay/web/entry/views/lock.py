"""The locked screen, and leaving."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access import login as ways
from lakay.access.sessions import SessionEnded
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.web.entry.cookies import leave
from lakay.web.entry.forms import AnswerForm, UnlockForm
from lakay.web.entry.views.login import refused
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.preferences import safe_next
from lakay.web.shell.requests import DeskRequest


@page(purpose=Purpose.SECURITY, while_locked=True, methods=FORM)
def lock(request: DeskRequest) -> HttpResponse:
    """The screen is locked: the same person comes back with the password."""
    if not request.visit.locked:
        return HttpResponseRedirect(safe_next(request))
    if request.method == "GET":
        return show(request, UnlockForm())
    form = UnlockForm(request.POST)
    if not form.is_valid():
        return show(request, form)
    try:
        now = SystemClock().now()
        ways.unlock_with_password(state=request.visit, password=form.cleaned_data["password"], device=request.device, at=now)
    except SessionEnded:
        return leave(redirect("entry:login"))
    except ways.LoginRefused as refusal:
        form.add_error("password", refused(refusal) if refusal.wait_seconds else _("The password is wrong."))
        return show(request, form)
    return HttpResponseRedirect(safe_next(request))


@page(purpose=Purpose.SECURITY, while_locked=True, methods=WRITE)
def passkey_options(request: DeskRequest) -> HttpResponse:
    """The challenge for this person's passkeys."""
    options = ways.passkey_options(device=request.device, at=SystemClock().now(), state=request.visit)
    return HttpResponse(options, content_type="application/json")


@page(purpose=Purpose.SECURITY, while_locked=True, methods=WRITE)
def passkey(request: DeskRequest) -> HttpResponse:
    """Come back with a passkey."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show(request, UnlockForm(), _("No passkey answered."))
    try:
        ways.unlock_with_passkey(
            state=request.visit, answer=form.cleaned_data["answer"], device=request.device, at=SystemClock().now()
        )
    except SessionEnded:
        return leave(redirect("entry:login"))
    except ways.LoginRefused as refusal:
        return show(request, UnlockForm(), refused(refusal) if refusal.wait_seconds else _("This passkey is not known here."))
    return HttpResponseRedirect(safe_next(request))


@page(purpose=Purpose.SECURITY, while_locked=True, methods=WRITE)
def lock_now(request: DeskRequest) -> HttpResponse:
    """Lock the screen before walking away."""
    if not request.visit.locked:
        ways.lock(state=request.visit, at=SystemClock().now())
    return redirect("entry:lock")


@page(purpose=Purpose.SECURITY, while_locked=True, methods=WRITE)
def logout(request: DeskRequest) -> HttpResponse:
    """End the session here and now."""
    ways.logout(state=request.visit, at=SystemClock().now())
    return leave(redirect("entry:login"))


def show(request: DeskRequest, form: UnlockForm, passkey_fault: str = "") -> HttpResponse:
    """The locked screen: a name and a way back, nothing else."""
    values = {
        "form": form,
        "passkey_fault": passkey_fault,
        "next": safe_next(request),
        "name": request.visit.full_name,
        "username": request.visit.username,
    }
    return render(request, "entry/lock.html", values, status=422 if form.errors or passkey_fault else 200)
