"""The way of a referral, and whose turn it is. That it ran out is said by the clock (as at the protection desk, ADR 0020)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from lakay.kernel.states import NOBODY, States


class Status(StrEnum):
    """Where a referral stands."""

    DRAFTED = "drafted"
    SENT = "sent"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    BEGUN = "begun"
    DONE = "done"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Channel(StrEnum):
    """How a step became known."""

    PAGE = "page"
    CODE = "code"
    SMS = "sms"
    PHONE = "phone"
    NODE = "node"


class Decline(StrEnum):
    """Why a service says no."""

    FULL = "full"
    NOT_FOR_THEM = "not_for_them"
    NO_MEANS = "no_means"
    UNSAFE = "unsafe"
    NOT_COME = "not_come"
    OTHER = "other"


_DRAFTED, _SENT, _RECEIVED, _ACCEPTED, _DECLINED, _BEGUN, _DONE, _WITHDRAWN, _EXPIRED = Status

SENDER, RECIPIENT = "sender", "recipient"

REFERRAL_STATES = States(
    starts=frozenset({_DRAFTED}),
    allowed={
        _DRAFTED: frozenset({_SENT, _WITHDRAWN}),
        _SENT: frozenset({_RECEIVED, _ACCEPTED, _DECLINED, _WITHDRAWN, _EXPIRED}),
        _RECEIVED: frozenset({_ACCEPTED, _DECLINED, _WITHDRAWN, _EXPIRED}),
        _ACCEPTED: frozenset({_BEGUN, _DECLINED, _WITHDRAWN}),
        _DECLINED: frozenset({_SENT, _WITHDRAWN}),
        _BEGUN: frozenset({_DONE, _WITHDRAWN}),
        _DONE: frozenset(),
        _WITHDRAWN: frozenset(),
        _EXPIRED: frozenset({_SENT, _WITHDRAWN}),
    },
    turns={
        _DRAFTED: SENDER,
        _SENT: RECIPIENT,
        _RECEIVED: RECIPIENT,
        _ACCEPTED: RECIPIENT,
        _DECLINED: SENDER,
        _BEGUN: RECIPIENT,
        _DONE: NOBODY,
        _WITHDRAWN: NOBODY,
        _EXPIRED: SENDER,
    },
)

ANSWERS = (_RECEIVED, _ACCEPTED, _DECLINED, _BEGUN, _DONE)
"""Steps that only the recipient takes, by whatever channel."""

WAITING = (_SENT, _RECEIVED)
"""States that run out if nobody answers."""

ENDS = (_DONE, _WITHDRAWN)


def stands(status: str, expires_at: datetime | None, at: datetime) -> Status:
    """Where a referral stands at an instant: one that nobody answered in time has run out."""
    kept = Status(status)
    return _EXPIRED if kept in WAITING and expires_at is not None and expires_at <= at else kept


def replied(steps: Iterable[str], expires_at: datetime, at: datetime) -> Status:
    """Where a referral stands at the machine of its service, by its answers so far, in any order."""
    order = list(Status)
    furthest = max((Status(step) for step in steps), key=order.index, default=_SENT)
    return stands(furthest, expires_at, at)


def possible(now: Status, side: str) -> list[Status]:
    """The steps that a side may take from a state, in the order of the way."""
    own = set(ANSWERS) if side == RECIPIENT else {_SENT, _WITHDRAWN}
    return [one for one in Status if one in REFERRAL_STATES.allowed[now] & own]


def is_late(status: Status, due_at: datetime | None, at: datetime) -> bool:
    """Whether somebody's turn has lasted longer than the table allows."""
    return bool(REFERRAL_STATES.turns[status]) and due_at is not None and due_at < at
