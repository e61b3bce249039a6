"""What the chip of a document says, and what a seal on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from lakay.border.models import ChipCheck, Encounter, SealCheck
from lakay.border.permissions import check_can_decide
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose


@action("border.chip.check", Purpose.BORDER_CONTROL)
def record_chip(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    encounter: Encounter,
    verdict: str,
    step: str = "",
    reason: str = "",
    groups: Sequence[int] = (),
    command: UUID | None = None,
) -> None:
    """Keep the verdict on the chip (valid, forged, cannot_check). A forged one closes the way; one that cannot be checked never does."""
    check_can_decide(by, encounter)
    act.subject(encounter.person_id)
    act.about(encounter.pk)
    act.create(ChipCheck, encounter=encounter, at=at, verdict=verdict, step=step, reason=reason, groups=list(groups))


@action("border.seal.check", Purpose.BORDER_CONTROL)
def record_seal(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    encounter: Encounter,
    verdict: str,
    reason: str = "",
    elsewhere: bool = False,
    command: UUID | None = None,
) -> None:
    """Keep the verdict on a visible seal (valid, forged, cannot_check), and whether it was made for another document (`elsewhere`).
    It never closes the way; the second line sees it."""
    check_can_decide(by, encounter)
    act.subject(encounter.person_id)
    act.about(encounter.pk)
    act.create(SealCheck, encounter=encounter, at=at, verdict=verdict, reason=reason, elsewhere=elsewhere)
