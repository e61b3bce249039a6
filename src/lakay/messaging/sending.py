"""Sends what waits, oldest first. A message is marked when the gateway has it, so a crash in between sends it once more, never not at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lakay.messaging.actions import NODE, mark_failed, mark_sent
from lakay.messaging.gateways import Gateway, NotTaken
from lakay.messaging.models import Message
from lakay.messaging.rules import MessageStatus

IN_A_TURN = 50


@dataclass(frozen=True, slots=True)
class Sent:
    """How many messages a turn handed over, and how many it could not."""

    sent: int
    failed: int


def send_waiting(gateway: Gateway, now: Callable[[], datetime]) -> Sent:
    """One turn of sending. The words of an erased person are gone, and such a message is given up."""
    waiting = Message.objects.filter(status=MessageStatus.WAITING, next_at__lte=now()).order_by("next_at", "pk")
    done = [_send(gateway, message, now()) for message in waiting[:IN_A_TURN]]
    return Sent(done.count(True), done.count(False))


def _send(gateway: Gateway, message: Message, at: datetime) -> bool:
    taken = bool(message.to and message.text)
    if taken:
        try:
            gateway.send(message.pk, message.to, message.text)
        except NotTaken:
            taken = False
    mark = mark_sent if taken else mark_failed
    mark(by=NODE, at=at, message=message, gateway=gateway.name)
    return taken
