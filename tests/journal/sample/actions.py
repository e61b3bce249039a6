"""Actions on the sample records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from tests.journal.sample.models import Card, Stamp


@action("sample.card.open", Purpose.TRAINING)
def open_card(act: Act, /, *, by: Actor, at: datetime, command: UUID | None = None, **values: Any) -> None:
    """Open a card."""
    act.create(Card, **values)


@action("sample.card.change", Purpose.TRAINING)
def change_card(act: Act, /, *, by: Actor, at: datetime, card: Card, command: UUID | None = None, **values: Any) -> None:
    """Change a card."""
    act.update(card, **values)


@action("sample.stamp", Purpose.TRAINING)
def stamp(act: Act, /, *, by: Actor, at: datetime, card: Card, number: int, command: UUID | None = None, **values: Any) -> None:
    """Stamp a card."""
    act.create(Stamp, card=card, number=number, at=at, **values)


@action("sample.open_and_stamp", Purpose.TRAINING)
def open_and_stamp(act: Act, /, *, by: Actor, at: datetime, number: int, fail: bool = False, command: UUID | None = None) -> None:
    """Open a card and stamp it at once; it may fail between the two."""
    card = act.create(Card, name="Both")
    if fail:
        raise ValueError("half way")
    stamp.within(act, by=by, at=at, card=card, number=number)


@action("sample.card.open_and_change", Purpose.TRAINING)
def open_and_change(act: Act, /, *, by: Actor, at: datetime, first: str, then: str) -> None:
    """Open a card and think again."""
    card = act.create(Card, name="Both", colour=first)
    act.update(card, colour=then)
    act.update(card, colour=then)


@action("sample.nest_wrongly", Purpose.TRAINING)
def nest_wrongly(act: Act, /, *, by: Actor, at: datetime) -> None:
    """Calls another action as if from outside."""
    act.create(Card, name="outer")
    open_card(by=by, at=at, name="inner")


@action("sample.stamp_after_a_look", Purpose.TRAINING)
def stamp_after_a_look(act: Act, /, *, by: Actor, at: datetime, card: Card) -> None:
    """The next number is one more than those there are."""
    act.create(Stamp, card=card, number=Stamp.objects.count() + 1, at=at)


@action("sample.tell_when_done", Purpose.TRAINING)
def tell_when_done(act: Act, /, *, by: Actor, at: datetime, tell: Callable[[], object], fail: bool = False) -> None:
    """Something is told to the world once the card stands."""
    act.create(Card, name="told")
    act.on_commit(tell)
    if fail:
        raise ValueError("not today")


@action("sample.stamp_nowhere", Purpose.TRAINING)
def stamp_nowhere(act: Act, /, *, by: Actor, at: datetime, number: int, command: UUID | None = None) -> None:
    """A stamp on a card that does not exist: the database notices at COMMIT."""
    act.create(Stamp, card_id=new_id(), number=number, at=at)


@action("sample.stamp_wildly", Purpose.TRAINING)
def stamp_wildly(act: Act, /, *, by: Actor, at: datetime, card: Card, after_sql: bool = False, **values: Any) -> None:
    """A stamp, some reading and writing, and an error."""
    act.create(Stamp, card=card, number=1_000_000, at=at)
    if after_sql:
        act.update(card, colour="wild")
    raise ValueError("wild")
