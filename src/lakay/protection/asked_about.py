"""Which files of the protection desk a form may be filled about: those in one's own hands."""

from __future__ import annotations

from uuid import UUID

from lakay.access.visibility import visible
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.protection.models import Intake
from lakay.protection.rules.intakes import OPEN


def in_my_hands(actor: Actor, record: UUID) -> bool:
    """Whether an open file is with whoever asks. A file of somebody else is not even known to exist."""
    found = visible(actor, Purpose.PROTECTION, Intake)
    return found.filter(pk=record, assigned_to=actor.id, status__in=OPEN).exists()
