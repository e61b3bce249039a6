"""The keyholder's own page: whom they hold, what they have not read yet, what waits for a second person; and their key."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.shown import shown
from lakay.journal.reading import record_read
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.vault.slots import PinTooShort
from lakay.web.shell.pages import FORM, WRITE, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.whereabouts.forms import NewKeyForm
from lakay.whereabouts import queries
from lakay.whereabouts.actions import end_key, make_key
from lakay.whereabouts.rules.keys import make_key as made_key

PROTECTION = Purpose.PROTECTION
HOLD, BREAK, REVIEW = Permission.PLACE_HOLD, Permission.GLASS_BREAK, Permission.GLASS_REVIEW
MOST = 100


@page(HOLD, purpose=PROTECTION)
def home(request: DeskRequest) -> HttpResponse:
    """Whom I hold, who looked since, and who waits for a second person."""
    now, actor = SystemClock().now(), request.actor
    circles = list(queries.own_circles(actor, request.purpose)[:MOST])
    waiting = queries.waiting_glasses(actor, request.purpose, now) if actor.may(BREAK) else []
    subjects = {circle.intake_id for circle in circles} | {glass.intake_id for glass in waiting}
    if subjects:
        record_read(by=actor, at=now, purpose=request.purpose, what="whereabouts.circle.read", subjects=subjects)
    unseen, names = queries.unseen(actor.id, circles), staff_names({glass.asked_by for glass in waiting})
    values = {
        "rows": [(circle, shown(actor, request.purpose, circle.intake).called, unseen.get(circle.pk, 0)) for circle in circles],
        "waiting": [(glass, names.get(glass.asked_by, ""), glass.asked_by == actor.id) for glass in waiting],
        "key": queries.own_key(actor.id),
    }
    return render(request, "whereabouts/home.html", values)


@page(HOLD, purpose=PROTECTION, methods=FORM)
def key(request: DeskRequest) -> HttpResponse:
    """Make one's own key. Its code is on this page once, to be printed, and never again."""
    form, code = NewKeyForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        try:
            made = made_key(form.cleaned_data["pin"])
        except PinTooShort:
            form.add_error("pin", _("Take a PIN of six signs or more that does not count up or down."))
        else:
            make_key(by=request.actor, at=SystemClock().now(), public=made.public, closed=made.closed)
            code = made.code
    values = {"form": form, "code": code, "key": queries.own_key(request.actor.id)}
    return render(request, "whereabouts/key.html", values, status=422 if form.errors else 200)


@page(HOLD, purpose=PROTECTION, methods=WRITE)
def end(request: DeskRequest) -> HttpResponse:
    """The card is lost, or somebody saw the PIN."""
    end_key(by=request.actor, at=SystemClock().now())
    return redirect("whereabouts:key")
