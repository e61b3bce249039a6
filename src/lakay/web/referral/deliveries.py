"""At the machine of a service: what came for it, and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.visibility import get_or_404
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.states import CannotMove
from lakay.referral.actions import give_reply
from lakay.referral.actions.answers import NoReason
from lakay.referral.models import Delivery, Reply
from lakay.referral.queries import read_of, replies_to
from lakay.referral.rules.states import RECIPIENT, Channel, Status, possible, replied
from lakay.web.referral import words
from lakay.web.referral.forms import AnswerForm
from lakay.web.shell.pages import FORM, page
from lakay.web.shell.requests import DeskRequest

ANSWER = Permission.REFERRAL_ANSWER


@dataclass(frozen=True, slots=True)
class Row:
    """What came, in the list: how urgent, for which of our services, until when; nobody's name."""

    id: UUID
    case: str
    service: str
    urgency: str | Promise
    expires_at: datetime


def rows_of(found: list[Delivery]) -> list[Row]:
    """The rows of the list."""
    return [Row(one.pk, one.case, one.service.name, words.URGENCIES[str(one.urgency)], one.expires_at) for one in found]


@page(ANSWER, purpose=Purpose.PROTECTION, methods=FORM)
def one(request: DeskRequest, delivery: UUID) -> HttpResponse:
    """What came for us, and what we do. The answer goes to the desk with the next exchange."""
    found = get_or_404(request.actor, request.purpose, Delivery, delivery)
    if request.method != "POST":
        return _show(request, found)
    now = SystemClock().now()
    form = AnswerForm(_steps(found, replies_to(found), now), request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    command = form.cleaned_data["command"]
    try:
        give_reply(by=request.actor, at=now, delivery=found, answered=form.answered(Channel.NODE), command=command)
    except NoReason:
        form.add_error("reason", _("Say why, so that the desk chooses better."))
        return _show(request, found, form)
    except (CannotMove, CommandReused):
        return _show(request, found, form, _("Somebody moved this referral meanwhile. Look where it stands now."))
    return redirect("referral:delivery", delivery=found.pk)


def _steps(found: Delivery, replies: list[Reply], now: datetime) -> list[Status]:
    over = found.ended_at is not None
    return [] if over else possible(replied([each.status for each in replies], found.expires_at, now), RECIPIENT)


def _show(request: DeskRequest, found: Delivery, form: AnswerForm | None = None, fault: str = "") -> HttpResponse:
    now = SystemClock().now()
    record_read(by=request.actor, at=now, purpose=request.purpose, what="referral.delivery.read", subjects=[found.pk])
    replies = replies_to(found)
    steps = _steps(found, replies, now)
    status = replied([each.status for each in replies], found.expires_at, now)
    values = {
        "row": found,
        "service": found.service,
        "status": words.STATUSES[status],
        "kind": words.KINDS.get(status, ""),
        "packet": words.packet_rows(read_of(found, now)),
        "said": [
            (each, words.STATUSES[each.status], words.DECLINES.get(each.reason, ""), each.pk.hex in found.heard)
            for each in replies
        ],
        "answering": form or (AnswerForm(steps) if steps else None),
        "fault": fault,
    }
    return render(request, "referral/delivery.html", values, status=422 if form or fault else 200)
