"""Lists of referrals: those we follow, those that were sent to us, those of one file."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from lakay.access.policy import Permission
from lakay.access.shown import shown
from lakay.access.visibility import get_or_404
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.protection.models import Intake
from lakay.protection.rules.intakes import OPEN
from lakay.referral.models import Delivery, Referral
from lakay.referral.permissions import may_be_told
from lakay.referral.queries import consents_of, delivered_to, referrals_of, sent_by, sent_to, told_of
from lakay.services.pack import suggested
from lakay.web.referral import deliveries, words
from lakay.web.referral.rows import rows_of
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
PAGE = 25


@page(Permission.REFERRAL_SEND, purpose=PROTECTION)
def sent(request: DeskRequest) -> HttpResponse:
    """The referrals of our desk that still want something."""
    return _list(request, sent_by(request.actor, request.purpose), ours=True)


@page(Permission.REFERRAL_ANSWER, purpose=PROTECTION)
def received(request: DeskRequest) -> HttpResponse:
    """What was sent to our agency and still wants something of us."""
    return _list(request, sent_to(request.actor, request.purpose), ours=False, came=delivered_to(request.actor, request.purpose))


def _list(request: DeskRequest, referrals: QuerySet[Referral], *, ours: bool, came: list[Delivery] | None = None) -> HttpResponse:
    now = SystemClock().now()
    found = Paginator(referrals, PAGE).get_page(request.GET.get("page"))
    listed = list(found.object_list)
    came = came or []
    if listed or came:
        subjects = [one.pk for one in (*listed, *came)]
        record_read(by=request.actor, at=now, purpose=request.purpose, what="referral.list.read", subjects=subjects)
    values = {
        "page": found,
        "rows": rows_of(listed, now, theirs=not ours),
        "delivered": deliveries.rows_of(came),
        "ours": ours,
        "may_hear": request.actor.may(Permission.VOICE_LOG),
    }
    return render(request, "referral/list.html", values)


@page(Permission.REFERRAL_SEND, purpose=PROTECTION)
def of_file(request: DeskRequest, intake: UUID) -> HttpResponse:
    """To whom somebody was referred, to whom they agreed, and where to look next."""
    found = get_or_404(request.actor, request.purpose, Intake, intake)
    now = SystemClock().now()
    record_read(by=request.actor, at=now, purpose=request.purpose, what="referral.list.read", subjects=[found.pk])
    mine = found.assigned_to == request.actor.id
    agreed = [one for one in consents_of(request.actor, request.purpose, found) if one.until > now] if mine else []
    values = {
        "intake": found,
        "rows": rows_of(referrals_of(request.actor, request.purpose, found), now),
        "agreed": [(one, shown(request.actor, request.purpose, one).recipient) for one in agreed],
        "told": bool(told_of(found)),
        "mine": mine and found.status in OPEN,
        "needs": suggested(frozenset(found.signals or ())) if mine else [],
    }
    return render(request, "referral/of_file.html", values)


@page(Permission.REFERRAL_SEND, purpose=PROTECTION)
def told(request: DeskRequest, intake: UUID) -> HttpResponse:
    """Which services hold something of somebody: what was sent cannot be called back, but each of them can be telephoned.

    It is the one page that names them under the address lock, and each look is entered.
    """
    found = get_or_404(request.actor, request.purpose, Intake, intake)
    if not may_be_told(request.actor, found):
        raise Http404
    now = SystemClock().now()
    record_read(by=request.actor, at=now, purpose=request.purpose, what="referral.told.read", subjects=[found.pk])
    known = shown(request.actor, request.purpose, found)
    rows = [(one, words.STATUSES[one.status]) for one in told_of(found)]
    return render(request, "referral/told.html", {"intake": found, "called": known.called, "rows": rows})
