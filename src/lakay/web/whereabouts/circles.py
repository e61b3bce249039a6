"""One person's compartment: who may know, where they stay for those who open it, and who looked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
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
from lakay.web.shell.pages import WRITE, page
from lakay.web.shell.posts import post_name
from lakay.web.shell.requests import DeskRequest
from lakay.web.whereabouts import forms
from lakay.web.whereabouts.rows import glass_row, opening_row, place_row
from lakay.whereabouts import keeping, queries
from lakay.whereabouts.actions import (
    HowMany,
    NoKey,
    add_holder,
    end_holder,
    record_opening,
    record_place,
    reseal,
    see_openings,
)
from lakay.whereabouts.models import Circle, Keyholder
from lakay.whereabouts.permissions import holds
from lakay.whereabouts.rules.codes import FEWEST, MOST
from lakay.whereabouts.rules.keys import WrongKey

PROTECTION = Purpose.PROTECTION
HOLD = Permission.PLACE_HOLD
LAST = 50


@page(HOLD, purpose=PROTECTION)
def circle(request: DeskRequest, circle: UUID) -> HttpResponse:
    """Who may know where this person stays, and who looked. The place itself opens only with one's own key."""
    return show(request, get_or_404(request.actor, request.purpose, Circle, circle))


def show(request: DeskRequest, found: Circle, fault: str = "", **more: Any) -> HttpResponse:
    """The page; `more` are forms sent back with what is wrong in them."""
    now, actor = SystemClock().now(), request.actor
    record_read(by=actor, at=now, purpose=request.purpose, what="whereabouts.circle.read", subjects=[found.intake_id])
    wrong = fault or any(form.errors for form in more.values())
    values = {**_told(request, found), **_work(request, found), "fault": fault, **more}
    return render(request, "whereabouts/circle.html", values, status=422 if wrong else 200)


def _told(request: DeskRequest, found: Circle) -> dict[str, Any]:
    """What stands on the page for everybody who may see it."""
    now, actor = SystemClock().now(), request.actor
    holders, stays = queries.holders_of(found), queries.stays_of(found)
    looks = list(queries.openings_of(actor, request.purpose, found)[:LAST])
    glasses = list(queries.glasses_of(actor, request.purpose, found)[:LAST])
    people = {one.staff for one in holders} | {one.by for one in looks} | {one.sealed_by for one in stays}
    names = staff_names(people | {one.asked_by for one in glasses} | {one.agreed_by for one in glasses if one.agreed_by})
    read = queries.seen_by(actor.id, found)
    keys = {*queries.holder_keys(found), *queries.glass_keys(found, now)}
    return {
        "circle": found,
        "called": shown(actor, request.purpose, found.intake).called,
        "holders": [(one, names.get(one.staff, "")) for one in holders],
        "stays": [(one, names.get(one.sealed_by, "")) for one in stays],
        "elsewhere": post_name(found.post) if queries.are_elsewhere(stays) else "",
        "looks": [opening_row(one, names, new=one.by != actor.id and one.pk not in read) for one in looks],
        "glasses": [glass_row(one, names, now) for one in glasses],
        "breaks": actor.may(Permission.GLASS_BREAK),
        "out_of_step": queries.is_out_of_step(stays, keys),
    }


def _work(request: DeskRequest, found: Circle) -> dict[str, Any]:
    """What the reader may do here: a form for each."""
    mine = holds(request.actor.id, found)
    keeps = mine or _has_file(request, found)
    work: dict[str, Any] = {"mine": mine, "keeps": keeps, "key": queries.own_key(request.actor.id)}
    if mine:
        work |= {"opening": forms.OpenForm(), "again": forms.KeyForm()}
    elif request.actor.may(Permission.GLASS_BREAK) and request.actor.post == found.post:
        work["asking"] = forms.GroundsForm()
    return work | _keeping(found) if keeps else work


def _keeping(found: Circle) -> dict[str, Any]:
    """What a keyholder and who has the file may do: write a place, and name or end keyholders as far as their number allows."""
    holders = queries.holders_of(found)
    there = {one.staff for one in holders}
    others = [(str(key), name) for key, name in queries.may_hold(found.post, SystemClock().now()) if key not in there]
    return {
        "placing": forms.PlaceForm(),
        "adding": forms.HolderForm(others) if others and len(holders) < MOST else None,
        "ending": forms.ReasonForm() if len(holders) > FEWEST else None,
    }


def _has_file(request: DeskRequest, found: Circle) -> bool:
    actor = request.actor
    return found.intake.assigned_to == actor.id or (actor.may(Permission.INTAKE_SUPERVISE) and actor.post == found.post)


def attempt(request: DeskRequest, found: Circle, do: Callable[[], object], **sent: Any) -> HttpResponse:
    """Do something, and show the page again: with what was wrong, or as it is now."""
    try:
        do()
    except NotAllowed as refused:
        return show(request, found, str(refused.reason), **sent)
    except HowMany:
        return show(request, found, _("Two to four people may know, not fewer and not more."), **sent)
    except NoKey:
        return show(request, found, _("They must make their own key first."), **sent)
    except CommandReused:
        return show(request, found, _("This was sent before."), **sent)
    return redirect("whereabouts:circle", circle=found.pk)


@page(HOLD, purpose=PROTECTION, methods=WRITE)
def place(request: DeskRequest, circle: UUID) -> HttpResponse:
    """The person stays somewhere else from now on. It is closed at once, for those who hold keys."""
    found = get_or_404(request.actor, request.purpose, Circle, circle)
    form = forms.PlaceForm(request.POST)
    if not form.is_valid():
        return show(request, found, placing=form)
    now = SystemClock().now()
    holders = queries.holder_keys(found)
    if len(holders) < FEWEST:
        return show(request, found, _("Two keyholders must have a key of their own first."), placing=form)
    sealed = keeping.seal_new(form.place, found, holders, queries.glass_keys(found, now))
    return attempt(request, found, lambda: record_place(by=request.actor, at=now, circle=found, sealed=sealed), placing=form)


@page(HOLD, purpose=PROTECTION, methods=WRITE)
def look(request: DeskRequest, circle: UUID) -> HttpResponse:
    """Open it with one's own key. The look is entered first; the others see it."""
    found = get_or_404(request.actor, request.purpose, Circle, circle)
    form = forms.OpenForm(request.POST)
    if not form.is_valid():
        return show(request, found, opening=form)
    try:
        key = _own(request, found, form)
        why = form.cleaned_data["why"]
        record_opening(by=request.actor, at=SystemClock().now(), circle=found, why=why, command=form.cleaned_data["command"])
    except NotAllowed as refused:
        return show(request, found, str(refused.reason), opening=form)
    except CommandReused:
        return show(request, found, _("This was sent before."))
    return opened(request, found, keeping.read_places(queries.stays_of(found), key))


def opened(request: DeskRequest, found: Circle, places: list[keeping.Found], glass: UUID | None = None) -> HttpResponse:
    """The places on the screen, once. `glass`: they were opened in that emergency, and one goes back to it."""
    called = shown(request.actor, request.purpose, found.intake).called
    rows = [place_row(one) for one in places]
    return render(request, "whereabouts/opened.html", {"circle": found, "glass": glass, "called": called, "places": rows})


def _own(request: DeskRequest, found: Circle, form: forms.KeyForm) -> keeping.Opened:
    """One's own key, opened. A wrong code or PIN is entered for the others to see. Raises NotAllowed."""
    row = queries.own_key(request.actor.id)
    if row is None:
        raise NotAllowed(_("Make your own key first."))
    try:
        return keeping.opened(row, form.cleaned_data["code"], form.cleaned_data["pin"])
    except WrongKey:
        record_opening(by=request.actor, at=SystemClock().now(), circle=found, why="", worked=False)
        raise NotAllowed(_("The code or the PIN is wrong. The other keyholders see that somebody tried.")) from None


@page(HOLD, purpose=PROTECTION, methods=WRITE)
def again(request: DeskRequest, circle: UUID) -> HttpResponse:
    """Close all places anew for those who hold keys now."""
    found = get_or_404(request.actor, request.purpose, Circle, circle)
    form, now = forms.KeyForm(request.POST), SystemClock().now()
    if not form.is_valid():
        return show(request, found, again=form)

    def close_again() -> None:
        places = keeping.read_places(queries.stays_of(found), _own(request, found, form))
        fresh = keeping.seal_again(places, found, queries.holder_keys(found), queries.glass_keys(found, now))
        reseal(by=request.actor, at=now, circle=found, sealed=fresh)

    return attempt(request, found, close_again, again=form)


@page(HOLD, purpose=PROTECTION, methods=WRITE)
def seen(request: DeskRequest, circle: UUID) -> HttpResponse:
    """I have read who looked."""
    found = get_or_404(request.actor, request.purpose, Circle, circle)
    return attempt(request, found, lambda: see_openings(by=request.actor, at=SystemClock().now(), circle=found))


@page(HOLD, purpose=PROTECTION, methods=WRITE)
def add(request: DeskRequest, circle: UUID) -> HttpResponse:
    """One more who may know."""
    found, now = get_or_404(request.actor, request.purpose, Circle, circle), SystemClock().now()
    form = forms.HolderForm([(str(key), name) for key, name in queries.may_hold(found.post, now)], request.POST)
    if not form.is_valid():
        return show(request, found, adding=form)
    staff = UUID(form.cleaned_data["staff"])
    return attempt(request, found, lambda: add_holder(by=request.actor, at=now, circle=found, staff=staff), adding=form)


@page(HOLD, purpose=PROTECTION, methods=WRITE)
def end(request: DeskRequest, circle: UUID, holder: UUID) -> HttpResponse:
    """Somebody may not know any more."""
    found = get_or_404(request.actor, request.purpose, Circle, circle)
    one = get_or_404(request.actor, request.purpose, Keyholder, holder)
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, found, ending=form)
    reason = form.cleaned_data["reason"]
    now = SystemClock().now()
    return attempt(request, found, lambda: end_holder(by=request.actor, at=now, holder=one, reason=reason), ending=form)
