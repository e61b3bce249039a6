"""Messages are queued inside the action that wants them said, so that nothing is said that did not happen."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.purposes import Purpose
from lakay.messaging.models import Message, Received
from lakay.messaging.rules import LONGEST, MESSAGE_STATES, MessageStatus, check_message, next_try

PROTECTION = Purpose.PROTECTION
NODE = system_actor("messaging")
"""The node itself, which sends what waits and takes what comes."""


def new_message(act: Act, *, at: datetime, to: str, text: str, language: str, about: UUID | None = None) -> Message:
    """A message, inside an action. Raises BadMessage."""
    check_message(to, text)
    return act.create(Message, at=at, to=to, text=text, language=language, about=about, next_at=at)


@action("messaging.message.queue", PROTECTION)
def queue_message(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    to: str,
    text: str,
    language: str,
    about: UUID | None = None,
    command: UUID | None = None,
) -> None:
    """Let something be said to a telephone. Raises BadMessage."""
    new_message(act, at=at, to=to, text=text, language=language, about=about)


@action("messaging.message.sent", PROTECTION)
def mark_sent(act: Act, *, by: Actor, at: datetime, message: Message, gateway: str, command: UUID | None = None) -> None:
    """A gateway took it."""
    MESSAGE_STATES.check_can_move(MessageStatus(message.status), MessageStatus.SENT)
    act.update(message, status=MessageStatus.SENT, sent_at=at, gateway=gateway, next_at=None, tries=message.tries + 1)


@action("messaging.message.failed", PROTECTION)
def mark_failed(act: Act, *, by: Actor, at: datetime, message: Message, gateway: str, command: UUID | None = None) -> None:
    """A gateway did not take it: it is tried again later, and given up after some tries."""
    tries = message.tries + 1
    again = next_try(tries, at)
    status = MessageStatus.WAITING if again else MessageStatus.FAILED
    MESSAGE_STATES.check_can_move(MessageStatus(message.status), status)
    act.update(message, status=status, tries=tries, next_at=again, gateway=gateway)


@action("messaging.message.take", PROTECTION)
def take_message(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    sender: str,
    text: str,
    gateway: str,
    ref: str = "",
    understood: bool = False,
    command: UUID | None = None,
) -> None:
    """A telephone said something. `ref` is the gateway's number of it: what came before is not written again."""
    if ref and Received.objects.filter(gateway=gateway, ref=ref).exists():
        return
    act.create(Received, at=at, gateway=gateway, ref=ref, sender=sender[:20], text=text[:LONGEST], understood=understood)
