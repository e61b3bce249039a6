"""Keys of senders: made here, shown once, kept only as a digest; and how often a sender may call."""

from __future__ import annotations

import secrets
import threading
import time
from collections import deque
from hashlib import sha256

from lakay.border.models import Feed

PREFIX = "lakay-"
A_MINUTE, CALLS, GUESSES = 60.0, 30, 600
"""So many files a minute from one sender, and so many wrong keys a minute from all together, in each process."""

_calls: dict[str, deque[float]] = {}
_lock = threading.Lock()


def new_key() -> str:
    """A key of 256 random bits, in letters that can be typed."""
    return PREFIX + secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    """What is kept of a key. It is random and long, so that a plain digest cannot be tried out."""
    return sha256(key.encode()).hexdigest()


def feed_of(key: str) -> Feed | None:
    """The sender who has this key, if it still holds."""
    if not key.startswith(PREFIX):
        return None
    return Feed.objects.filter(digest=digest_of(key), ended_at=None).exclude(decided_by=None).first()


def may_call(who: str, most: int = CALLS, now: float | None = None) -> bool:
    """Whether a sender has not called more than `most` times in the last minute; the call is counted if so."""
    now = time.monotonic() if now is None else now
    with _lock:
        calls = _calls.setdefault(who, deque())
        while calls and now - calls[0] >= A_MINUTE:
            calls.popleft()
        if len(calls) >= most:
            return False
        calls.append(now)
        return True


def forget_calls() -> None:
    """Begin to count anew."""
    with _lock:
        _calls.clear()
