"""Changes to the calendar."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.places import rules
from lakay.places.actions.places import BadPeriod
from lakay.places.actions.values import name_fields, stable_id
from lakay.places.models import Holiday
from lakay.places.pack.records import Names
from lakay.places.permissions import check_can_edit_holidays


@action("places.holiday.add", Purpose.ADMINISTRATION)
def add_holiday(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    holiday: rules.HolidayRule,
    names: Names,
    command: UUID | None = None,
) -> None:
    """A holiday made by law, or proclaimed for one day (valid on that day alone). Raises ValueError for an unreadable rule."""
    check_can_edit_holidays(by)
    if holiday.valid_from is None:
        raise BadPeriod("a holiday begins on a day")
    rules.date_of(holiday.rule, holiday.valid_from.year)
    act.create(
        Holiday,
        id=stable_id(Holiday.kind, holiday.country, holiday.code, str(holiday.valid_from)),
        country=holiday.country,
        code=holiday.code,
        rule=dict(holiday.rule),
        move=dict(holiday.move),
        from_time=holiday.from_time,
        **name_fields(names),
        valid_from=holiday.valid_from,
        valid_to=holiday.valid_to,
        by_office=True,
    )


@action("places.holiday.end", Purpose.ADMINISTRATION)
def end_holiday(act: Act, *, by: Actor, at: datetime, holiday: Holiday, last_on: date, command: UUID | None = None) -> None:
    """The holiday is not kept after a day. Raises BadPeriod."""
    check_can_edit_holidays(by)
    if holiday.valid_from and last_on < holiday.valid_from:
        raise BadPeriod(f"{holiday.code} begins on {holiday.valid_from}")
    act.update(holiday, valid_to=last_on, by_office=True)
