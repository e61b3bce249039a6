"""How often strangers may try keys or codes: counted in the memory of each process, so that a guess costs no row."""

from __future__ import annotations

import threading
import time
from collections import deque

A_MINUTE = 60.0


class Guesses:
    """The wrong keys of all together in the last minute: at most so many are answered. Who has a right one is not asked."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._came: deque[float] = deque()
        self._lock = threading.Lock()

    def may_guess(self, now: float | None = None) -> bool:
        """Whether one more may be answered; it is counted if so. `now`: seconds of a clock that never goes back."""
        now = time.monotonic() if now is None else now
        with self._lock:
            while self._came and now - self._came[0] >= A_MINUTE:
                self._came.popleft()
            if len(self._came) >= self._most:
                return False
            self._came.append(now)
            return True

    def forget(self) -> None:
        """Begin to count anew."""
        with self._lock:
            self._came.clear()
