"""The passes of the own agency: the list, one of them, on paper, taken back."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.visibility import get_or_404
from lakay.credentials.actions import revoke_pass
from lakay.credentials.actions.passes import AlreadyRevoked
from lakay.credentials.codes import RevokedFor
from lakay.credentials.models import Pass
from lakay.credentials.queries.passes import pass_list
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.people.queries import photo_of
from lakay.web.passes import pack, words
from lakay.web.passes.forms import NumberForm, RevokeForm
from lakay.web.passes.paper import paper_of, written_birth
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

A_PAGE = 50


@page(Permission.PERMIT_VIEW, purpose=Purpose.ADMINISTRATION, methods=FORM)
def issued(request: DeskRequest) -> HttpResponse:
    """What the agency has issued, newest first, or the one pass of a number. A number comes by POST, so that no address holds one."""
    form = NumberForm(request.POST or None)
    number = form.cleaned_data["number"] if form.is_valid() else ""
    listed = Paginator(pass_list(request.actor, request.purpose, number), A_PAGE).get_page(request.GET.get("page"))
    rows = list(listed.object_list)
    if rows:
        looked(request, "credentials.list.read", *rows)
    values = {
        "page": listed,
        "rows": [(row, words.KINDS[row.pass_kind], standing(row)) for row in rows],
        "form": form,
        "number": number,
        "may_border": request.actor.may(Permission.PERMIT_ISSUE),
        "may_minor": request.actor.may(Permission.AUTHORISATION_ISSUE),
    }
    return render(request, "passes/issued.html", values)


@page(Permission.PERMIT_VIEW, purpose=Purpose.ADMINISTRATION)
def one(request: DeskRequest, issued: UUID) -> HttpResponse:
    """One pass: what it says, and what became of it."""
    return show(request, get_or_404(request.actor, request.purpose, Pass, issued))


@page(Permission.PERMIT_REVOKE, purpose=Purpose.ADMINISTRATION, methods=WRITE)
def revoke(request: DeskRequest, issued: UUID) -> HttpResponse:
    """Take it back, at once."""
    found = get_or_404(request.actor, request.purpose, Pass, issued)
    form = RevokeForm(request.POST)
    if form.is_valid():
        try:
            revoke_pass(by=request.actor, at=SystemClock().now(), issued=found, reason=RevokedFor(form.cleaned_data["reason"]))
        except AlreadyRevoked:
            form.add_error(None, _("Somebody has taken this pass back already."))
        else:
            return redirect("passes:issued_one", issued)
    return show(request, found, form)


@page(Permission.PERMIT_VIEW, purpose=Purpose.ADMINISTRATION)
def card(request: DeskRequest, issued: UUID) -> HttpResponse:
    """The pass on a sheet of A6."""
    return on_paper(request, issued, "card")


@page(Permission.PERMIT_VIEW, purpose=Purpose.ADMINISTRATION)
def ticket(request: DeskRequest, issued: UUID) -> HttpResponse:
    """The pass on the roll of an 80 mm printer."""
    return on_paper(request, issued, "ticket")


def on_paper(request: DeskRequest, issued: UUID, form: str) -> HttpResponse:
    """The print, in four languages. A pass taken back is not printed."""
    found = get_or_404(request.actor, request.purpose, Pass, issued)
    if found.revoked_at is not None:
        return redirect("passes:issued_one", issued)
    looked(request, "credentials.pass.print.read", found)
    return render(request, f"passes/{form}.html", {"issued": found, "paper": paper_of(found, photo_of(found.person))})


def show(request: DeskRequest, found: Pass, form: RevokeForm | None = None) -> HttpResponse:
    """The page of a pass, with the form that had something wrong."""
    looked(request, "credentials.pass.read", found)
    values = {
        "issued": found,
        "kind": words.KINDS[found.pass_kind],
        "standing": standing(found),
        "born": written_birth(found.birth),
        "sex": words.SEXES.get(found.sex, ""),
        "rule": pack.rule_name(found.rule),
        "posts": [pack.said(names) for names in pack.post_names(found.posts)],
        "leg": words.LEGS.get(found.leg, ""),
        "how": words.HOW.get(found.consent_how, ""),
        "relation": words.RELATIONS.get(found.consent_relation, ""),
        "why": words.REVOKED_FOR.get(found.revoked_for, ""),
        "officer": staff_names([found.issued_by]).get(found.issued_by, ""),
        "form": form or RevokeForm(),
        "may_revoke": request.actor.may(Permission.PERMIT_REVOKE) and found.revoked_at is None,
    }
    return render(request, "passes/one.html", values, status=422 if form and form.errors else 200)


def standing(row: Pass) -> tuple[str, str]:
    """The word for how a pass stands today, and its colour."""
    if row.revoked_at is not None:
        return str(words.STATES["revoked"]), "danger"
    run_out = row.valid_until < timezone.localdate(SystemClock().now())
    return (str(words.STATES["run_out"]), "") if run_out else (str(words.STATES["in_force"]), "success")


def looked(request: DeskRequest, what: str, *rows: Pass) -> None:
    """Enter that somebody looked at these passes."""
    record_read(
        by=request.actor,
        at=SystemClock().now(),
        purpose=request.purpose,
        what=what,
        subjects={row.person_id for row in rows},
        records=[row.id for row in rows],
    )
