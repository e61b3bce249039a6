"""An officer sits down at a lane, turns it, counts and leaves."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from lakay.border.models import Shift
from lakay.border.permissions import SHIFT_OPEN, check_can_close_for, check_can_open_shift, check_own_open_shift
from lakay.border.queries import counts_of
from lakay.border.rules import Direction, ShiftStatus
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose


class ShiftAlreadyOpen(ValueError):
    """The officer has an open shift; it is closed with its count before another begins."""


@action("border.shift.open", Purpose.BORDER_CONTROL)
def open_shift(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    post: str,
    lane: str,
    direction: Direction,
    late_for_on: date | None = None,
    command: UUID | None = None,
) -> None:
    """An officer sits down at a lane, or, with `late_for_on`, to enter the paper records of a day."""
    check_can_open_shift(by, post)
    if Shift.objects.open().filter(officer=by.id, late_for_on=late_for_on).exists():
        raise ShiftAlreadyOpen
    act.create(
        Shift,
        officer=by.id,
        post=post,
        lane=lane,
        direction=direction,
        status=ShiftStatus.OPEN,
        opened_at=at,
        late_for_on=late_for_on,
    )


@action("border.shift.turn", Purpose.BORDER_CONTROL)
def turn_lane(act: Act, *, by: Actor, at: datetime, shift: Shift, direction: Direction, command: UUID | None = None) -> None:
    """The lane passes the other direction from now on."""
    check_own_open_shift(by, shift, SHIFT_OPEN)
    act.update(shift, direction=direction)


@action("border.shift.close", Purpose.BORDER_CONTROL)
def close_shift(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    shift: Shift,
    said_entries: int,
    said_exits: int,
    remark: str = "",
    command: UUID | None = None,
) -> None:
    """The officer counts and leaves. Their own count stands beside the register's; a difference is kept, not smoothed over."""
    check_own_open_shift(by, shift, SHIFT_OPEN)
    counts = asdict(counts_of(shift))
    said = {"said_entries": said_entries, "said_exits": said_exits, "remark": remark}
    act.update(shift, status=ShiftStatus.CLOSED, closed_at=at, **counts, **said)


class NotAbandoned(ValueError):
    """The shift is closed already."""


@action("border.shift.abandoned", Purpose.BORDER_CONTROL)
def close_abandoned(act: Act, *, by: Actor, at: datetime, shift: Shift, remark: str, command: UUID | None = None) -> None:
    """The supervisor closes the shift of an officer who went away without counting: there is no officer's count, and the
    remark says what happened.
    """
    check_can_close_for(by, shift)
    if shift.status != ShiftStatus.OPEN:
        raise NotAbandoned
    act.update(shift, status=ShiftStatus.CLOSED, closed_at=at, remark=remark.strip(), **asdict(counts_of(shift)))
