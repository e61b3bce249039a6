"""A desk that refers, a shelter with accounts, and a house across the line that has a telephone alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from lakay.protection.models import Intake
from lakay.referral.actions import agree_sharing, answer_referral, draft_referral, send_referral
from lakay.referral.models import Agreed, Referral
from lakay.referral.rules.given import AgreedGiven, Answered, Drafted
from lakay.referral.rules.states import Channel, Decline, Status
from lakay.services.models import Service
from tests.protection.office import NOW, agreed, childs_yes, opened
from tests.services.office import a_service, person

__all__ = ["NOW", "opened", "person"]

MINUTE = timedelta(minutes=1)


def a_boy(**more: Any) -> Intake:
    """Ti Jo, eleven, alone, in Nadège's hands; he and his mother agreed to be asked."""
    intake = opened("nadege", "child-alone", **{"sex": "M", "age": 11, **more})
    agreed(intake, answered=childs_yes())
    return intake


def said_yes(intake: Intake, recipient: str = "SSJE", **more: Any) -> Agreed:
    """He agrees that a provider is told, with his name."""
    values: dict[str, Any] = {
        "named": True,
        "method": "spoken",
        "language": "ht",
        "child": True,
        "assent": True,
        "guardian": "parent",
    } | more
    given = AgreedGiven(recipient, **{"until": NOW + timedelta(days=30), **values})
    receipt = agree_sharing(by=person("nadege"), at=NOW, intake=intake, given=given)
    return Agreed.objects.get(pk=receipt.id_of(Agreed))


def drafted(intake: Intake, service: Service | None = None, **more: Any) -> Referral:
    """A referral that has not gone yet."""
    given = Drafted(**{"note": "He is afraid of dogs.", **more})
    receipt = draft_referral(by=person("nadege"), at=NOW, intake=intake, service=service or a_service(), drafted=given)
    return Referral.objects.get(pk=receipt.id_of(Referral))


def sent(intake: Intake | None = None, service: Service | None = None) -> Referral:
    """A referral that the shelter has before it."""
    intake = intake or a_boy()
    referral = drafted(intake, service)
    said_yes(intake, referral.to_provider)
    send_referral(by=person("nadege"), at=NOW, referral=referral)
    return as_it_stands(referral.pk)


def answer(referral: Referral, step: Status, by: str = "sister", minutes: int = 1, **more: Any) -> Referral:
    """A step of the recipient."""
    values = {"reason": Decline.FULL if step is Status.DECLINED else None, "channel": Channel.PAGE} | more
    given = Answered(step, **values)
    answer_referral(by=person(by), at=NOW + minutes * MINUTE, referral=referral, answered=given)
    return as_it_stands(referral.pk)


def as_it_stands(key: UUID) -> Referral:
    """The referral as the table has it."""
    return Referral.objects.select_related("service__provider").get(pk=key)
