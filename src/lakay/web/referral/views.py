"""One referral, as the desk that sent it sees it and as the service sees it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lakay.access.address_lock import is_hidden
from lakay.access.policy import Permission
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.referral.actions import NoAgreement, NoConsent, preview
from lakay.referral.models import Referral
from lakay.referral.queries import announced, feedback_of, file_of, find_referral, packet_for, steps_of
from lakay.referral.rules.states import RECIPIENT, SENDER, Status, possible, stands
from lakay.web.referral import words
from lakay.web.referral.forms import AnswerForm, CommandForm, FeedbackForm
from lakay.web.referral.rows import row_of, way_of
from lakay.web.shell.pages import page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION


def referral_or_404(request: DeskRequest, key: UUID) -> Referral:
    """The referral, for one of its two sides."""
    found = find_referral(request.actor, request.purpose, key)
    if found is None:
        raise Http404
    return found


def is_recipient(request: DeskRequest, found: Referral) -> bool:
    """Whether the reader is of the service, and not of the desk that sent it."""
    actor = request.actor
    return found.holder != actor.id and found.to_agency == actor.agency != "" and actor.may(Permission.REFERRAL_ANSWER)


@page(purpose=PROTECTION)
def one(request: DeskRequest, referral: UUID) -> HttpResponse:
    """A referral, for the side that the reader is on."""
    return show(request, referral_or_404(request, referral))


def show(request: DeskRequest, found: Referral, fault: str = "", **forms: CommandForm) -> HttpResponse:
    """The page of a referral; `forms` are those sent back with what is wrong in them."""
    now = SystemClock().now()
    record_read(by=request.actor, at=now, purpose=request.purpose, what="referral.referral.read", subjects=[found.pk])
    theirs = is_recipient(request, found)
    locked = not theirs and is_hidden(found, "service")
    values: dict[str, Any] = {
        "row": row_of(found, now, locked=locked),
        "expires_at": found.expires_at if found.ended_at is None else None,
        "way": way_of(steps_of(found), theirs=theirs, locked=locked),
        "theirs": theirs,
        "fault": fault,
        "agreement": found.agreement,
    }
    values |= _theirs(found) if theirs else _ours(request, found)
    if locked:
        values["agreement"] = ""  # it says what kind of office it is, and there is often one alone
    return render(request, "referral/one.html", values | forms, status=422 if fault or forms else 200)


def _theirs(found: Referral) -> dict[str, Any]:
    """What the service reads, and may do."""
    now = SystemClock().now()
    steps = possible(stands(found.status, found.expires_at, now), RECIPIENT)
    return {
        "packet": words.packet_rows(packet_for(found, now)),
        "steps": steps,
        "answering": AnswerForm(steps) if steps else None,
    }


def _ours(request: DeskRequest, found: Referral) -> dict[str, Any]:
    """What the desk reads, and may do."""
    now = SystemClock().now()
    status = stands(found.status, found.expires_at, now)
    mine = found.holder == request.actor.id
    own, theirs = (possible(status, side) if mine else [] for side in (SENDER, RECIPIENT))
    told = announced(found)
    return {
        "file": found.intake if file_of(request.actor, request.purpose, found) else None,
        "mine": mine,
        "may_follow": not mine and file_of(request.actor, request.purpose, found) is not None,
        **_going(found, own),
        "again": found.times > 0,
        "may_withdraw": Status.WITHDRAWN in own,
        "receipt": found.receipt if mine else "",
        "sealable": bool(mine and found.packet and found.service.provider.sealing_key),
        "message": words.MESSAGES[told.status] if told else "",
        "problem": words.PROBLEMS.get(told.problem, "") if told else "",
        "phoning": AnswerForm(theirs, about="phone") if theirs else None,
        "voice": FeedbackForm() if mine and found.times else None,
        "heard": feedback_of(found) if mine else [],
    }


def _going(found: Referral, own: list[Status]) -> dict[str, Any]:
    """What goes if it is sent now, or why nothing can; of one that went, what went."""
    if Status.SENT not in own:
        return {"packet": words.packet_rows(found.packet), "may_send": False, "shut": ""}
    try:
        going = preview(found, SystemClock().now())
    except NoAgreement:
        shut = _("No agreement lets anything go to this service. Ask by telephone without the name, or choose another.")
    except NoConsent:
        shut = _("The person has not agreed, or took it back. Prepare it again with them.")
    else:
        return {"packet": words.packet_rows(going.packet), "may_send": True, "shut": "", "agreement": going.agreement.code}
    return {"packet": [], "may_send": False, "shut": shut}
