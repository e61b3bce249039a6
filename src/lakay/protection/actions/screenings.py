"""Answers to an instrument, as one fact."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.protection.actions.intakes import more_urgent
from lakay.protection.models import Intake, Screening
from lakay.protection.pack import the_pack
from lakay.protection.permissions import check_is_theirs
from lakay.protection.queries import may_ask
from lakay.protection.rules.codes import IntakeStatus
from lakay.protection.rules.given import ScreeningGiven
from lakay.protection.rules.instruments import checked, signals


@action("protection.screening.record", Purpose.PROTECTION)
def record_screening(
    act: Act, *, by: Actor, at: datetime, intake: Intake, given: ScreeningGiven, command: UUID | None = None
) -> None:
    """Somebody was asked. What the answers say of urgency counts at once. Raises BadAnswers, NoSuchInstrument."""
    check_is_theirs(by, intake)
    instrument = the_pack().instrument(given.instrument, given.version)
    answers = checked(instrument, given.answers)
    if instrument.consent and not may_ask(intake, at):
        raise NotAllowed(_("These questions wait for a yes. Help does not."))
    new_screening(act, by, at, intake, given, answers)
    now = Intake.objects.select_for_update().get(pk=intake.pk)
    more_urgent(act, now, signals(instrument, answers), at, after=IntakeStatus.SCREENED)


def new_screening(act: Act, by: Actor, at: datetime, intake: Intake, given: ScreeningGiven, answers: dict[str, Any]) -> Screening:
    """Answers that were checked, inside an action."""
    return act.create(
        Screening,
        intake=intake,
        at=at,
        began_at=given.began_at,
        instrument=given.instrument,
        version=given.version,
        answers=answers,
        private=given.setting.private,
        interpreter=given.setting.interpreter.value,
        interviewer_sex=given.setting.interviewer_sex,
        by=by.id,
        agency=by.agency,
        post=by.post,
        channel=given.channel,
    )
