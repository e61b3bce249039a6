"""Paper records, entered afterwards: the movements keep the time at which they happened, and the mark that they came late."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime
from uuid import UUID

from lakay.border.actions.imports import new_past
from lakay.border.importing.known import register_of
from lakay.border.importing.rows import Past
from lakay.border.models import Shift, Tally
from lakay.border.permissions import check_can_enter_late
from lakay.border.rules import AgeGroup, Direction, Source
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose


class OtherDay(ValueError):
    """The movement is not of the day whose paper is entered in this shift."""


class EnteredBefore(ValueError):
    """This very movement stands in the register."""


@action("border.late.enter", Purpose.BORDER_CONTROL)
def enter_late(
    act: Act, *, by: Actor, at: datetime, shift: Shift, past: Past, home: str, reason: str = "", command: UUID | None = None
) -> None:
    """One line of the paper: who passed and what was decided. Raises EnteredBefore, OtherDay."""
    check_can_enter_late(by, shift)
    if past.local_on != shift.late_for_on:
        raise OtherDay
    register = register_of([past])
    if register.has(past):
        raise EnteredBefore
    turned = copy(shift)
    turned.direction = past.direction
    holder, known = register.holder_of(past), register.known_of(past)
    new_past(act, by, at, turned, past, home=home, source=Source.LATE, holder=holder, known=known, reason=reason)


@action("border.late.tally", Purpose.BORDER_CONTROL)
def enter_late_count(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    shift: Shift,
    direction: Direction,
    sex: str,
    age_group: AgeGroup,
    number: int,
    happened_at: datetime,
    local_on: date,
    command: UUID | None = None,
) -> None:
    """A number from the tally sheet: people of a sex and age group who were only counted."""
    check_can_enter_late(by, shift)
    if local_on != shift.late_for_on:
        raise OtherDay
    values = {"direction": direction, "sex": sex, "age_group": age_group, "number": number, "local_on": local_on}
    where = {"shift": shift, "post": shift.post, "lane": shift.lane, "officer": by.id}
    act.create(Tally, **where, **values, at=happened_at, source=Source.LATE)
