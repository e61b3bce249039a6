"""Alerts at the booth."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from lakay.border.actions.calls import new_call
from lakay.border.models import Encounter, Hit
from lakay.border.permissions import check_can_work
from lakay.border.rules import CallSource, closes_the_way
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.watchlist.queries import Hit as Met


@action("border.hit.acknowledge", Purpose.BORDER_CONTROL)
def acknowledge_hit(act: Act, *, by: Actor, at: datetime, encounter: Encounter, hit: Hit, command: UUID | None = None) -> None:
    """The officer has read the alert. Only then can the traveller be decided upon; a protective one never stands here."""
    check_can_work(by, encounter)
    act.subject(encounter.person_id)
    act.about(encounter.pk)
    act.update(hit, acknowledged_by=by.id, acknowledged_at=at)


def raise_alerts(act: Act, by: Actor, at: datetime, encounter: Encounter, found: Sequence[Met]) -> None:
    """What the list says of the traveller. A protective alert calls the protection desk; at the booth nothing else tells of it."""
    for hit in found:
        act.create(
            Hit,
            encounter=encounter,
            person=encounter.person,
            at=at,
            alert=hit.alert,
            category=hit.category,
            protective=hit.protective,
            silent=hit.silent,
            stops=hit.stop and not hit.protective and closes_the_way(hit.basis, hit.evidence),
            basis=str(hit.basis),
            evidence=[str(code) for code in hit.evidence],
        )
    if any(hit.protective for hit in found):
        new_call(act, by, at, encounter, source=CallSource.ALERT, reason="alert")
