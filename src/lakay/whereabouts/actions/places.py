"""Places, closed before they come here, and every look at them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.whereabouts.models import Circle, Glass, Opening, Seen, Stay
from lakay.whereabouts.permissions import check_holds, check_is_broken_for, check_keeps, check_not_guessing
from lakay.whereabouts.rules.sealing import Sealed

PROTECTION = Purpose.PROTECTION


@action("whereabouts.place.record", PROTECTION)
def record_place(act: Act, *, by: Actor, at: datetime, circle: Circle, sealed: Sealed, command: UUID | None = None) -> None:
    """The person stays somewhere from now on; where they stayed before remains as their way here."""
    check_keeps(by, circle)
    act.create(
        Stay,
        circle=circle,
        intake_id=circle.intake_id,
        at=at,
        by=by.id,
        box=sealed.box,
        wraps=sealed.wraps,
        sealed_at=at,
        sealed_by=by.id,
    )


@action("whereabouts.place.reseal", PROTECTION)
def reseal(
    act: Act, *, by: Actor, at: datetime, circle: Circle, sealed: Mapping[UUID, Sealed], command: UUID | None = None
) -> None:
    """All places are closed anew for those who hold keys now: a key was lost, somebody came or left."""
    check_holds(by, circle)
    act.subject(circle.intake_id)
    act.note()
    for stay in Stay.objects.filter(circle=circle, pk__in=list(sealed)):
        fresh = sealed[stay.pk]
        act.update(stay, box=fresh.box, wraps=fresh.wraps, sealed_at=at, sealed_by=by.id)


@action("whereabouts.place.open", PROTECTION)
def record_opening(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    circle: Circle,
    why: str,
    worked: bool = True,
    glass: Glass | None = None,
    command: UUID | None = None,
) -> None:
    """Somebody opens where the person stays, or tried to (`worked` false). Entered before anything is shown."""
    if glass is None:
        check_holds(by, circle)
        check_not_guessing(by, circle, at)
    else:
        check_is_broken_for(by, glass, at)
    act.create(Opening, circle=circle, intake_id=circle.intake_id, at=at, by=by.id, worked=worked, glass=glass, why=why.strip())


@action("whereabouts.opening.see", PROTECTION)
def see_openings(act: Act, *, by: Actor, at: datetime, circle: Circle, command: UUID | None = None) -> None:
    """A keyholder has read who else looked."""
    check_holds(by, circle)
    known = Seen.objects.filter(by=by.id, opening__circle=circle).values("opening")
    for opening in Opening.objects.filter(circle=circle).exclude(by=by.id).exclude(pk__in=known).order_by("at", "pk"):
        act.create(Seen, opening=opening, intake_id=circle.intake_id, at=at, by=by.id)
    act.subject(circle.intake_id)
    act.note()
