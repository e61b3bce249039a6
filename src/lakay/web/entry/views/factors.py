"""Passkeys, the code of the telephone, and recovery codes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access import account as own
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.web.entry.forms import CodeForm, PasskeyForm
from lakay.web.entry.views.account import show
from lakay.web.shell.pages import SELF, WRITE, page
from lakay.web.shell.requests import DeskRequest


@page(SELF, purpose=Purpose.SECURITY, methods=WRITE)
def passkey_options(request: DeskRequest) -> HttpResponse:
    """What a new passkey must answer, for the script of the page."""
    options = own.passkey_creation_options(state=request.visit, device=request.device, at=SystemClock().now())
    return HttpResponse(options, content_type="application/json")


@page(SELF, purpose=Purpose.SECURITY, methods=WRITE)
def add_passkey(request: DeskRequest) -> HttpResponse:
    """Add a passkey."""
    form = PasskeyForm(request.POST)
    if not form.is_valid():
        return show(request, fault=_("Give the key a name, then follow what the machine asks."))
    try:
        own.add_passkey(state=request.visit, device=request.device, at=SystemClock().now(), **form.cleaned_data)
    except own.PasskeyRefused:
        return show(request, fault=_("The key was not accepted. Try again."))
    return redirect("entry:account")


@page(SELF, purpose=Purpose.SECURITY, methods=WRITE)
def remove_passkey(request: DeskRequest, passkey: UUID) -> HttpResponse:
    """Remove a passkey, never the last way to log in."""
    try:
        own.remove_passkey(state=request.visit, passkey=passkey, at=SystemClock().now())
    except own.LastFactor:
        return show(request, fault=_("This is your last way to log in. Add another one first."))
    return redirect("entry:account")


@page(SELF, purpose=Purpose.SECURITY, methods=WRITE)
def totp(request: DeskRequest) -> HttpResponse:
    """Set up the code of the telephone: first the picture to photograph, then the first code as a proof."""
    now = SystemClock().now()
    form = CodeForm(request.POST) if "code" in request.POST else CodeForm()
    if form.is_bound and form.is_valid():
        try:
            own.confirm_totp(state=request.visit, code=form.cleaned_data["code"], at=now)
        except own.WrongCode:
            form.add_error("code", _("The code is wrong. Photograph the new picture and try again."))
        else:
            return redirect("entry:account")
    offer = own.begin_totp(state=request.visit, at=now)
    return render(request, "entry/totp.html", {"form": form, "offer": offer}, status=422 if form.errors else 200)


@page(SELF, purpose=Purpose.SECURITY, methods=WRITE)
def remove_totp(request: DeskRequest) -> HttpResponse:
    """Give up the code of the telephone."""
    try:
        own.remove_totp(state=request.visit, at=SystemClock().now())
    except own.LastFactor:
        return show(request, fault=_("This is your last way to log in. Add another one first."))
    return redirect("entry:account")


@page(SELF, purpose=Purpose.SECURITY, methods=WRITE)
def codes(request: DeskRequest) -> HttpResponse:
    """Ten new recovery codes, shown this one time."""
    made = own.make_recovery_codes(state=request.visit, at=SystemClock().now())
    return render(request, "entry/codes.html", {"codes": made})
