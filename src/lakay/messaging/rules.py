"""When a message is tried, and how long it is worth trying. Values in, values out."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import StrEnum

from lakay.kernel.states import NOBODY, States

LONGEST = 459
"""Characters of three parts of a GSM message; a letter outside the GSM alphabet makes it two hundred and one (GSM 03.38)."""

TRIES = 6
FIRST_REST = timedelta(minutes=1)

_PHONE = re.compile(r"\+[0-9]{7,15}")


class MessageStatus(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


MESSAGE_STATES = States(
    starts=frozenset({MessageStatus.WAITING}),
    allowed={
        MessageStatus.WAITING: frozenset({MessageStatus.WAITING, MessageStatus.SENT, MessageStatus.FAILED}),
        MessageStatus.SENT: frozenset(),
        MessageStatus.FAILED: frozenset(),
    },
    turns={MessageStatus.WAITING: "node", MessageStatus.SENT: NOBODY, MessageStatus.FAILED: NOBODY},
)


class BadMessage(ValueError):
    """No number to send to, or nothing or too much to say."""


def check_message(to: str, text: str) -> None:
    """Raise BadMessage for what no gateway would take. Numbers are E.164: +509…"""
    if not _PHONE.fullmatch(to) or not text.strip() or len(text) > LONGEST:
        raise BadMessage


def rest_after(tries: int) -> timedelta:
    """How long to wait after so many failed tries: one minute, then twice as long each time."""
    rest: timedelta = FIRST_REST * (1 << (tries - 1))
    return rest


def next_try(tries: int, at: datetime) -> datetime | None:
    """When to try again after a failed try; None if it is given up."""
    return at + rest_after(tries) if tries < TRIES else None
