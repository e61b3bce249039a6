"""Ending the server from a page: its memory, with the keys in it, goes with it. What a page may do is set when the server starts."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

AFTER_SECONDS = 0.4
"""So long the answer has to reach the browser."""

ENDS: list[Callable[[bool], None]] = []
"""How this process ends; empty where pages run without a server (tests)."""


def end_soon(*, for_good: bool) -> None:
    """End this server after the answer went out: for good, or to start again closed."""
    for end in ENDS:
        timer = threading.Timer(AFTER_SECONDS, end, (for_good,))
        timer.daemon = True
        timer.start()


def end_process(for_good: bool) -> None:
    """The worker ends at once, without writing anything more. Its parent starts another one, closed, unless it is ended too."""
    if for_good:
        os.kill(os.getppid(), signal.SIGTERM)
    os._exit(1)
