"""Referrals for services that have a machine of their own: they go there when they are sent, and the answers are taken in at the desk's."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from lakay.journal.keys import node_keys
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.kernel.clock import Clock
from lakay.kernel.states import CannotMove
from lakay.referral.actions.answers import CODE_HOLDER, AlreadySo, answer_referral
from lakay.referral.actions.deliveries import deliver, end_delivery, hear
from lakay.referral.actions.referrals import send_referral
from lakay.referral.models import Delivery, Referral, Reply
from lakay.referral.rules.given import Answered
from lakay.referral.rules.states import Channel, Decline, Status
from lakay.services.models import Provider

GONE = {Status.WITHDRAWN, Status.DECLINED}


def send(*, by: Actor, at: datetime, referral: Referral) -> None:
    """Send a referral, and let it go to the service's own machine if it has one. Both, or neither; raises as `send_referral` does."""
    post = Provider.objects.values_list("post", flat=True).get(services=referral.service_id)
    with one_turn():
        send_referral(by=by, at=at, referral=referral)
        if post and referral.to_agency:
            deliver(by=by, at=at, referral=referral, post=post)


def take_replies(clock: Clock) -> int:
    """At the desk's machine: take in what services answered on theirs, and end what is over. Returns how many answers there were."""
    taken = 0
    for delivery in Delivery.objects.filter(node=node_keys().node, ended_at=None).order_by("at", "pk"):
        referral = Referral.objects.filter(pk=delivery.referral).first() if delivery.referral else None
        for reply in _unheard(delivery):
            _take(delivery, referral, reply, clock)
            taken += 1
        _end(delivery, referral, clock)
    return taken


def _unheard(delivery: Delivery) -> list[Reply]:
    return [one for one in Reply.objects.filter(delivery=delivery).order_by("at", "pk") if one.pk.hex not in delivery.heard]


def _take(delivery: Delivery, referral: Referral | None, reply: Reply, clock: Clock) -> None:
    """Two events in one turn, so that none names the desk's referral together with what travels.

    An answer counts from when it was given: one that was given in time and came late, because a line was down, is no late answer.
    What was given too late, or after the desk had taken the referral back, changes nothing.
    """
    reason = Decline(reply.reason) if reply.reason else None
    answered = Answered(Status(reply.status), Channel.NODE, reason, reply.note)
    with one_turn():
        with suppress(CannotMove, AlreadySo):
            if referral is not None:  # the person was not erased since
                answer_referral(by=CODE_HOLDER, at=_given_at(reply, referral, clock.now()), referral=referral, answered=answered)
        hear(by=CODE_HOLDER, at=clock.now(), delivery=delivery, reply=reply)


def _given_at(reply: Reply, referral: Referral, now: datetime) -> datetime:
    """When an answer was given, by the clock of the machine it was given on; now, where that clock cannot have been right."""
    return reply.at if referral.sent_at is not None and referral.sent_at <= reply.at <= now else now


def _end(delivery: Delivery, referral: Referral | None, clock: Clock) -> None:
    now = Referral.objects.filter(pk=referral.pk).first() if referral else None
    emptied = now is None or now.status in GONE or now.sent_at != delivery.at
    if emptied or (now is not None and now.status == Status.DONE):
        end_delivery(by=CODE_HOLDER, at=clock.now(), delivery=delivery, emptied=emptied)
