"""Phones that fill forms: two people give a key, one takes it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from lakay.access.visibility import get_or_404, visible
from lakay.forms.actions import approve_phone, end_phone, propose_phone
from lakay.forms.models import PhoneKey
from lakay.forms.permissions import PHONE_MANAGE
from lakay.forms.phones import digest_of, new_key, settings_code
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.web.forms.forms import PhoneForm
from lakay.web.forms.words import PURPOSES
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.posts import posts_to_choose
from lakay.web.shell.requests import DeskRequest

ADMINISTRATION = Purpose.ADMINISTRATION


@page(PHONE_MANAGE, purpose=ADMINISTRATION, methods=FORM)
def phones(request: DeskRequest) -> HttpResponse:
    """The phones, and a new one."""
    form = _form(request.actor, request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, purpose = form.cleaned_data["name"], Purpose(form.cleaned_data["purpose"])
        propose_phone(by=request.actor, at=SystemClock().now(), name=name, purpose=purpose, post=form.cleaned_data["post"])
        return redirect("forms:phones")
    return show(request, form)


def _form(actor: Actor, sent: QueryDict | None = None) -> PhoneForm:
    return PhoneForm(posts_to_choose((), anywhere=True), sent, initial={"post": actor.post})


def show(request: DeskRequest, form: PhoneForm, code: str = "", address: str = "", fault: Any = "") -> HttpResponse:
    """The page, with the code of a new key on it once, or with what was wrong."""
    listed = visible(request.actor, request.purpose, PhoneKey).order_by("-proposed_at", "-id")[:200]
    rows = [(phone, PURPOSES.get(phone.purpose, "")) for phone in listed]
    values = {"form": form, "rows": rows, "code": code, "address": address, "fault": fault, "me": request.actor.id}
    return render(request, "forms/phones.html", values, status=422 if fault or form.errors else 200)


@page(PHONE_MANAGE, purpose=ADMINISTRATION, methods=WRITE)
def approve(request: DeskRequest, phone: UUID) -> HttpResponse:
    """Agree to a phone that another person asked for. Its code is shown on this page, and never again."""
    found = get_or_404(request.actor, request.purpose, PhoneKey, phone)
    key = new_key()
    try:
        approve_phone(by=request.actor, at=SystemClock().now(), phone=found, digest=digest_of(key))
    except NotAllowed as refused:
        return show(request, _form(request.actor), fault=refused.reason)
    address = request.build_absolute_uri(f"/key/{key}")
    code = settings_code(address, f"Lakay · {found.name}"[:50], (get_language() or "ht")[:2])
    return show(request, _form(request.actor), code=code, address=address)


@page(PHONE_MANAGE, purpose=ADMINISTRATION, methods=WRITE)
def end(request: DeskRequest, phone: UUID) -> HttpResponse:
    """End the key of a phone."""
    found = get_or_404(request.actor, request.purpose, PhoneKey, phone)
    end_phone(by=request.actor, at=SystemClock().now(), phone=found)
    return redirect("forms:phones")
