"""To and from the machine of a service."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.referral.actions.answers import NoReason
from lakay.referral.models import Delivery, Referral, Reply
from lakay.referral.permissions import check_can_reply, check_holds
from lakay.referral.rules.given import Answered
from lakay.referral.rules.states import REFERRAL_STATES, Status, replied
from lakay.services.models import Service

PROTECTION = Purpose.PROTECTION


@action("referral.delivery.make", PROTECTION)
def deliver(act: Act, *, by: Actor, at: datetime, referral: Referral, post: str, command: UUID | None = None) -> None:
    """A referral that goes now goes to the service's own machine too. An event of its own: that of the referral names no machine."""
    now = Referral.objects.get(pk=referral.pk)
    check_holds(by, now)
    act.create(
        Delivery,
        at=at,
        node=act.batch.chain.head.origin.node,
        post=post,
        from_post=now.from_post,
        from_agency=now.from_agency,
        service=Service.objects.get(pk=now.service_id),
        to_agency=now.to_agency,
        urgency=now.urgency,
        expires_at=now.expires_at,
        keep_days=now.keep_days,
        case=now.case,
        referral=now.pk,
        packet=now.packet,
    )


@action("referral.delivery.end", PROTECTION)
def end_delivery(act: Act, *, by: Actor, at: datetime, delivery: Delivery, emptied: bool, command: UUID | None = None) -> None:
    """It is done, or it was called back or declined (`emptied`): then nothing of the person is to be read there any more."""
    act.update(delivery, ended_at=at, **({"packet": None} if emptied else {}))


@action("referral.delivery.hear", PROTECTION)
def hear(act: Act, *, by: Actor, at: datetime, delivery: Delivery, reply: Reply, command: UUID | None = None) -> None:
    """The desk's machine has taken an answer in."""
    act.update(delivery, heard=[*delivery.heard, reply.pk.hex])


@action("referral.reply.give", PROTECTION)
def give_reply(act: Act, *, by: Actor, at: datetime, delivery: Delivery, answered: Answered, command: UUID | None = None) -> None:
    """The service answers on its own machine. Raises NoReason, CannotMove."""
    now = Delivery.objects.select_for_update().get(pk=delivery.pk)
    check_can_reply(by, now)
    stands = replied(Reply.objects.filter(delivery=now).values_list("status", flat=True), now.expires_at, at)
    REFERRAL_STATES.check_can_move(Status.WITHDRAWN if now.packet is None else stands, answered.step)
    if answered.step is Status.DECLINED and answered.reason is None:
        raise NoReason
    act.create(
        Reply,
        delivery=now,
        post=now.from_post,
        at=at,
        status=answered.step.value,
        by=by.id,
        agency=by.agency,
        reason=answered.reason.value if answered.reason else "",
        note=answered.note.strip(),
    )
