"""Everything that is written in the directory. What stands already is passed over, so that a file may be read in twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.services.models import Provider, Service
from lakay.services.permissions import check_can_count, check_can_manage

PROTECTION = Purpose.PROTECTION


class BadCount(ValueError):
    """More people than anybody could count, or fewer than none."""


@action("services.provider.write", PROTECTION)
def write_provider(act: Act, *, by: Actor, at: datetime, values: Mapping[str, Any], command: UUID | None = None) -> None:
    """Enter a provider, or what is new about it; `code` says which. One that had ended stands again."""
    check_can_manage(by)
    _write(act, Provider, {**values, "ended_at": None})


@action("services.service.write", PROTECTION)
def write_service(
    act: Act, *, by: Actor, at: datetime, provider: Provider, values: Mapping[str, Any], command: UUID | None = None
) -> None:
    """Enter a service, or what is new about it; `code` says which. One that had ended stands again."""
    check_can_manage(by)
    _write(act, Service, {**values, "provider": provider, "ended_at": None})


@action("services.service.end", PROTECTION)
def end_service(act: Act, *, by: Actor, at: datetime, service: Service, command: UUID | None = None) -> None:
    """The service is there no more. It stays in the records that speak of it."""
    check_can_manage(by)
    act.update(service, ended_at=at)


@action("services.room.count", PROTECTION)
def count_room(
    act: Act, *, by: Actor, at: datetime, service: Service, capacity: int, occupied: int, command: UUID | None = None
) -> None:
    """The provider says how many places there are and how many are taken; also that nothing changed, for that makes the figure new."""
    check_can_count(by, service)
    if not 0 <= capacity <= 9999 or not 0 <= occupied <= 9999:
        raise BadCount
    act.update(service, capacity=capacity, occupied=occupied, counted_at=at, counted_by=by.id)


def _write(act: Act, model: type[Provider | Service], values: dict[str, Any]) -> None:
    known: Provider | Service | None = model._default_manager.filter(code=values["code"]).first()
    if known is None:
        act.create(model, **values)
    else:
        act.update(known, **values)
