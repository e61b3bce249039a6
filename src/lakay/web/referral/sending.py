"""What the desk does with a referral: send, call back, take over, hand out."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from lakay.access.address_lock import is_hidden
from lakay.access.policy import Permission
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.referral.actions import NoAgreement, NoConsent, follow_referral, withdraw_referral
from lakay.referral.delivering import send as deliver_and_send
from lakay.referral.rules.packets import seal
from lakay.referral.rules.states import Status
from lakay.web.referral import words
from lakay.web.referral.views import referral_or_404, show
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
SEND = Permission.REFERRAL_SEND


def _meanwhile() -> str:
    return _("Somebody moved this referral meanwhile. Look where it stands now.")


@page(SEND, purpose=PROTECTION, methods=WRITE)
def send(request: DeskRequest, referral: UUID) -> HttpResponse:
    """It goes."""
    found = referral_or_404(request, referral)
    try:
        deliver_and_send(by=request.actor, at=SystemClock().now(), referral=found)
    except CannotMove:
        if found.status != Status.SENT:  # pressed twice: it is as they wish
            return show(request, found, _meanwhile())
    except (NoAgreement, NoConsent):
        return show(request, found, _("Nothing went. See below why."))
    except NotAllowed as refused:
        return show(request, found, str(refused.reason))
    return redirect("referral:one", referral=found.pk)


@page(SEND, purpose=PROTECTION, methods=WRITE)
def withdraw(request: DeskRequest, referral: UUID) -> HttpResponse:
    """Call it back."""
    found = referral_or_404(request, referral)
    try:
        withdraw_referral(by=request.actor, at=SystemClock().now(), referral=found)
    except CannotMove:
        return show(request, found, _meanwhile())
    except NotAllowed as refused:
        return show(request, found, str(refused.reason))
    return redirect("referral:one", referral=found.pk)


@page(SEND, purpose=PROTECTION, methods=WRITE)
def follow(request: DeskRequest, referral: UUID) -> HttpResponse:
    """The file is mine now, and so is its referral."""
    found = referral_or_404(request, referral)
    try:
        follow_referral(by=request.actor, at=SystemClock().now(), referral=found)
    except (NotAllowed, NoConsent):
        raise Http404 from None
    return redirect("referral:one", referral=found.pk)


@page(SEND, purpose=PROTECTION)
def receipt(request: DeskRequest, referral: UUID) -> HttpResponse:
    """The paper for the person and the service: the code, and nothing of the person."""
    found = referral_or_404(request, referral)
    if found.holder != request.actor.id or not found.receipt:
        raise Http404
    now = SystemClock().now()
    record_read(by=request.actor, at=now, purpose=request.purpose, what="referral.receipt.read", subjects=[found.pk])
    service = found.service
    values = {
        "referral": found,
        "service": service,
        "unsaid": service.hidden or is_hidden(found, "service"),
        "provider": service.provider,
        "type": words.type_words(service.type),
        "address": request.build_absolute_uri(reverse("partner:answer", kwargs={"code": found.receipt})),
        "door": request.build_absolute_uri(reverse("partner:door")),
    }
    return render(request, "referral/receipt.html", values)


@page(SEND, purpose=PROTECTION)
def packet(request: DeskRequest, referral: UUID) -> HttpResponse:
    """The packet as a file that the service alone opens: for e-mail or a stick."""
    found = referral_or_404(request, referral)
    key = found.service.provider.sealing_key
    if found.holder != request.actor.id or not found.packet or not key:
        raise Http404
    now = SystemClock().now()
    record_read(by=request.actor, at=now, purpose=request.purpose, what="referral.packet.read", subjects=[found.pk])
    sealed = seal(found.packet, bytes.fromhex(key))
    headers = {"Content-Disposition": f'attachment; filename="{found.case}.lakay"'}
    return HttpResponse(sealed, content_type="application/octet-stream", headers=headers)
