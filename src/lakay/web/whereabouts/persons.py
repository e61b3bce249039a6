"""What keeps one person from being found: who may know where they stay, the address lock, the card that they carry."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.shown import shown
from lakay.access.visibility import get_or_404
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.protection.models import Intake
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.whereabouts import forms
from lakay.web.whereabouts.words import ON_THE_CARD, in_all
from lakay.whereabouts import queries
from lakay.whereabouts.actions import (
    AlreadyLocked,
    HowMany,
    NoKey,
    end_card,
    issue_card,
    lift_lock,
    open_circle,
    set_lock,
)
from lakay.whereabouts.permissions import check_has_file
from lakay.whereabouts.rules.cards import WordTooShort, make_card
from lakay.whereabouts.rules.codes import CardEnd

PROTECTION = Purpose.PROTECTION
FOLLOW = Permission.INTAKE_FOLLOW


def find(request: DeskRequest, intake: UUID) -> Intake:
    """A file in the reader's hands, or of the post that they supervise. Raises Http404."""
    found = get_or_404(request.actor, request.purpose, Intake, intake)
    try:
        check_has_file(request.actor, found)
    except NotAllowed:
        raise Http404 from None
    return found


@page(FOLLOW, purpose=PROTECTION, methods=FORM)
def person(request: DeskRequest, intake: UUID) -> HttpResponse:
    """What keeps this person from being found. Sent, it names the first keyholders."""
    found = find(request, intake)
    if request.method != "POST":
        return show(request, found)
    form = forms.HoldersForm(_people(found), request.POST)
    if not form.is_valid():
        return show(request, found, naming=form)
    holders = [UUID(one) for one in form.cleaned_data["holders"]]
    try:
        now = SystemClock().now()
        open_circle(by=request.actor, at=now, intake=found, holders=holders, command=form.cleaned_data["command"])
    except HowMany:
        form.add_error("holders", _("Two to four people may know, not fewer and not more."))
    except NoKey:
        form.add_error("holders", _("They must make their own key first."))
    except CommandReused:
        return show(request, found, _("This was sent before."))
    if form.errors:
        return show(request, found, naming=form)
    return redirect("whereabouts:person", intake=found.pk)


def _people(found: Intake) -> forms.Choices:
    return [(str(key), name) for key, name in queries.may_hold(found.post, SystemClock().now())]


def show(request: DeskRequest, found: Intake, fault: str = "", **more: Any) -> HttpResponse:
    """The page; `more` are forms sent back with what is wrong in them, and the text of a new card."""
    now, actor = SystemClock().now(), request.actor
    record_read(by=actor, at=now, purpose=request.purpose, what="whereabouts.circle.read", subjects=[found.pk])
    circle, lock, card, people = queries.circle_of(found), queries.lock_of(found), queries.card_of(found), _people(found)
    names = staff_names({lock.set_by} if lock else ())
    values = {
        "intake": found,
        "called": shown(actor, request.purpose, found).called,
        "circle": circle,
        "holders": list(staff_names(one.staff for one in queries.holders_of(circle)).values()) if circle else [],
        "lock": lock,
        "locker": names.get(lock.set_by, "") if lock else "",
        "own_lock": bool(lock and lock.set_by == actor.id),
        "card": card,
        "key": queries.own_key(actor.id),
        "naming": forms.HoldersForm(people) if not circle and len(people) > 1 else None,
        "locking": forms.LockForm(),
        "lifting": forms.ReasonForm(),
        "carding": forms.CardForm(),
        "ending": forms.EndCardForm(),
        "fault": fault,
    }
    wrong = fault or any(form.errors for form in more.values())
    return render(request, "whereabouts/person.html", values | more, status=422 if wrong else 200)


@page(FOLLOW, purpose=PROTECTION, methods=WRITE)
def lock(request: DeskRequest, intake: UUID) -> HttpResponse:
    """From now on nothing tells where this person can be found."""
    found, form = find(request, intake), forms.LockForm(request.POST)
    if not form.is_valid():
        return show(request, found, locking=form)
    said = form.cleaned_data
    try:
        set_lock(by=request.actor, at=SystemClock().now(), intake=found, **said)
    except (AlreadyLocked, CommandReused):
        return show(request, found, _("The lock stands already."))
    return redirect("whereabouts:person", intake=found.pk)


@page(FOLLOW, purpose=PROTECTION, methods=WRITE)
def lift(request: DeskRequest, intake: UUID) -> HttpResponse:
    """The danger is over: another person than the one who locked says so."""
    found, form = find(request, intake), forms.ReasonForm(request.POST)
    stands = queries.lock_of(found)
    if stands is None:
        raise Http404
    if not form.is_valid():
        return show(request, found, lifting=form)
    try:
        now = SystemClock().now()
        lift_lock(by=request.actor, at=now, lock=stands, why=form.cleaned_data["reason"], command=form.cleaned_data["command"])
    except NotAllowed as refused:
        return show(request, found, str(refused.reason))
    except CommandReused:
        return show(request, found, _("This was sent before."))
    return redirect("whereabouts:person", intake=found.pk)


@page(FOLLOW, purpose=PROTECTION, methods=WRITE)
def card(request: DeskRequest, intake: UUID) -> HttpResponse:
    """A card for the person, printed from this page once. An earlier one is worth nothing then."""
    found, form = find(request, intake), forms.CardForm(request.POST)
    if not form.is_valid():
        return show(request, found, carding=form)
    try:
        made = make_card(form.cleaned_data["word"])
        issue_card(by=request.actor, at=SystemClock().now(), intake=found, made=made, command=form.cleaned_data["command"])
    except WordTooShort:
        form.add_error("word", _("Take a word of four letters or more."))
        return show(request, found, carding=form)
    except CommandReused:
        return show(request, found, _("This was sent before."))
    title, note = ON_THE_CARD
    values = {"intake": found.pk, "text": made.text, "titles": in_all(title), "notes": in_all(note)}
    return render(request, "whereabouts/card.html", values)


@page(FOLLOW, purpose=PROTECTION, methods=WRITE)
def card_end(request: DeskRequest, intake: UUID) -> HttpResponse:
    """The card is lost, taken, or not wanted any more."""
    found, form = find(request, intake), forms.EndCardForm(request.POST)
    stands = queries.card_of(found)
    if stands is None:
        raise Http404
    if not form.is_valid():
        return show(request, found, ending=form)
    why = CardEnd(form.cleaned_data["why"])
    end_card(by=request.actor, at=SystemClock().now(), card=stands, intake=found, why=why)
    return redirect("whereabouts:person", intake=found.pk)
