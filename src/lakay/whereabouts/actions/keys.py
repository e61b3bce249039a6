"""A key of one's own, and its end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.whereabouts.models import HolderKey
from lakay.whereabouts.permissions import check_can_hold


@action("whereabouts.key.make", Purpose.PROTECTION)
def make_key(act: Act, *, by: Actor, at: datetime, public: bytes, closed: bytes, command: UUID | None = None) -> None:
    """A new key of the one who asks. An earlier one ends: what was closed for it must be closed again by another keyholder."""
    check_can_hold(by)
    _end(act, by, at)
    act.create(HolderKey, staff_id=by.id, public=public, closed=closed, made_at=at)


@action("whereabouts.key.end", Purpose.PROTECTION)
def end_key(act: Act, *, by: Actor, at: datetime, command: UUID | None = None) -> None:
    """The card was lost, or somebody saw the PIN."""
    check_can_hold(by)
    _end(act, by, at)
    act.note()


def _end(act: Act, by: Actor, at: datetime) -> None:
    for key in HolderKey.objects.filter(staff=by.id, ended_at=None):
        act.update(key, ended_at=at)
