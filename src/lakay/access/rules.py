"""Decisions of access that need no database: how long to wait, when a session sleeps or ends, what a password must be."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta
from itertools import pairwise

IDLE = timedelta(minutes=5)
"""Without a request for so long, a session locks (reliability.md: 5 to 10 minutes on shared machines)."""

LONGEST = timedelta(hours=12)
"""No session outlives a shift."""

SEEN_EVERY = timedelta(minutes=1)
"""How often the instant of the last request is written down."""

CHALLENGE_LIFE = timedelta(minutes=10)

MOST_FAILED_UNLOCKS = 5

FREE_FOR_ACCOUNT = 4
"""Wrong attempts on an account before each further one bars it for a while."""

FREE_FROM_DEVICE = 19
"""The same for a device: more, for a whole post may share one computer."""

ACCOUNT_LAPSE = timedelta(days=1)
DEVICE_LAPSE = timedelta(hours=1)
"""Failures are forgotten after so long without another: a shared computer sees an honest slip every day."""

FIRST_BAR = timedelta(seconds=30)
LONGEST_BAR = timedelta(hours=1)

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128


FIRST_TRIED = ("password", "motdepasse", "contrasena", "modpas", "lakay")


def bar_after(count: int, free: int) -> timedelta | None:
    """How long the next attempt waits after `count` that failed: nothing while free, then 30 s doubling up to an hour."""
    if count <= free:
        return None
    doublings = min(count - free - 1, 16)
    return min(FIRST_BAR * (1 << doublings), LONGEST_BAR)


def is_idle(last_seen_at: datetime, at: datetime) -> bool:
    """Whether a session has slept too long. A clock that jumped either way counts as sleep: who is there must show it again."""
    return abs(at - last_seen_at) >= IDLE


def is_over(created_at: datetime, at: datetime) -> bool:
    """Whether a session has outlived a shift."""
    return at - created_at >= LONGEST


def plain_username(typed: str) -> str:
    """A user name as it is stored: without blanks around it, in lower case, one form of each letter (NFKC)."""
    return unicodedata.normalize("NFKC", typed).strip().casefold()


def plain_code(typed: str) -> str:
    """A one-time or recovery code without what people put between its parts. `O`, `I`, `L` are read as digits."""
    kept = "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


def is_guessable(password: str, username: str) -> bool:
    """Whether a long password is still one of the first that anyone tries: one sign repeated, a run, the user name."""
    plain = password.casefold()
    steps = {ord(after) - ord(before) for before, after in pairwise(plain)}
    repeated = len(set(plain)) <= 3
    named = len(username) >= 4 and username in plain
    return repeated or named or steps in ({1}, {-1}) or plain.startswith(FIRST_TRIED)
