"""Cards that people carry if they wish: issued, shown at a desk, ended."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.protection.models import Intake
from lakay.protection.permissions import check_can_open
from lakay.whereabouts.models import Card, CardUse
from lakay.whereabouts.permissions import check_has_file
from lakay.whereabouts.rules.cards import TRIES, MadeCard
from lakay.whereabouts.rules.codes import CardEnd

PROTECTION = Purpose.PROTECTION
LASTS = timedelta(hours=8)
"""How long a desk sees the file of somebody who showed their card: a shift."""


class CardSpoilt(LookupError):
    """The card was ended, or too many wrong words were said with it."""


class WrongWord(ValueError):
    """The word is not the holder's. `left` tries remain."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


@action("whereabouts.card.issue", PROTECTION)
def issue_card(act: Act, *, by: Actor, at: datetime, intake: Intake, made: MadeCard, command: UUID | None = None) -> None:
    """The person wants a card. An earlier one is worth nothing then."""
    check_has_file(by, intake)
    for card in Card.objects.filter(intake=intake.pk, ended_at=None):
        _end(act, card, by, at, CardEnd.RENEWED)
    act.create(
        Card,
        intake=intake.pk,
        post=intake.post,
        agency=intake.agency,
        digest=made.digest,
        word_check=made.check,
        issued_at=at,
        issued_by=by.id,
    )


@action("whereabouts.card.end", PROTECTION)
def end_card(act: Act, *, by: Actor, at: datetime, card: Card, intake: Intake, why: CardEnd, command: UUID | None = None) -> None:
    """The card was lost or taken from them, or they do not want it any more."""
    check_has_file(by, intake)
    _end(act, card, by, at, why)


@action("whereabouts.card.present", PROTECTION)
def present_card(
    act: Act, *, by: Actor, at: datetime, card: Card, right: bool, why: str = "", command: UUID | None = None
) -> None:
    """The holder shows their card at a desk, says their word, and agrees that this desk sees their file today.

    `right` is whether the word was theirs. Raises CardSpoilt for a card that is worth nothing.
    """
    check_can_open(by)
    if card.ended_at is not None or wrong_words(card) >= TRIES:
        raise CardSpoilt
    act.create(
        CardUse,
        card=card,
        intake=card.intake,
        at=at,
        by=by.id,
        agency=by.agency,
        post=by.post,
        worked=right,
        until=at + LASTS if right else None,
        why=why.strip(),
    )


def wrong_words(card: Card) -> int:
    """How often a wrong word was said since the last right one."""
    uses = CardUse.objects.filter(card=card).order_by("-at", "-pk").values_list("worked", flat=True)[:TRIES]
    count = 0
    for worked in uses:
        if worked:
            break
        count += 1
    return count


def _end(act: Act, card: Card, by: Actor, at: datetime, why: CardEnd) -> None:
    act.update(card, ended_at=at, ended_by=by.id, ended_why=why.value)
