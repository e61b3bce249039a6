"""What telephones were not told yet, and why; the desk lets it be tried again, or takes it out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise

from lakay.access.policy import Permission
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.states import CannotMove
from lakay.messaging.actions import drop_message, send_again
from lakay.messaging.models import Message
from lakay.messaging.rules import MessageStatus
from lakay.referral.models import Referral
from lakay.referral.queries import spoken_of, unsaid, unsaid_one
from lakay.web.referral import words
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
SEND = Permission.REFERRAL_SEND
PAGE = 25
MAY_AGAIN = {MessageStatus.FAILED, MessageStatus.DROPPED}
MAY_DROP = {MessageStatus.FAILED, MessageStatus.WAITING}


@dataclass(frozen=True, slots=True)
class Row:
    """A message: of which referral, where it stands and why, when it is tried next. Neither the number nor the words."""

    id: UUID
    referral: UUID
    case: str
    at: datetime
    status: str | Promise
    kind: str
    problem: str | Promise
    tries: int
    next_at: datetime | None
    may_again: bool
    may_drop: bool


def row_of(one: Message, about: Referral, actor: UUID) -> Row:
    """A message as the page shows it."""
    mine, status = about.holder == actor, MessageStatus(one.status)
    return Row(
        one.pk,
        about.pk,
        about.case,
        one.at,
        words.MESSAGES[status],
        "danger" if status is MessageStatus.FAILED else "",
        words.PROBLEMS.get(one.problem, ""),
        one.tries,
        one.next_at,
        mine and status in MAY_AGAIN,
        mine and status in MAY_DROP,
    )


@page(SEND, purpose=PROTECTION)
def messages(request: DeskRequest) -> HttpResponse:
    """What was not handed over, the given up first."""
    now = SystemClock().now()
    found = Paginator(unsaid(request.actor, request.purpose), PAGE).get_page(request.GET.get("page"))
    listed = list(found.object_list)
    about = spoken_of(listed)
    if about:
        record_read(by=request.actor, at=now, purpose=request.purpose, what="referral.list.read", subjects=list(about))
    rows = [row_of(one, about[one.about], request.actor.id) for one in listed if one.about in about]
    return render(request, "referral/messages.html", {"page": found, "rows": rows})


def _message_or_404(request: DeskRequest, key: UUID) -> Message:
    found = unsaid_one(request.actor, request.purpose, key)
    if found is None:
        raise Http404
    return found


@page(SEND, purpose=PROTECTION, methods=WRITE)
def again(request: DeskRequest, message: UUID) -> HttpResponse:
    """Try it anew. What went meanwhile stays as it is."""
    found = _message_or_404(request, message)
    with suppress(CannotMove):  # it went meanwhile: that is what they wanted
        send_again(by=request.actor, at=SystemClock().now(), message=found)
    return redirect("referral:messages")


@page(SEND, purpose=PROTECTION, methods=WRITE)
def drop(request: DeskRequest, message: UUID) -> HttpResponse:
    """Take it out. What went meanwhile is not on the list any more."""
    found = _message_or_404(request, message)
    with suppress(CannotMove):  # it went meanwhile, or was taken out before: the list says which
        drop_message(by=request.actor, at=SystemClock().now(), message=found)
    return redirect("referral:messages")
