"""The keys that the agencies sign with: proposed by one person, agreed to by another."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.credentials.actions import decide_issuer, propose_issuer, withdraw_issuer
from lakay.credentials.codes import IssuerStatus, SignedKind
from lakay.credentials.keys import is_here, make_issuer_key
from lakay.credentials.models import Issuer
from lakay.credentials.queries.issuers import issuer_list
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.web.passes import words
from lakay.web.passes.forms import KeyForm, WithdrawForm
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest


@page(Permission.ISSUER_VIEW, purpose=Purpose.ADMINISTRATION, methods=FORM)
def keys(request: DeskRequest) -> HttpResponse:
    """All keys, and a new one of the own agency, made on this node."""
    form = KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and proposed(request, form):
        return redirect("passes:key_list")
    return show(request, form=form)


def proposed(request: DeskRequest, form: KeyForm) -> bool:
    """Make and propose the key; why not stands in the form."""
    values = form.cleaned_data
    if not request.actor.may(Permission.ISSUER_PROPOSE):
        form.add_error(None, _("Your role does not allow this."))
    elif values["valid_until"] < values["valid_from"]:
        form.add_error("valid_until", _("The last day comes before the first."))
    else:
        propose_issuer(
            by=request.actor,
            at=SystemClock().now(),
            public=make_issuer_key(),
            agency=request.actor.agency,
            kinds=[SignedKind(kind) for kind in values["kinds"]],
            valid_from=values["valid_from"],
            valid_until=values["valid_until"],
        )
    return not form.errors


@page(Permission.ISSUER_APPROVE, purpose=Purpose.ADMINISTRATION, methods=WRITE)
def decide(request: DeskRequest, issuer: UUID) -> HttpResponse:
    """Agree to a key, or refuse it."""
    found = find(issuer)
    try:
        decide_issuer(by=request.actor, at=SystemClock().now(), issuer=found, approve=request.POST.get("decision") == "approve")
    except NotAllowed as refusal:
        return show(request, fault=str(refusal.reason))
    except CannotMove:
        return show(request, fault=_("Somebody has decided on this key already."))
    return redirect("passes:key_list")


@page(Permission.ISSUER_APPROVE, purpose=Purpose.ADMINISTRATION, methods=WRITE)
def withdraw(request: DeskRequest, issuer: UUID) -> HttpResponse:
    """The key is lost or in wrong hands."""
    found, form = find(issuer), WithdrawForm(request.POST)
    if not form.is_valid():
        return show(request, fault=_("Write why the key is withdrawn."))
    try:
        withdraw_issuer(by=request.actor, at=SystemClock().now(), issuer=found, reason=form.cleaned_data["reason"])
    except NotAllowed as refusal:
        return show(request, fault=str(refusal.reason))
    except CannotMove:
        return show(request, fault=_("Somebody has decided on this key already."))
    return redirect("passes:key_list")


def find(issuer: UUID) -> Issuer:
    """A key, or 404."""
    found = issuer_list().filter(pk=issuer).first()
    if found is None:
        raise Http404
    return found


def show(request: DeskRequest, *, form: KeyForm | None = None, fault: str = "") -> HttpResponse:
    """The page of the keys, with what was wrong."""
    rows = list(issuer_list())
    names = staff_names({row.proposed_by for row in rows} | {row.decided_by for row in rows if row.decided_by})
    values = {
        "rows": [row_of(request, row, names) for row in rows],
        "form": form or KeyForm(),
        "fault": fault,
        "may_propose": request.actor.may(Permission.ISSUER_PROPOSE),
    }
    return render(request, "passes/keys.html", values, status=422 if fault or (form and form.errors) else 200)


def row_of(request: DeskRequest, row: Issuer, names: dict[UUID, str]) -> dict[str, object]:
    """A key as a row of the table."""
    actor = request.actor
    waits = row.status == IssuerStatus.PROPOSED
    return {
        "key": row,
        "kinds": [words.SIGNED_KINDS[kind] for kind in row.kinds],
        "state": words.KEY_STATES[row.status],
        "proposer": names.get(row.proposed_by, ""),
        "decider": names.get(row.decided_by, "") if row.decided_by else "",
        "here": is_here(row.key_id),
        "may_decide": waits and actor.may(Permission.ISSUER_APPROVE) and actor.id != row.proposed_by,
        "may_withdraw": row.status == IssuerStatus.ACTIVE
        and actor.may(Permission.ISSUER_APPROVE)
        and (actor.agency == row.agency or not actor.may(Permission.ISSUER_PROPOSE)),
    }
