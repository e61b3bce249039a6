"""Calling the protection desk."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.border.models import Call, Encounter
from lakay.border.permissions import check_can_work
from lakay.border.rules import CallSource, CallStatus
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose


@action("border.call.raise", Purpose.BORDER_CONTROL)
def call_protection(
    act: Act, *, by: Actor, at: datetime, encounter: Encounter, reason: str = "concern", command: UUID | None = None
) -> None:
    """The officer is worried about the traveller in front of them."""
    check_can_work(by, encounter)
    new_call(act, by, at, encounter, source=CallSource.OFFICER, reason=reason)


def new_call(act: Act, by: Actor, at: datetime, encounter: Encounter, *, source: CallSource, reason: str) -> Call:
    """A call about the traveller of an encounter, inside an action that has checked who may."""
    act.subject(encounter.person_id)
    act.about(encounter.pk)
    return act.create(
        Call,
        encounter=encounter.pk,
        person_id=encounter.person_id,
        post=encounter.post,
        at=at,
        called_by=by.id,
        source=source,
        reason=reason,
        status=CallStatus.WAITING,
    )
