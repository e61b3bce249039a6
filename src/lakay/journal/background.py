"""Work of the running program that nobody waits for: what is to be done stands in the register itself, so a restart goes on with it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, connection

from lakay.journal.writer import StoreBroken, WriteUncertain

LOOK_EVERY_SECONDS = 5.0


class Worker(threading.Thread):
    """Looks for work every few seconds, and at once when `wake` is set by a page of the same process.

    `work` does all that waits, and may ask what it is given whether the worker has ended. Failures are logged by `log` as `failed`.
    """

    def __init__(
        self, name: str, work: Callable[[Callable[[], bool]], object], wake: threading.Event, log: logging.Logger, failed: str
    ) -> None:
        super().__init__(name=name, daemon=True)
        self._work, self._wake, self._log = work, wake, log
        self._failed = f"{failed}: %s"  # what goes to the log is the text without its values
        self._ended = threading.Event()

    def run(self) -> None:
        """Until the process ends. A database that does not answer is asked again later."""
        while not self._ended.is_set():
            self._wake.clear()
            try:
                self._work(self._ended.is_set)
            except (DatabaseError, StoreBroken, WriteUncertain) as error:
                self._log.error(self._failed, type(error).__name__)
            connection.close()
            self._wake.wait(LOOK_EVERY_SECONDS)

    def end(self) -> None:
        """Nothing further is begun."""
        self._ended.set()
        self._wake.set()
