"""What a traveller declares."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.border.models import Declaration, Encounter
from lakay.border.patterns.watching import watch_declaration
from lakay.border.permissions import check_can_work
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.people.blind import text_key


class AlreadyDeclared(ValueError):
    """What this traveller declares is written down already."""


@action("border.declaration.record", Purpose.BORDER_CONTROL)
def declare(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    encounter: Encounter,
    purpose: str = "",
    visa_shown: bool | None = None,
    address: str = "",
    phone: str = "",
    vehicle: str = "",
    watch: bool = True,
    command: UUID | None = None,
) -> None:
    """Why the traveller comes, where they will stay, and whether the visa was seen."""
    check_can_work(by, encounter)
    if Declaration.objects.filter(encounter=encounter).exists():
        raise AlreadyDeclared
    act.subject(encounter.person_id)
    act.about(encounter.pk)
    said = act.create(
        Declaration,
        encounter=encounter,
        person_id=encounter.person_id,
        at=at,
        purpose=purpose,
        visa_shown=visa_shown,
        address=address.strip(),
        phone=phone.strip(),
        vehicle=vehicle.strip().upper(),
        address_key=text_key("address", address),
        phone_key=text_key("phone", phone),
    )
    if watch:
        watch_declaration(act, by, at, encounter, said)
