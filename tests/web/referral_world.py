"""What there is to see of referrals: Mirlande refers the boy of her file to the house of IBESR, which Yves keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.messaging.actions import NODE, queue_message
from lakay.messaging.models import Message
from lakay.protection.models import Intake
from lakay.referral.actions import agree_sharing, complain, deliver, draft_referral, give_feedback, send_referral
from lakay.referral.models import Agreed, Complaint, Delivery, Referral
from lakay.referral.rules.given import AgreedGiven, Complained, Drafted, Told
from lakay.services.actions import count_room, write_provider, write_service
from lakay.services.models import Provider, Service

Sits = Callable[[str, str], Actor]

PROVIDER = {
    "code": "IBESR",
    "name": "IBESR",
    "category": "child-welfare",
    "country": "HTI",
    "agency": "IBESR",
    "sealing_key": "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f",
}
HOUSE = {"code": "IBESR-1", "type": "shelter-child", "name": "Kay Timoun", "place": "HT0421", "hidden": True, "languages": ["ht"]}
NOTE = "He is afraid of dogs."


def settle_referrals(sits: Sits, records: Mapping[str, Any]) -> dict[str, Any]:
    """The house in the directory with room, a referral that has not gone, one that has, and a complaint."""
    now = SystemClock().now()
    mirlande, ginette = sits("mirlande", "HT-OUA"), sits("ginette", "HT-OUA")
    write_provider(by=ginette, at=now, values=PROVIDER)
    write_service(by=ginette, at=now, provider=Provider.objects.get(code="IBESR"), values=HOUSE)
    house = Service.objects.select_related("provider").get()
    count_room(by=sits("yves", ""), at=now, service=house, capacity=12, occupied=9)
    intake = Intake.objects.get(pk=records["file_mirlande"])
    yes = AgreedGiven("IBESR", True, "spoken", "ht", now + timedelta(days=30), True, True, "parent")
    agreed = agree_sharing(by=mirlande, at=now, intake=intake, given=yes).id_of(Agreed)
    drafted, sent = (_draft(mirlande, intake, house) for _two in range(2))
    send_referral(by=mirlande, at=now, referral=Referral.objects.get(pk=sent))
    gone = Referral.objects.get(pk=sent)
    give_feedback(by=mirlande, at=now, referral=gone, told=Told(True, True, None, "He laughed."), channel="desk")
    said = Complained("I waited all day.", "hotline", "3712 0000", safe=False)
    complaint = complain(by=sits("nadege", "HT-OUA"), at=now, given=said).id_of(Complaint)
    return {
        "service": house.pk,
        "agreed": agreed,
        "referral_drafted": drafted,
        "referral_sent": sent,
        "receipt_code": gone.receipt,
        "complaint": complaint,
        "message": _message(sent),
        "delivery": deliver(by=mirlande, at=now, referral=gone, post="SSJE").id_of(Delivery),
        "complaint_number": Complaint.objects.get(pk=complaint).number,
    }


def _draft(by: Actor, intake: Intake, house: Service) -> UUID:
    drafted = Drafted(note=NOTE, phone="+50937120000")
    return draft_referral(by=by, at=SystemClock().now(), intake=intake, service=house, drafted=drafted).id_of(Referral)


def _message(about: UUID) -> UUID:
    """A message to the telephone of the house that nobody has handed over."""
    at = SystemClock().now()
    made = queue_message(by=NODE, at=at, to="+50937120001", text="Lakay", language="ht", about=about)
    return made.id_of(Message)
