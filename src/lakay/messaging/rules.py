"""When a message is tried, and how long it is worth trying. Values in, values out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

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
    DROPPED = "dropped"


class Problem(StrEnum):
    """Why a message was not handed over."""

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    NO_STORE = "no_store"
    NO_WAY = "no_way"
    GONE = "gone"
    LOCKED = "locked"
    ENDED = "ended"
    BY_HAND = "by_hand"


MESSAGE_STATES = States(
    starts=frozenset({MessageStatus.WAITING}),
    allowed={
        MessageStatus.WAITING: frozenset(MessageStatus),
        MessageStatus.SENT: frozenset(),
        MessageStatus.FAILED: frozenset({MessageStatus.WAITING, MessageStatus.DROPPED}),
        MessageStatus.DROPPED: frozenset({MessageStatus.WAITING}),
    },
    turns={
        MessageStatus.WAITING: "node",
        MessageStatus.SENT: NOBODY,
        MessageStatus.FAILED: "desk",
        MessageStatus.DROPPED: NOBODY,
    },
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


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours of the day in which no telephone rings for what can wait; over midnight too."""

    begins: time
    ends: time
    zone: ZoneInfo

    def over(self, at: datetime) -> datetime:
        """When something that is said at an instant may ring: then, or when the quiet hours are over."""
        here = at.astimezone(self.zone)
        over = here.replace(hour=self.ends.hour, minute=self.ends.minute, second=0, microsecond=0)
        over = over if over > here else over + timedelta(days=1)
        return over.astimezone(at.tzinfo) if self._holds(here.time()) else at

    def _holds(self, now: time) -> bool:
        if self.begins <= self.ends:
            return self.begins <= now < self.ends
        return now >= self.begins or now < self.ends
