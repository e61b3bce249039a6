"""Answering with a code, saying how it was, complaining; and the gateway's door for SMS."""

from __future__ import annotations

import hmac
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt

from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.states import CannotMove
from lakay.messaging.incoming import read_incoming
from lakay.referral.actions import CODE_HOLDER, answer_referral, complain, give_feedback
from lakay.referral.actions.answers import AlreadySo, NoReason
from lakay.referral.actions.voices import NothingSaid, NotYet
from lakay.referral.models import Complaint, Referral
from lakay.referral.queries import answer_to, by_receipt, number_of
from lakay.referral.rules.codes import read_receipt
from lakay.referral.rules.states import RECIPIENT, Status, possible, stands
from lakay.referral.sms import take_sms
from lakay.web.partner.forms import CodeForm, NumberForm, SayForm, StepForm, VoiceForm
from lakay.web.partner.guessing import may_guess
from lakay.web.shell.country import pack_header
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import AnyRequest

PROTECTION = Purpose.PROTECTION
LARGEST_SMS = 4_000
LONGEST_CODE = 40

WORDS = {
    Status.RECEIVED: gettext_lazy("You have seen it. Say whether you can take the person in."),
    Status.ACCEPTED: gettext_lazy("Accepted. Tell us when the person is there."),
    Status.BEGUN: gettext_lazy("The person is there. Tell us when you are done."),
    Status.DONE: gettext_lazy("This is done. Thank you."),
    Status.DECLINED: gettext_lazy("You declined. The desk looks elsewhere."),
    Status.EXPIRED: gettext_lazy("Nobody answered in time. Telephone the desk."),
}


@page(public=True, while_locked=True, purpose=PROTECTION, methods=FORM)
def door(request: AnyRequest) -> HttpResponse:
    """Type the code of a paper."""
    form = CodeForm(request.POST or None)
    if request.method != "POST":
        return _door(request, form)
    if form.is_valid():
        code = read_receipt(form.cleaned_data["code"])
        if code and by_receipt(code) is not None:
            return redirect("partner:answer", code=code)
        return _wrong(request, form)
    return _door(request, form, 422)


def _door(request: AnyRequest, form: CodeForm, status: int = 200) -> HttpResponse:
    return render(request, "partner/door.html", {"form": form, "hotline": pack_header().hotline}, status=status)


def _wrong(request: AnyRequest, form: CodeForm, status: int = 422) -> HttpResponse:
    """The door with the code as it was typed, and what to do about it."""
    if may_guess():
        form.add_error("code", _("No paper with this code can be answered now. Look again, or telephone the desk."))
        return _door(request, form, status)
    form.add_error("code", _wait())
    return _busy(_door(request, form))


def _wait() -> str:
    return _("Many wrong numbers came in the last minute. Wait a minute and try again, or telephone the desk.")


def _busy(response: HttpResponse) -> HttpResponse:
    response.status_code, response["Retry-After"] = 429, "60"
    return response


def _referral(request: AnyRequest, code: str) -> Referral | HttpResponse:
    """The referral of a code; for a wrong one the door, as not found: an older paper leads there too. After many of them it says to wait."""
    plain = read_receipt(code)
    found = by_receipt(plain) if plain else None
    return found or _wrong(request, CodeForm({"code": code[:LONGEST_CODE]}), 404)


@page(public=True, while_locked=True, purpose=PROTECTION, methods=FORM)
def answer(request: AnyRequest, code: str) -> HttpResponse:
    """Who holds the code answers. The page says where it stands and nothing about whom."""
    found = _referral(request, code)
    if isinstance(found, HttpResponse):
        return found
    if request.method != "POST":
        return _show(request, found)
    now = SystemClock().now()
    form = StepForm(possible(stands(found.status, found.expires_at, now), RECIPIENT), request.POST)
    if not form.is_valid():
        return _show(request, found, form=form)
    try:
        command = form.cleaned_data["command"]
        answer_referral(by=CODE_HOLDER, at=now, referral=found, answered=form.answered, command=command)
    except AlreadySo:
        pass  # pressed twice: it is as they wish
    except NoReason:
        form.add_error("reason", _("Say why, so that the desk chooses better."))
        return _show(request, found, form=form)
    except (CannotMove, CommandReused):
        return _show(request, found, fault=_("This was answered meanwhile. Look where it stands now."))
    return redirect("partner:answer", code=found.receipt)


@page(public=True, while_locked=True, purpose=PROTECTION, methods=WRITE)
def feedback(request: AnyRequest, code: str) -> HttpResponse:
    """The person with the paper says how it was."""
    found = _referral(request, code)
    if isinstance(found, HttpResponse):
        return found
    form = VoiceForm(request.POST)
    if not form.is_valid():
        return _show(request, found, voice=form)
    told, command = form.told, form.cleaned_data["command"]
    try:
        give_feedback(by=CODE_HOLDER, at=SystemClock().now(), referral=found, told=told, channel="public", command=command)
    except NothingSaid:
        form.add_error(None, _("Say at least one thing."))
        return _show(request, found, voice=form)
    except (NotYet, CommandReused):
        return _show(request, found, _("We have your words already."), voice=form)
    return _show(request, found, thanks=True)


def _show(request: AnyRequest, found: Referral, fault: str = "", *, thanks: bool = False, **forms: Any) -> HttpResponse:
    """The page of a code, without a word of the person, the service or the desk."""
    now = SystemClock().now()
    status = stands(found.status, found.expires_at, now)
    steps = possible(status, RECIPIENT)
    values = {
        "code": found.receipt,
        "state": WORDS.get(status, ""),
        "form": StepForm(steps) if steps else None,
        "until": found.expires_at if status in {Status.SENT, Status.RECEIVED} else None,
        "voice": VoiceForm(),
        "thanks": thanks,
        "fault": fault,
    }
    return render(request, "partner/answer.html", values | forms, status=422 if fault or forms else 200)


@page(public=True, while_locked=True, purpose=PROTECTION, methods=FORM)
def say(request: AnyRequest) -> HttpResponse:
    """Anybody complains, and nobody asks who."""
    form = SayForm(request.POST or None)
    number, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                command = form.cleaned_data["command"]
                made = complain(by=CODE_HOLDER, at=SystemClock().now(), given=form.given(), command=command)
            except (NothingSaid, CommandReused):
                form.add_error(None, _("We have your words already."))
            else:
                number, form, status = number_of(made.id_of(Complaint)), SayForm(), 200
    return _say(request, {"form": form, "number": number}, status)


@page(public=True, while_locked=True, purpose=PROTECTION, methods=WRITE)
def asked(request: AnyRequest) -> HttpResponse:
    """What became of a complaint."""
    form = NumberForm(request.POST)
    found = answer_to(form.cleaned_data["number"].strip().upper()) if form.is_valid() else None
    if found is None:
        may = may_guess()
        form.add_error("number", _("We know no complaint with this number.") if may else _wait())
        refused = _say(request, {"asking": form}, 422)
        return refused if may else _busy(refused)
    return _say(request, {"asking": form, "told": found.answer or _("Nobody has answered it yet.")}, 200)


def _say(request: AnyRequest, values: dict[str, Any], status: int) -> HttpResponse:
    held = {"form": SayForm(), "asking": NumberForm(), "hotline": pack_header().hotline}
    return render(request, "partner/say.html", held | values, status=status)


@csrf_exempt  # the gateway's token is the proof, and nothing here looks at a cookie
@page(public=True, while_locked=True, purpose=PROTECTION, methods=WRITE)
def sms(request: HttpRequest) -> HttpResponse:
    """The gateway hands an SMS over: `{"id", "from", "text"}` with `Authorization: Bearer …`. 204 when it is kept.

    404 without the token, 400 for what is no message, 413 for what is too large. What it repeats is kept once.
    """
    held = settings.SMS_TOKEN
    if not held or not hmac.compare_digest(request.headers.get("Authorization", ""), f"Bearer {held}"):
        raise Http404
    length = request.headers.get("Content-Length", "")
    if not length.isdigit() or int(length) > LARGEST_SMS:
        return HttpResponse(status=413)
    told = read_incoming(request.read(int(length)))
    if told is None:
        return HttpResponse(status=400)
    take_sms(told.sender, told.text, gateway="http", ref=told.ref, at=SystemClock().now())
    return HttpResponse(status=204)
