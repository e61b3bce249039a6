"""What the second line does: take, answer, decide. Each is one action and leads back to the traveller or the queue."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lakay.access.visibility import get_or_404
from lakay.border import actions
from lakay.border.actions.inspections import send_to_inspection
from lakay.border.models import Hit, SecondLook
from lakay.border.permissions import SECOND_LOOK_CONFIRM, SECOND_LOOK_DECIDE
from lakay.border.rules import Accompanied, Decision, HitOutcome
from lakay.journal.writing import CommandReused
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.web.second_line.forms import AlertForm, AnswerForm, ChildForm, DecideForm, DeclareForm, ProposeForm
from lakay.web.second_line.views import find, show
from lakay.web.shell.ages import whole_age
from lakay.web.shell.country import refusal_reasons
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.place import here
from lakay.web.shell.requests import DeskRequest
from lakay.web.shell.words import PROBLEMS

BORDER = Purpose.BORDER_CONTROL


def attempt(request: DeskRequest, found: SecondLook, act: Callable[[], object]) -> HttpResponse:
    """Do one thing and show the traveller again, or say why it could not be done."""
    try:
        act()
    except REFUSED as wrong:
        return show(request, find(request, found.pk), fault_of(wrong))
    return redirect("second_line:look", found.pk)


FAULTS: dict[type[Exception], str | Promise] = {
    CannotMove: gettext_lazy("Somebody was faster: this is how it stands now."),
    actions.CannotAdmit: gettext_lazy("Something still stops this traveller. To admit takes two people."),
    actions.NothingToOverride: gettext_lazy("Nothing stops this traveller any more: you may admit them yourself."),
    actions.AlreadyDeclared: gettext_lazy("This was answered before; what was answered first holds."),
    actions.AlreadyDecided: gettext_lazy("This was decided upon already."),
    IntegrityError: gettext_lazy("This was decided upon already."),
    CommandReused: gettext_lazy("This was decided upon already."),
}

REFUSED: tuple[type[Exception], ...] = (NotAllowed, actions.StepsOpen, *FAULTS)


def fault_of(wrong: Exception) -> str:
    """Why something could not be done, as a sentence."""
    if isinstance(wrong, NotAllowed):
        return str(wrong.reason)
    if isinstance(wrong, actions.StepsOpen):
        words = " ".join(str(PROBLEMS.get(step, step)) for step in wrong.steps)
        return _("Something must be done first: %(steps)s") % {"steps": words}
    return str(next(words for kind, words in FAULTS.items() if isinstance(wrong, kind)))


def day_of(found: SecondLook) -> actions.Day:
    """The local day at the post, and the traveller's age on it."""
    today = here(found.post).today
    return actions.Day(today, whole_age(found.person, today))


@page(SECOND_LOOK_DECIDE, purpose=BORDER, methods=WRITE)
def take(request: DeskRequest, look: UUID) -> HttpResponse:
    """Take the traveller."""
    found = find(request, look)
    return attempt(request, found, lambda: actions.take_second_look(by=request.actor, at=here(found.post).at, look=found))


@page(SECOND_LOOK_DECIDE, purpose=BORDER, methods=WRITE)
def back(request: DeskRequest, look: UUID) -> HttpResponse:
    """Give the traveller back to the queue."""
    found = find(request, look)
    return attempt(request, found, lambda: actions.put_back(by=request.actor, at=here(found.post).at, look=found))


@page(SECOND_LOOK_DECIDE, purpose=BORDER, methods=WRITE)
def left(request: DeskRequest, look: UUID) -> HttpResponse:
    """The traveller went away."""
    found = find(request, look)
    return attempt(request, found, lambda: actions.note_left(by=request.actor, at=here(found.post).at, look=found))


@page(SECOND_LOOK_DECIDE, purpose=BORDER, methods=WRITE)
def call(request: DeskRequest, look: UUID) -> HttpResponse:
    """Call the protection desk."""
    found = find(request, look)
    now = here(found.post).at
    return attempt(request, found, lambda: actions.call_protection(by=request.actor, at=now, encounter=found.encounter))


@page(SECOND_LOOK_DECIDE, purpose=BORDER, methods=WRITE)
def inspect(request: DeskRequest, look: UUID) -> HttpResponse:
    """Send the traveller on to have the luggage looked into."""
    found = find(request, look)
    now = here(found.post)
    return attempt(
        request,
        found,
        lambda: send_to_inspection(by=request.actor, at=now.at, encounter=found.encounter, what="luggage", local_on=now.today),
    )


@page(SECOND_LOOK_DECIDE, purpose=BORDER, methods=WRITE)
def alert(request: DeskRequest, look: UUID, hit: UUID) -> HttpResponse:
    """Whether the traveller is the one whom an alert means."""
    found = find(request, look)
    met = get_or_404(request.actor, request.purpose, Hit, hit)
    form = AlertForm(request.POST)
    if met.encounter_id != found.encounter_id or not form.is_valid():
        raise Http404
    outcome = HitOutcome(form.cleaned_data["outcome"])
    now = here(found.post).at
    return attempt(request, found, lambda: actions.answer_hit(by=request.actor, at=now, look=found, hit=met, outcome=outcome))


@page(SECOND_LOOK_DECIDE, purpose=BORDER, methods=WRITE)
def child(request: DeskRequest, look: UUID) -> HttpResponse:
    """With whom the child travels."""
    found = find(request, look)
    form = ChildForm(request.POST)
    if not form.is_valid():
        return show(request, found, child=form)
    said = {**form.cleaned_data, "answer": Accompanied(form.cleaned_data["answer"])}
    now = here(found.post).at
    return attempt(request, found, lambda: actions.check_minor(by=request.actor, at=now, encounter=found.encounter, **said))


@page(SECOND_LOOK_DECIDE, purpose=BORDER, methods=WRITE)
def declare(request: DeskRequest, look: UUID) -> HttpResponse:
    """What the traveller declares."""
    found = find(request, look)
    form = DeclareForm(request.POST)
    if not form.is_valid():
        return show(request, found, declare=form)
    said = form.cleaned_data
    now = here(found.post).at
    return attempt(request, found, lambda: actions.declare(by=request.actor, at=now, encounter=found.encounter, **said))


@page(SECOND_LOOK_DECIDE, purpose=BORDER, methods=WRITE)
def decide(request: DeskRequest, look: UUID) -> HttpResponse:
    """Admit or refuse."""
    found = find(request, look)
    form = DecideForm(request.POST)
    if not form.is_valid():
        raise Http404
    data = form.cleaned_data
    nationality = (found.person.nationalities or [""])[0]
    if data["decision"] == Decision.REFUSED and data["reason"] not in dict(
        refusal_reasons(found.encounter.shift.direction, nationality)
    ):
        return show(request, found, _("Choose the reason of the refusal."))
    sent: dict[str, Any] = {"decision": Decision(data["decision"]), "reason": data["reason"], "command": data["command"]}
    now = here(found.post).at
    return attempt(
        request,
        found,
        lambda: actions.decide_second_look(by=request.actor, at=now, look=found, day=day_of(found), **sent),
    )


@page(SECOND_LOOK_DECIDE, purpose=BORDER, methods=WRITE)
def propose(request: DeskRequest, look: UUID) -> HttpResponse:
    """Ask a second person to admit against a stop."""
    found = find(request, look)
    form = ProposeForm(request.POST)
    if not form.is_valid():
        return show(request, found, propose=form)
    grounds = form.cleaned_data["grounds"]
    now = here(found.post).at
    return attempt(request, found, lambda: actions.propose_admission(by=request.actor, at=now, look=found, grounds=grounds))


@page(SECOND_LOOK_DECIDE, purpose=BORDER, methods=WRITE)
def withdraw(request: DeskRequest, look: UUID) -> HttpResponse:
    """No longer ask for it."""
    found = find(request, look)
    return attempt(request, found, lambda: actions.withdraw_proposal(by=request.actor, at=here(found.post).at, look=found))


@page(SECOND_LOOK_CONFIRM, purpose=BORDER, methods=WRITE)
def answer(request: DeskRequest, look: UUID) -> HttpResponse:
    """The second person agrees or not."""
    found = find(request, look)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show(request, found, answer=form)
    data = form.cleaned_data
    sent: dict[str, Any] = {"agrees": data["agrees"] == "yes", "answer": data["answer"], "command": data["command"]}
    now = here(found.post).at
    return attempt(
        request, found, lambda: actions.answer_proposal(by=request.actor, at=now, look=found, day=day_of(found), **sent)
    )
