"""New machines: the paper with the code, the request, and the second person who compares and admits."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.kernel.clock import SystemClock
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.sync import actions, queries
from lakay.sync.enrolment.codes import make_code
from lakay.sync.enrolment.fingerprints import authority_words
from lakay.sync.https.serving import own_authority
from lakay.sync.models import Invitation
from lakay.sync.receiving import NotAnswered, answer_request
from lakay.sync.releasing import NoRelease, is_card, take_card
from lakay.sync.rules import has_run_out
from lakay.sync.secrets import secrets
from lakay.web.nodes.forms import GroupsForm, InviteForm, PaperForm, ReasonForm
from lakay.web.nodes.words import INVITATION_STATUS, ROLES, named
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

MOST_SHOWN = 100


@page(Permission.NODE_MANAGE, methods=FORM)
def invitations(request: DeskRequest) -> HttpResponse:
    """All invitations; a new one is shown once, as a paper to print."""
    at = SystemClock().now()
    form = InviteForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        code = make_code(os.urandom)
        try:
            actions.invite(by=request.actor, at=at, code=code, **form.cleaned_data)
        except NotAllowed as refused:
            form.add_error(None, str(refused.reason))
        else:
            return show_paper(request, str(code), queries.invitations()[0])
    return show_invitations(request, form)


def show_invitations(request: DeskRequest, form: InviteForm, paper: PaperForm | None = None) -> HttpResponse:
    """The list, and the forms for a new one and for a request from a stick."""
    at = SystemClock().now()
    found = list(queries.invitations()[:MOST_SHOWN])
    names = staff_names([row.invited_by for row in found])
    values = {
        "rows": [(row, named(ROLES, row.role), *state_of(row), names.get(row.invited_by, "")) for row in found],
        "form": form,
        "paper": paper or PaperForm(),
        "hub": queries.own_hub(),
        "may_manage": True,
        "now": at,
    }
    bad = form.errors or (paper and paper.errors)
    return render(request, "nodes/invitations.html", values, status=422 if bad else 200)


def state_of(row: Invitation) -> tuple[Any, str]:
    """The state of an invitation in words."""
    if has_run_out(row.status, row.expires_at, SystemClock().now()):
        return _("has run out"), ""
    return INVITATION_STATUS[row.status]


def show_paper(request: DeskRequest, code: str, made: Invitation) -> HttpResponse:
    """The paper. The code stands on this one page and nowhere else; it is never shown again."""
    hub, own, authority = queries.own_hub(), secrets(), own_authority()
    values = {
        "code": code,
        "invitation": made,
        "role": named(ROLES, made.role),
        "hub": hub,
        "groups": own.fingerprint,
        "words": authority_words(authority),
        "qr": "\n".join(["LAKAY", code, hub.address if hub else "", "".join(own.fingerprint), *authority_words(authority)]),
    }
    return render(request, "nodes/paper.html", values)


def find(id: UUID) -> Invitation:  # noqa: A002
    """An invitation, or 404."""
    found = queries.invitations().filter(pk=id).first()
    if found is None:
        raise Http404
    return found


@page(Permission.NODE_MANAGE)
def invitation(request: DeskRequest, invitation: UUID) -> HttpResponse:
    """One invitation, and the request of the machine."""
    return show(request, find(invitation), GroupsForm())


def show(request: DeskRequest, found: Invitation, form: GroupsForm, problem: object = "") -> HttpResponse:
    """The page of an invitation."""
    names = staff_names([who for who in (found.invited_by, found.decided_by) if who])
    word, kind = state_of(found)
    values = {
        "invitation": found,
        "role": named(ROLES, found.role),
        "word": word,
        "kind": kind,
        "invited_by": names.get(found.invited_by, ""),
        "decided_by": names.get(found.decided_by, "") if found.decided_by else "",
        "form": form,
        "reason_form": ReasonForm(),
        "own": found.invited_by == request.actor.id,
        "asked": found.status == "asked",
        "open": found.status == "open",
        "problem": problem,
    }
    return render(request, "nodes/invitation.html", values, status=422 if form.errors or problem else 200)


@page(Permission.NODE_MANAGE, methods=WRITE)
def admit(request: DeskRequest, invitation: UUID) -> HttpResponse:
    """The second person has the groups of the machine's screen, and the hub compares."""
    form = GroupsForm(request.POST)
    if not form.is_valid():
        return show(request, find(invitation), form)
    return decided(request, find(invitation), actions.admit, groups=form.cleaned_data["groups"])


@page(Permission.NODE_MANAGE, methods=WRITE)
def refuse(request: DeskRequest, invitation: UUID) -> HttpResponse:
    """Do not let it in."""
    return decided(request, find(invitation), actions.refuse, reason=request.POST.get("reason", ""))


@page(Permission.NODE_MANAGE, methods=WRITE)
def withdraw(request: DeskRequest, invitation: UUID) -> HttpResponse:
    """Take the invitation back."""
    return decided(request, find(invitation), actions.withdraw)


def decided(request: DeskRequest, found: Invitation, decide: Callable[..., Any], **more: Any) -> HttpResponse:
    """Do it and come back, or say why not."""
    try:
        decide(by=request.actor, at=SystemClock().now(), invitation=found, **more)
    except NotAllowed as refused:
        return show(request, find(found.pk), GroupsForm(), refused.reason)
    except CannotMove:
        return show(request, find(found.pk), GroupsForm(), _("Somebody else has decided on this machine meanwhile."))
    return redirect("nodes:invitation", found.pk)


@page(Permission.NODE_MANAGE, methods=WRITE)
def request_file(request: DeskRequest) -> HttpResponse:
    """What came on a stick, a request or a card; the answer goes back as a file."""
    at = SystemClock().now()
    form = PaperForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            answer = answer_paper(form.content(), at)
        except NotAnswered:
            form.add_error("file", _("This is no request for an invitation that is open here."))
        except NoRelease:
            form.add_error("file", _("This card is of no machine that takes part here, or a newer one came before it."))
        else:
            headers = {"Content-Disposition": 'attachment; filename="lakay-answer.json"'}
            return HttpResponse(answer, content_type="application/octet-stream", headers=headers)
    return show_invitations(request, InviteForm(at=at), form)


def answer_paper(paper: bytes, at: datetime) -> bytes:
    """The answer to a request or a card. Raises NotAnswered, NoRelease."""
    return take_card(paper, at) if is_card(paper) else answer_request(paper, at, own_authority())
