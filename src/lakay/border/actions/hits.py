"""Alerts at the booth."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.border.models import Encounter, Hit
from lakay.border.permissions import check_can_work
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose


@action("border.hit.acknowledge", Purpose.BORDER_CONTROL)
def acknowledge_hit(act: Act, *, by: Actor, at: datetime, encounter: Encounter, hit: Hit, command: UUID | None = None) -> None:
    """The officer has read the alert. Only then can the traveller be decided upon; a protective one never stands here."""
    check_can_work(by, encounter)
    act.subject(encounter.person_id)
    act.about(encounter.pk)
    act.update(hit, acknowledged_by=by.id, acknowledged_at=at)
