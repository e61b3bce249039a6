"""Sends what waits, oldest first. A message is marked when the gateway has it, so a crash in between sends it once more, never not at all."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from lakay.access.address_lock import is_hidden
from lakay.journal.keys import node_keys
from lakay.kernel import locks
from lakay.messaging.actions import NODE, hold_back, mark_failed, mark_sent
from lakay.messaging.gateways import Gateway, NotTaken
from lakay.messaging.models import Message
from lakay.messaging.rules import MessageStatus, Problem

IN_A_TURN = 50


@dataclass(frozen=True, slots=True)
class Sent:
    """How many messages a turn handed over, and how many it could not."""

    sent: int
    failed: int


def _go_on() -> bool:
    return False


def alone() -> AbstractContextManager[bool]:
    """Whether this process has the sending to itself: one at a time on a node, so that nothing is said twice."""
    return locks.alone(Path(settings.DATA) / "messages.lock")


def waiting(at: datetime) -> QuerySet[Message]:
    """What is to be tried at an instant: of this machine's own, for what another wrote is said there."""
    own = Message.objects.filter(node__in=("", node_keys().node), status=MessageStatus.WAITING, next_at__lte=at)
    return own.order_by("next_at", "pk")


def send_waiting(gateway: Gateway, now: Callable[[], datetime], ended: Callable[[], bool] = _go_on) -> Sent:
    """One turn of sending. Where the gateway is not reached the others wait for the next turn: they are not tried for nothing."""
    done: list[Problem | None] = []
    for message in waiting(now())[:IN_A_TURN]:
        if ended() or (done and done[-1] is Problem.UNREACHABLE):
            break
        done.append(_send(gateway, message, now()))
    return Sent(done.count(None), len(done) - done.count(None))


def _send(gateway: Gateway, message: Message, at: datetime) -> Problem | None:
    """Hand one over; why not, if it was not."""
    held = _held(message)
    if held is not None:
        hold_back(by=NODE, at=at, message=message, problem=held)
        return held
    try:
        gateway.send(message.pk, message.to, message.text)
    except NotTaken as refused:
        mark_failed(by=NODE, at=at, message=message, gateway=gateway.name, problem=refused.problem)
        return refused.problem
    mark_sent(by=NODE, at=at, message=message, gateway=gateway.name)
    return None


def _held(message: Message) -> Problem | None:
    """Why a message is not said at all: the words of an erased person are gone, or the address lock stands."""
    if not message.to or not message.text:
        return Problem.GONE
    return Problem.LOCKED if is_hidden(message, "to") else None
