"""Changes to places. What a place was before a day is kept as a fact."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.places.actions.values import name_fields, stable_id, without
from lakay.places.models import NAMES, Place, PlaceFormerly
from lakay.places.pack.records import Names
from lakay.places.permissions import check_can_edit_places

ONE_DAY = timedelta(days=1)


class BadPeriod(ValueError):
    """A change that would begin before the one that stands, or an end before the beginning."""


@action("places.place.add", Purpose.ADMINISTRATION)
def add_place(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    pcode: str,
    name: str,
    names: Names,
    parent: Place,
    valid_from: date,
    command: UUID | None = None,
) -> None:
    """A new place one level below `parent`, as when a commune is created by law."""
    check_can_edit_places(by)
    act.create(
        Place,
        id=stable_id(Place.kind, pcode),
        country=parent.country,
        level=parent.level + 1,
        pcode=pcode,
        name=name,
        **name_fields(names),
        parent=parent,
        valid_from=valid_from,
        by_office=True,
    )


@action("places.place.rename", Purpose.ADMINISTRATION)
def rename_place(
    act: Act, *, by: Actor, at: datetime, place: Place, names: Names, from_on: date, command: UUID | None = None
) -> None:
    """The place is called otherwise from a day on; before it, the old name holds. Raises BadPeriod."""
    check_can_edit_places(by)
    _keep_what_was(act, place, from_on)
    act.update(place, **name_fields(names), as_from=from_on, unverified=without(place.unverified, *NAMES), by_office=True)


@action("places.place.move", Purpose.ADMINISTRATION)
def move_place(
    act: Act, *, by: Actor, at: datetime, place: Place, parent: Place, from_on: date, command: UUID | None = None
) -> None:
    """The place belongs to another one from a day on. Raises BadPeriod, or ValueError for a parent of the wrong level."""
    check_can_edit_places(by)
    if (parent.country, parent.level) != (place.country, place.level - 1):
        raise ValueError(f"{parent.pcode} cannot hold {place.pcode}")
    _keep_what_was(act, place, from_on)
    act.update(place, parent=parent, as_from=from_on, by_office=True)


@action("places.place.correct", Purpose.ADMINISTRATION)
def correct_place(act: Act, *, by: Actor, at: datetime, place: Place, names: Names, command: UUID | None = None) -> None:
    """A name was written wrongly: it was never called so, and no earlier name is kept."""
    check_can_edit_places(by)
    act.update(place, **name_fields(names), unverified=without(place.unverified, *NAMES), by_office=True)


@action("places.place.confirm", Purpose.ADMINISTRATION)
def confirm_place(act: Act, *, by: Actor, at: datetime, place: Place, columns: list[str], command: UUID | None = None) -> None:
    """Somebody has checked fields that were marked unverified, and they are right."""
    check_can_edit_places(by)
    act.update(place, unverified=without(place.unverified, *columns), by_office=True)


@action("places.place.end", Purpose.ADMINISTRATION)
def end_place(act: Act, *, by: Actor, at: datetime, place: Place, last_on: date, command: UUID | None = None) -> None:
    """The place is no more after a day; its records stay. Raises BadPeriod."""
    check_can_edit_places(by)
    if place.valid_from and last_on < place.valid_from:
        raise BadPeriod(f"{place.pcode} begins on {place.valid_from}")
    act.update(place, valid_to=last_on, by_office=True)


def _keep_what_was(act: Act, place: Place, from_on: date) -> None:
    began = place.as_from or place.valid_from
    if began and from_on <= began:
        raise BadPeriod(f"{place.pcode} has been as it is since {began}")
    act.create(
        PlaceFormerly,
        place=place,
        **name_fields(place.names),
        parent_pcode=place.parent.pcode if place.parent else "",
        from_on=place.as_from,
        to_on=from_on - ONE_DAY,
    )
