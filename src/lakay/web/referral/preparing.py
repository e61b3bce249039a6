"""Choosing a service for somebody: whether they agree, and what the service is told."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lakay.access.policy import Permission
from lakay.access.shown import shown
from lakay.access.visibility import get_or_404
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.protection.models import Intake
from lakay.protection.rules.consents import NotAnswered
from lakay.protection.rules.intakes import treated_as_child
from lakay.referral.actions import NoGrounds, NotUrgent
from lakay.referral.models import Agreed
from lakay.referral.permissions import check_can_refer
from lakay.referral.preparing import prepare, take_yes_back
from lakay.referral.queries import live_consent
from lakay.services.models import Service
from lakay.web.referral import words
from lakay.web.referral.forms import PrepareForm
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest

PROTECTION = Purpose.PROTECTION
SEND = Permission.REFERRAL_SEND

MISSING = {
    "assent": gettext_lazy("The child said no. Ask again another time, or look for another service."),
    "guardian": gettext_lazy("Somebody must answer for the child: a parent, a guardian, or the child-welfare authority."),
    "until": gettext_lazy("This has run out already."),
}


@page(SEND, purpose=PROTECTION, methods=FORM)
def new(request: DeskRequest, intake: UUID, service: UUID) -> HttpResponse:
    """Prepare a referral. Nothing goes yet."""
    found = get_or_404(request.actor, request.purpose, Intake, intake)
    to = get_or_404(request.actor, request.purpose, Service, service)
    try:
        check_can_refer(request.actor, found)
    except NotAllowed:
        raise Http404 from None
    now = SystemClock().now()
    agreed = live_consent(found, to.provider.code, now) is not None
    form = PrepareForm(request.POST or None, child=treated_as_child(found.age_group), agreed=agreed)
    if request.method == "POST" and form.is_valid():
        try:
            made = prepare(
                by=request.actor,
                at=now,
                intake=found,
                service=to,
                given=form.given(to.provider.code, now),
                drafted=form.drafted,
                command=form.cleaned_data["command"],
            )
        except NotAnswered as missing:
            form.add_error(missing.missing if missing.missing in form.fields else None, str(MISSING[missing.missing]))
        except NoGrounds:
            form.add_error("grounds", _("Write why."))
        except NotUrgent:
            form.add_error("agrees", _("Only for somebody who is in danger now. Ask them first."))
        except CommandReused:
            form.add_error(None, _("This was sent before with other answers. Look at the list of referrals."))
        else:
            return redirect("referral:one", referral=made)
    return _show(request, found, to, form)


def _show(request: DeskRequest, intake: Intake, service: Service, form: PrepareForm) -> HttpResponse:
    now = SystemClock().now()
    record_read(by=request.actor, at=now, purpose=request.purpose, what="protection.intake.read", subjects=[intake.pk])
    values = {
        "form": form,
        "intake": intake,
        "known": shown(request.actor, request.purpose, intake),
        "service": service,
        "type": words.type_words(service.type),
    }
    return render(request, "referral/new.html", values, status=422 if form.errors else 200)


@page(SEND, purpose=PROTECTION, methods=WRITE)
def take_back(request: DeskRequest, agreed: UUID) -> HttpResponse:
    """The person takes a yes back: what went on the strength of it is called back."""
    found = get_or_404(request.actor, request.purpose, Agreed, agreed)
    try:
        take_yes_back(by=request.actor, at=SystemClock().now(), agreed=found)
    except NotAllowed:
        raise Http404 from None
    return redirect("referral:of_file", intake=found.intake_id)
