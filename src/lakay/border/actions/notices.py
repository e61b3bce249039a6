"""Papers that a traveller takes away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.border.models import Crossing
from lakay.border.permissions import check_can_print
from lakay.border.rules import Decision
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose


class NotRefused(ValueError):
    """Only who was refused gets a notice of it."""


@action("border.notice.print", Purpose.BORDER_CONTROL)
def print_notice(act: Act, *, by: Actor, at: datetime, crossing: Crossing, language: str, command: UUID | None = None) -> None:
    """The notice of a refusal, with the rights of the traveller, was printed in their language. It changes nothing; it is on record."""
    check_can_print(by, crossing.post)
    if crossing.decision != Decision.REFUSED:
        raise NotRefused
    act.subject(crossing.person_id)
    act.about(crossing.pk, crossing.encounter_id)
    act.note()
