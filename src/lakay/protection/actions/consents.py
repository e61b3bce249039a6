"""Answers about consent, and taking them back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.protection.models import ConsentAnswer, ConsentEnd, Intake
from lakay.protection.permissions import check_is_theirs
from lakay.protection.rules.consents import Answered


@action("protection.consent.record", Purpose.PROTECTION)
def record_consent(act: Act, *, by: Actor, at: datetime, intake: Intake, answered: Answered, command: UUID | None = None) -> None:
    """The seven statements were read, and answered one by one. Raises NotAnswered for what is missing; a no is an answer."""
    check_is_theirs(by, intake)
    answered.check(at)
    act.create(
        ConsentAnswer,
        intake=intake,
        at=at,
        answers=dict(answered.answers),
        version=answered.version,
        language=answered.language,
        method=answered.method.value,
        informed=sorted(code.value for code in answered.informed),
        until=answered.until,
        witness=answered.witness.strip(),
        child=answered.child,
        assent=answered.assent,
        guardian=answered.guardian.value if answered.guardian else "",
        guardian_name=answered.guardian_name.strip(),
        by=by.id,
        agency=by.agency,
    )


@action("protection.consent.withdraw", Purpose.PROTECTION)
def withdraw_consent(
    act: Act, *, by: Actor, at: datetime, consent: ConsentAnswer, reason: str = "", command: UUID | None = None
) -> None:
    """The person takes it back. Nobody asks why, and it is never too late or too often."""
    check_is_theirs(by, consent.intake)
    act.create(ConsentEnd, consent=consent, intake_id=consent.intake_id, at=at, by=by.id, reason=reason.strip())
