"""Somebody shows their card at a desk: with their word and their yes the desk finds their file, for a shift."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from lakay.access.policy import Permission
from lakay.access.queries import staff_names
from lakay.access.shown import shown
from lakay.access.visibility import visible
from lakay.journal.reading import record_read
from lakay.journal.writing import CommandReused
from lakay.kernel.clock import SystemClock
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.protection.models import Intake
from lakay.web.shell.pages import FORM, page
from lakay.web.shell.requests import DeskRequest
from lakay.web.whereabouts.forms import ReadCardForm
from lakay.whereabouts import queries
from lakay.whereabouts.actions import CardSpoilt, present_card
from lakay.whereabouts.models import Card
from lakay.whereabouts.rules.cards import NotACard, digest_of, is_the_word, read_card

PROTECTION = Purpose.PROTECTION
WORK = Permission.INTAKE_WORK


@page(WORK, purpose=PROTECTION, methods=FORM)
def read(request: DeskRequest) -> HttpResponse:
    """Read a card. Whatever is wrong, the answer is the same: nobody learns whether a card is known."""
    form = ReadCardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        card, fault = _present(request, form)
        if card is not None and not fault:
            return redirect("whereabouts:card_found", intake=card.intake)
        form.add_error(None, fault or _("This card and this word open nothing."))
    return render(request, "whereabouts/card_read.html", {"form": form}, status=422 if form.errors else 200)


def _present(request: DeskRequest, form: ReadCardForm) -> tuple[Card | None, str]:
    """The card with its holder's word, or why not."""
    said = form.cleaned_data
    try:
        secret = read_card(said["code"])
    except NotACard:
        return None, _("This is not the code of a card. Scan it again.")
    card = queries.card_by(digest_of(secret))
    if card is None:
        return None, ""
    right = is_the_word(bytes(card.word_check), secret, said["word"])
    try:
        now = SystemClock().now()
        present_card(by=request.actor, at=now, card=card, right=right, why=said["why"], command=said["command"])
    except (CardSpoilt, CommandReused):
        return None, ""
    except NotAllowed as refused:
        return None, str(refused.reason)
    return (card if right else None), ""


@page(WORK, purpose=PROTECTION)
def found(request: DeskRequest, intake: UUID) -> HttpResponse:
    """The file of somebody who showed their card here, while that holds."""
    now, actor = SystemClock().now(), request.actor
    card = queries.shown_to(actor, now).get(intake)
    if card is None:
        raise Http404
    record_read(by=actor, at=now, purpose=request.purpose, what="protection.intake.read", subjects=[intake])
    record = visible(actor, request.purpose, Intake, [intake]).filter(pk=intake).first()
    known = shown(actor, request.purpose, record, [intake]) if record else None
    taker = known.assigned_to if known else None
    values = {
        "known": known,
        "card": card.card,
        "until": card.until,
        "taker": staff_names([taker]).get(taker, "") if taker else "",
    }
    return render(request, "whereabouts/card_found.html", values)
