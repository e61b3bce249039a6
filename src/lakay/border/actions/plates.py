"""A vehicle that stands at the post: its plate is asked of the alert list, exactly, and each question is on record."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from lakay.border.actions.hits import raise_alerts
from lakay.border.lookups import alerts_about_plate
from lakay.border.models import Encounter, Hit
from lakay.border.permissions import check_can_inspect
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

WITH_THE_TRAVELLER = timedelta(hours=12)
"""So long after the reading a traveller stands there with the vehicle. Later nobody asks about a plate."""


class NobodyThere(ValueError):
    """The traveller passed too long ago: a plate is asked about with the vehicle in front."""


@action("border.plate.ask", Purpose.BORDER_CONTROL)
def ask_plate(
    act: Act, *, by: Actor, at: datetime, encounter: Encounter, state: str, plate: str, command: UUID | None = None
) -> None:
    """Whether the vehicle of the traveller in front is looked for. What is found is a hit of theirs, for the second line; that it was
    asked is entered in any case, without the plate. Raises NotAllowed, NobodyThere."""
    check_can_inspect(by, encounter.post)
    if at - encounter.at > WITH_THE_TRAVELLER:
        raise NobodyThere
    act.subject(encounter.person_id)
    act.about(encounter.pk)
    act.note()
    known = set(Hit.objects.filter(encounter=encounter).values_list("alert", flat=True))
    found = alerts_about_plate(state, plate, direction=encounter.shift.direction, at=at)
    raise_alerts(act, by, at, encounter, [hit for hit in found if hit.alert not in known])
