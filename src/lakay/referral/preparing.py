"""What the person answers and what follows from it, in one turn: several events, so that none names the file and its referral together (ADR 26)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.protection.models import Intake
from lakay.referral.actions import agree_sharing, draft_referral, end_sharing, follow_referral, withdraw_referral
from lakay.referral.models import Agreed, Referral
from lakay.referral.queries import live_consent, resting_on
from lakay.referral.rules.given import AgreedGiven, Drafted
from lakay.services.models import Service


def prepare(
    *,
    by: Actor,
    at: datetime,
    intake: Intake,
    service: Service,
    given: AgreedGiven | None,
    drafted: Drafted,
    command: UUID | None = None,
) -> UUID:
    """Write down the yes, if one was given now, and the draft. Returns its id. Both, or neither.

    Raises NotAnswered, NoGrounds, NotUrgent, NotAllowed, CommandReused.
    """
    with one_turn():
        receipt = draft_referral(by=by, at=at, intake=intake, service=service, drafted=drafted, command=command)
        if given is not None and live_consent(intake, given.recipient, at) is None:
            agree_sharing(by=by, at=at, intake=intake, given=given)
    return receipt.id_of(Referral)


def take_yes_back(*, by: Actor, at: datetime, agreed: Agreed) -> None:
    """The person takes a yes back: every referral that went on the strength of it is called back, whoever followed it. All, or nothing.

    Raises NotAllowed.
    """
    with one_turn():
        end_sharing(by=by, at=at, agreed=agreed)
        for referral in resting_on(agreed):
            if referral.holder != by.id:
                follow_referral(by=by, at=at, referral=referral)
            withdraw_referral(by=by, at=at, referral=referral)
