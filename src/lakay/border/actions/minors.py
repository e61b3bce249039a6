"""The step for a child."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.border.actions.calls import new_call
from lakay.border.models import Encounter, MinorCheck
from lakay.border.patterns.watching import watch_minor
from lakay.border.permissions import check_can_work
from lakay.border.rules import Accompanied, CallSource
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

CALLING = frozenset({Accompanied.ALONE, Accompanied.NOT_PARENT, Accompanied.UNSURE})
"""Answers that call the protection desk."""


@action("border.minor.check", Purpose.BORDER_CONTROL)
def check_minor(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    encounter: Encounter,
    answer: Accompanied,
    companion: Encounter | None = None,
    companion_name: str = "",
    authorisation: UUID | None = None,
    paper: str = "",
    watch: bool = True,
    command: UUID | None = None,
) -> None:
    """Who comes with the child and on what authority. `companion` is the encounter of the adult, where they stood there too."""
    check_can_work(by, encounter)
    act.subject(encounter.person_id)
    act.about(encounter.pk)
    check = act.create(
        MinorCheck,
        encounter=encounter,
        person_id=encounter.person_id,
        at=at,
        officer=by.id,
        answer=answer,
        companion_id=companion.person_id if companion else None,
        companion_encounter=companion.pk if companion else None,
        companion_name=companion_name.strip(),
        authorisation=authorisation,
        paper=paper.strip(),
    )
    if answer in CALLING:
        new_call(act, by, at, encounter, source=CallSource.MINOR, reason=str(answer))
    if watch:
        watch_minor(act, by, at, encounter, check)
