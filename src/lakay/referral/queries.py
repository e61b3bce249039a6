"""What pages ask about referrals. Everything a person sees goes through the policy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from lakay.access.policy import Permission
from lakay.access.visibility import visible
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.messaging.models import Message
from lakay.messaging.rules import MessageStatus
from lakay.protection.models import Intake
from lakay.referral.models import Agreed, Complaint, Delivery, Feedback, Referral, Reply, Step
from lakay.referral.rules.given import Basis
from lakay.referral.rules.packets import kept_until
from lakay.referral.rules.states import ENDS, Status
from lakay.services.models import Service

SOONEST = F("due_at").asc(nulls_last=True)
"""What has no deadline stands last, on either database."""


def live_consent(intake: Intake, recipient: str, at: datetime) -> Agreed | None:
    """The newest yes of the person to a recipient, if it was not taken back and has not run out."""
    newest = Agreed.objects.filter(intake=intake, recipient=recipient).order_by("-at", "-pk").first()
    if newest is None or newest.until <= at or newest.ends.exists():
        return None
    return newest


def consents_of(actor: Actor, purpose: Purpose, intake: Intake) -> list[Agreed]:
    """To whom the person agreed and did not take it back, the newest first."""
    return list(visible(actor, purpose, Agreed).filter(intake=intake, ends=None).order_by("-at", "-pk"))


def resting_on(agreed: Agreed) -> list[Referral]:
    """The referrals that went to a recipient because the person agreed, and are not over."""
    gone = Referral.objects.filter(intake=agreed.intake_id, to_provider=agreed.recipient, basis=Basis.CONSENT)
    return list(gone.exclude(status__in=[*ENDS, Status.DRAFTED]).order_by("pk"))


def referrals_of(actor: Actor, purpose: Purpose, intake: Intake) -> list[Referral]:
    """The referrals of a file in the actor's hands, also those that a colleague sent before, the newest first."""
    if not visible(actor, purpose, Intake).filter(pk=intake.pk, assigned_to=actor.id).exists():
        return list(
            visible(actor, purpose, Referral).filter(intake=intake.pk).select_related("service__provider").order_by("-at")
        )
    return list(Referral.objects.filter(intake=intake.pk).select_related("service__provider").order_by("-at", "-pk"))


def file_of(actor: Actor, purpose: Purpose, referral: Referral) -> Intake | None:
    """The file that a referral came from, if it is in the actor's hands."""
    if referral.intake is None:  # the person was erased
        return None
    return visible(actor, purpose, Intake).filter(pk=referral.intake, assigned_to=actor.id).first()


def find_referral(actor: Actor, purpose: Purpose, key: UUID) -> Referral | None:
    """A referral that the policy shows, or one of a file that is now in the actor's hands."""
    found = visible(actor, purpose, Referral).filter(pk=key).select_related("service__provider").first()
    if found is None:
        other = Referral.objects.filter(pk=key).select_related("service__provider").first()
        found = other if other and actor.may(Permission.REFERRAL_SEND) and file_of(actor, purpose, other) else None
    return found


def sent_by(actor: Actor, purpose: Purpose) -> QuerySet[Referral]:
    """The referrals that the actor follows and that still want something, whose deadline is next first."""
    own = visible(actor, purpose, Referral).filter(from_agency=actor.agency)
    return own.exclude(status__in=ENDS).select_related("service__provider").order_by(SOONEST, "pk")


def sent_to(actor: Actor, purpose: Purpose) -> QuerySet[Referral]:
    """What was sent to the actor's agency and still wants something of it."""
    mine = visible(actor, purpose, Referral).filter(to_agency=actor.agency).exclude(to_agency="")
    return mine.exclude(status__in=(*ENDS, Status.DRAFTED)).select_related("service__provider").order_by(SOONEST, "pk")


def delivered_to(actor: Actor, purpose: Purpose) -> list[Delivery]:
    """At the machine of a service: what came for the actor's agency and is not over, the most urgent first. The desk's own has the referral."""
    here = visible(actor, purpose, Delivery).filter(ended_at=None).exclude(referral__in=Referral.objects.values("pk"))
    return list(here.select_related("service__provider").order_by("urgency", "expires_at", "pk"))


def replies_to(delivery: Delivery) -> list[Reply]:
    """What was answered so far. The delivery itself must have been read through the policy."""
    return list(Reply.objects.filter(delivery=delivery).order_by("at", "pk"))


def read_of(delivery: Delivery, at: datetime) -> dict[str, Any] | None:
    """What the service may still read of the person on its own machine."""
    until = kept_until(delivery.ended_at, delivery.keep_days)
    return None if until is not None and until <= at else delivery.packet


def steps_of(referral: Referral) -> list[Step]:
    """Its way so far. The referral itself must have been read through the policy."""
    return list(Step.objects.filter(referral=referral).order_by("at", "pk"))


def feedback_of(referral: Referral) -> list[Feedback]:
    """What the person said of it."""
    return list(Feedback.objects.filter(referral=referral).order_by("at", "pk"))


@dataclass(frozen=True, slots=True)
class Teller:
    """A service that was told of somebody: when, whether with the name, how it ended, and whether it can still read it here."""

    service: Service
    sent: tuple[datetime, ...]
    named: bool
    status: str
    reads: bool


def told_of(intake: Intake) -> list[Teller]:
    """To whom something of a person went, the newest first: also what was called back, for it was read before."""
    gone = Referral.objects.filter(intake=intake.pk).exclude(sent_at=None).select_related("service__provider")
    sent: dict[UUID, list[datetime]] = {}
    for referral, at in Step.objects.filter(referral__in=gone, status=Status.SENT).order_by("at").values_list("referral", "at"):
        sent.setdefault(referral, []).append(at)
    return [
        Teller(one.service, tuple(sent.get(one.pk, ())), bool(one.named), one.status, one.packet is not None)
        for one in gone.order_by("-sent_at", "-pk")
    ]


def packet_for(referral: Referral, at: datetime) -> dict[str, Any] | None:
    """What the recipient may still read of the person."""
    until = kept_until(referral.ended_at, referral.keep_days)
    return None if until is not None and until <= at else referral.packet


def announced(referral: Referral) -> Message | None:
    """The newest message about a referral; nothing if none was written."""
    return Message.objects.filter(about=referral.pk).order_by("-at", "-pk").first()


def unsaid(actor: Actor, purpose: Purpose) -> QuerySet[Message]:
    """Messages about referrals that the actor sees as the desk, which were not handed over: those given up first, the newest first."""
    ours = visible(actor, purpose, Referral).filter(from_agency=actor.agency).values("pk")
    return (
        Message.objects.filter(about__in=ours)
        .exclude(status=MessageStatus.SENT)
        .order_by(F("next_at").asc(nulls_first=True), "-at")
    )


def spoken_of(messages: Iterable[Message]) -> dict[UUID, Referral]:
    """The referrals that some messages are about, by id. The messages must have been read through the policy."""
    return Referral.objects.in_bulk([one.about for one in messages if one.about])


def unsaid_one(actor: Actor, purpose: Purpose, key: UUID) -> Message | None:
    """One of them, of a referral that the actor follows."""
    held = visible(actor, purpose, Referral).filter(holder=actor.id).values("pk")
    return Message.objects.filter(pk=key, about__in=held).first()


def by_receipt(receipt: str) -> Referral | None:
    """The referral whose recipient holds a code. The code is the proof: no other question is asked."""
    if not receipt:
        return None
    return Referral.objects.filter(receipt=receipt).select_related("service__provider").first()


def complaints(actor: Actor, purpose: Purpose) -> QuerySet[Complaint]:
    """Complaints, those that wait first, the oldest of them on top."""
    return visible(actor, purpose, Complaint).order_by(F("answered_at").asc(nulls_first=True), "at", "pk")


def answer_to(number: str) -> Complaint | None:
    """A complaint by the number that was given for it."""
    return Complaint.objects.filter(number=number).first()


def number_of(complaint: UUID) -> str:
    """The number that somebody is told for their complaint."""
    return Complaint.objects.values_list("number", flat=True).get(pk=complaint)
