"""Agreeing that somebody is told, and taking it back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.protection.models import Intake
from lakay.protection.rules.codes import Guardian
from lakay.protection.rules.consents import NotAnswered
from lakay.referral.models import Agreed, AgreedEnd
from lakay.referral.permissions import check_can_refer
from lakay.referral.rules.given import AgreedGiven

PROTECTION = Purpose.PROTECTION


@action("referral.agreed.record", PROTECTION)
def agree_sharing(act: Act, *, by: Actor, at: datetime, intake: Intake, given: AgreedGiven, command: UUID | None = None) -> None:
    """The person agreed that a provider is told, with the name or without. Raises NotAnswered for what is no yes of theirs."""
    check_can_refer(by, intake)
    _check(given, at)
    act.create(
        Agreed,
        intake=intake,
        at=at,
        until=given.until,
        recipient=given.recipient,
        named=given.named,
        method=given.method,
        language=given.language,
        child=given.child,
        assent=given.assent,
        guardian=given.guardian,
        by=by.id,
        agency=by.agency,
    )


def _check(given: AgreedGiven, at: datetime) -> None:
    """A child who says no is heard; for a child somebody answers who may."""
    if given.until <= at:
        raise NotAnswered("until")
    if given.child and given.assent is False:
        raise NotAnswered("assent")
    if given.child and given.guardian not in {Guardian.PARENT, Guardian.GUARDIAN, Guardian.AUTHORITY}:
        raise NotAnswered("guardian")


@action("referral.agreed.withdraw", PROTECTION)
def end_sharing(act: Act, *, by: Actor, at: datetime, agreed: Agreed, command: UUID | None = None) -> None:
    """The person takes it back: no yes to this recipient holds any more, also none that was given before or after.

    It is about the file alone. What went is called back by events of its own (`preparing.take_yes_back`): one that named the file together
    with its referrals would say openly what is sealed in each of them (ADR 26).
    """
    check_can_refer(by, agreed.intake)
    for each in Agreed.objects.filter(intake=agreed.intake_id, recipient=agreed.recipient, ends=None).order_by("pk"):
        act.create(AgreedEnd, agreed=each, intake_id=each.intake_id, at=at, by=by.id)
