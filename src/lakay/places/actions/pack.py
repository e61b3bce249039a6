"""Loads the country pack into the node."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings

from lakay.journal.models import File
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.places.actions.values import name_fields, stable_id
from lakay.places.models import Holiday, Place, Post
from lakay.places.pack import HolidayRow, Pack, PlaceRow, PostRow, read_pack
from lakay.places.permissions import check_can_edit_places


@action("places.pack.load", Purpose.ADMINISTRATION)
def load_pack(act: Act, *, by: Actor, at: datetime, pack: Pack | None = None, command: UUID | None = None) -> None:
    """Bring places, posts and holidays to what the pack says; without `pack`, the one of the settings.

    What the office has changed itself is left alone, and nothing is ever removed. A second load of the same pack writes
    nothing. Raises PackError.
    """
    check_can_edit_places(by)
    pack = pack or read_pack(settings.PACK)
    _put_all(act, Place, {_place_id(row.pcode): _place(row) for row in sorted(pack.places, key=lambda row: row.level)})
    _put_all(act, Post, {_post_id(row.code): _post(row) for row in pack.posts})
    _put_all(act, Holiday, {_holiday_id(row): _holiday(row) for row in pack.holidays})


def _put_all(act: Act, model: type[File], wanted: dict[UUID, dict[str, Any]]) -> None:
    """Create what is missing and update what differs; rows that the office has changed are passed over."""
    standing = model._default_manager.in_bulk()
    for key, values in wanted.items():
        row: Any = standing.get(key)
        if row is None:
            act.create(model, id=key, **values)
        elif not row.by_office and _differs(row, values):
            act.update(row, **values)


def _differs(row: File, values: dict[str, Any]) -> bool:
    return any(_key(getattr(row, row._meta.get_field(name).attname)) != _key(value) for name, value in values.items())  # type: ignore[union-attr]


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, File) else value


def _place_id(pcode: str) -> UUID:
    return stable_id(Place.kind, pcode)


def _post_id(code: str) -> UUID:
    return stable_id(Post.kind, code)


def _holiday_id(row: HolidayRow) -> UUID:
    return stable_id(Holiday.kind, row.country, row.code, str(row.valid_from))


def _place(row: PlaceRow) -> dict[str, Any]:
    return {
        "country": row.country,
        "level": row.level,
        "pcode": row.pcode,
        "name": row.name,
        **name_fields(row.names),
        "parent": Place(pk=_place_id(row.parent_pcode)) if row.parent_pcode else None,
        **_kept(row),
    }


def _post(row: PostRow) -> dict[str, Any]:
    return {
        "code": row.code,
        "country": row.country,
        "place": Place(pk=_place_id(row.place_pcode)),
        "mode": row.mode,
        "status": row.status,
        **name_fields(row.names),
        "time_zone": row.time_zone,
        "hours": row.hours,
        "market_days": list(row.market_days),
        "latitude": row.latitude,
        "longitude": row.longitude,
        "counterpart": Post(pk=_post_id(row.counterpart)) if row.counterpart else None,
        **_kept(row),
    }


def _holiday(row: HolidayRow) -> dict[str, Any]:
    return {
        "country": row.country,
        "code": row.code,
        "rule": dict(row.rule),
        "move": dict(row.move),
        "from_time": row.from_time,
        **name_fields(row.names),
        **_kept(row),
    }


def _kept(row: PlaceRow | PostRow | HolidayRow) -> dict[str, Any]:
    return {
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "source": list(row.source),
        "unverified": list(row.unverified),
    }
