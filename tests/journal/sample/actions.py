"""Actions on the sample records."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from tests.journal.sample.models import Card, Stamp


@action("sample.card.open", Purpose.TRAINING)
def open_card(act: Act, *, by: Actor, at: datetime, command: UUID | None = None, **values: Any) -> None:
    """Open a card."""
    act.create(Card, **values)


@action("sample.card.change", Purpose.TRAINING)
def change_card(act: Act, *, by: Actor, at: datetime, card: Card, command: UUID | None = None, **values: Any) -> None:
    """Change a card."""
    act.update(card, **values)


@action("sample.stamp", Purpose.TRAINING)
def stamp(act: Act, *, by: Actor, at: datetime, card: Card, number: int, command: UUID | None = None, **values: Any) -> None:
    """Stamp a card."""
    act.create(Stamp, card=card, number=number, at=at, **values)


@action("sample.open_and_stamp", Purpose.TRAINING)
def open_and_stamp(act: Act, *, by: Actor, at: datetime, number: int, fail: bool = False, command: UUID | None = None) -> None:
    """Open a card and stamp it at once; it may fail between the two."""
    card = act.create(Card, name="Both")
    if fail:
        raise ValueError("half way")
    stamp.within(act, by=by, at=at, card=card, number=number)
