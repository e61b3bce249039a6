"""Counting people who are not registered: one key a person."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from lakay.border.models import Shift, Tally
from lakay.border.permissions import CROSSING_RECORD, check_own_open_shift
from lakay.border.rules import AgeGroup, Direction, Source
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose


class AlreadyCorrected(ValueError):
    """This count was taken back before."""


@action("border.tally.count", Purpose.BORDER_CONTROL)
def count_person(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    shift: Shift,
    sex: str,
    age_group: AgeGroup,
    local_on: date,
    number: int = 1,
    direction: Direction | None = None,
    happened_at: datetime | None = None,
    source: Source = Source.BOOTH,
    command: UUID | None = None,
) -> None:
    """Somebody went through and was only counted. `number` is above one only where paper tallies are entered late.

    `direction` is that of the lane when the key was pressed: a key that waited for the network may arrive after the lane turned.
    """
    check_own_open_shift(by, shift, CROSSING_RECORD)
    act.create(
        Tally,
        shift=shift,
        post=shift.post,
        lane=shift.lane,
        officer=by.id,
        direction=direction or shift.direction,
        sex=sex,
        age_group=age_group,
        number=number,
        at=happened_at or at,
        local_on=local_on,
        source=source,
    )


@action("border.tally.uncount", Purpose.BORDER_CONTROL)
def uncount_person(act: Act, *, by: Actor, at: datetime, tally: Tally, command: UUID | None = None) -> None:
    """The last key was a slip: a correction takes it off the count, and both stay."""
    check_own_open_shift(by, tally.shift, CROSSING_RECORD)
    if tally.corrects_id is not None or Tally.objects.filter(corrects=tally).exists():
        raise AlreadyCorrected
    copied = ("shift", "post", "lane", "direction", "sex", "age_group", "local_on", "source")
    same = {name: getattr(tally, name) for name in copied}
    act.create(Tally, **same, officer=by.id, at=at, number=-tally.number, corrects=tally)
