"""Wrong codes and numbers are counted over everybody, never by address: behind one address sits a whole town."""

from __future__ import annotations

import threading
import time
from collections import deque

GUESSES, A_MINUTE = 30, 60.0
"""So many wrong ones a minute and process. A receipt has 55 random bits: guessing one takes longer than any receipt lives."""

_lock = threading.Lock()
_wrong: deque[float] = deque()


def may_guess(now: float | None = None) -> bool:
    """Whether fewer than GUESSES wrong ones came in the last minute; this one is counted if so. Who has a right code is not asked."""
    now = time.monotonic() if now is None else now
    with _lock:
        while _wrong and now - _wrong[0] >= A_MINUTE:
            _wrong.popleft()
        if len(_wrong) >= GUESSES:
            return False
        _wrong.append(now)
        return True


def forget_guesses() -> None:
    """Begin to count anew."""
    with _lock:
        _wrong.clear()
