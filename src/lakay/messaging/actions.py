"""Messages are queued inside the action that wants them said, so that nothing is said that did not happen."""

from __future__ import annotations

import threading
from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.purposes import Purpose
from lakay.messaging.models import Message, Received
from lakay.messaging.pack import quiet_hours
from lakay.messaging.permissions import check_can_handle
from lakay.messaging.rules import LONGEST, MESSAGE_STATES, MessageStatus, Problem, check_message, next_try

PROTECTION = Purpose.PROTECTION
NODE = system_actor("messaging")
"""The node itself, which sends what waits and takes what comes."""

WRITTEN = threading.Event()
"""Set when a message was written in this process, so that it goes at once."""


def new_message(
    act: Act, *, at: datetime, to: str, text: str, language: str, about: UUID | None = None, urgent: bool = False
) -> Message:
    """A message, inside an action. What is not urgent waits until the quiet hours of the pack are over. Raises BadMessage."""
    check_message(to, text)
    quiet = None if urgent else quiet_hours()
    act.on_commit(WRITTEN.set)
    node, next_at = act.batch.chain.head.origin.node, quiet.over(at) if quiet else at
    return act.create(Message, at=at, to=to, text=text, language=language, about=about, next_at=next_at, node=node)


def drop_about(act: Act, about: UUID, at: datetime) -> None:
    """What still waits to be said of a record is not said any more, inside an action."""
    for message in Message.objects.filter(about=about, status=MessageStatus.WAITING):
        _drop(act, message, at, Problem.ENDED)


def _drop(act: Act, message: Message, at: datetime, problem: Problem) -> None:
    MESSAGE_STATES.check_can_move(MessageStatus(message.status), MessageStatus.DROPPED)
    act.update(message, status=MessageStatus.DROPPED, next_at=None, ended_at=at, problem=problem)


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
    """Let something be said to a telephone that has just spoken to us. Raises BadMessage."""
    new_message(act, at=at, to=to, text=text, language=language, about=about, urgent=True)


@action("messaging.message.sent", PROTECTION)
def mark_sent(act: Act, *, by: Actor, at: datetime, message: Message, gateway: str, command: UUID | None = None) -> None:
    """A gateway took it."""
    MESSAGE_STATES.check_can_move(MessageStatus(message.status), MessageStatus.SENT)
    tries = message.tries + 1
    act.update(
        message, status=MessageStatus.SENT, sent_at=at, ended_at=at, gateway=gateway, next_at=None, tries=tries, problem=""
    )


@action("messaging.message.failed", PROTECTION)
def mark_failed(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    message: Message,
    gateway: str,
    problem: Problem = Problem.UNREACHABLE,
    command: UUID | None = None,
) -> None:
    """A gateway did not take it: it is tried again later, and given up after some tries."""
    tries = message.tries + 1
    again = next_try(tries, at)
    status = MessageStatus.WAITING if again else MessageStatus.FAILED
    MESSAGE_STATES.check_can_move(MessageStatus(message.status), status)
    ended_at = None if again else at
    act.update(message, status=status, tries=tries, next_at=again, ended_at=ended_at, gateway=gateway, problem=problem)


@action("messaging.message.hold", PROTECTION)
def hold_back(act: Act, *, by: Actor, at: datetime, message: Message, problem: Problem, command: UUID | None = None) -> None:
    """The node does not say it: its words were erased, or the address of whom it is about was locked since."""
    _drop(act, message, at, problem)


@action("messaging.message.drop", PROTECTION)
def drop_message(act: Act, *, by: Actor, at: datetime, message: Message, command: UUID | None = None) -> None:
    """The desk takes a message out that was not handed over yet. Raises CannotMove."""
    check_can_handle(by)
    _drop(act, Message.objects.get(pk=message.pk), at, Problem.BY_HAND)


@action("messaging.message.again", PROTECTION)
def send_again(act: Act, *, by: Actor, at: datetime, message: Message, command: UUID | None = None) -> None:
    """The desk lets a message be tried anew that was given up or taken out. Raises CannotMove."""
    check_can_handle(by)
    now = Message.objects.get(pk=message.pk)
    if now.status == MessageStatus.WAITING:
        act.update(now, next_at=at)
    else:
        MESSAGE_STATES.check_can_move(MessageStatus(now.status), MessageStatus.WAITING)
        act.update(now, status=MessageStatus.WAITING, tries=0, next_at=at, ended_at=None, problem="")
    act.on_commit(WRITTEN.set)


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
