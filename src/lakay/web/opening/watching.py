"""Watches the hub's release of an open post: lets it grow older, and closes the post once it has ended and the grace is over."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError, connection

from lakay.kernel.clock import Clock
from lakay.vault import binding, held
from lakay.vault.box import NoVault
from lakay.vault.rules import Lives, Verdict

log = logging.getLogger(__name__)

LOOK_EVERY_SECONDS = 60.0
AGE_EVERY = 10
"""Looks between two times that the release is told how late it is: each one writes the vault's file."""


class Watch(threading.Thread):
    """Looks every minute. `end` closes the post, `renew` asks the hub for a new release if it is time."""

    def __init__(self, clock: Clock, lives: Lives, end: Callable[[], None], renew: Callable[[datetime], bool]) -> None:
        super().__init__(name="lakay-vault", daemon=True)
        self._clock, self._lives, self._end, self._renew = clock, lives, end, renew
        self._looks = 0
        self.ended = threading.Event()

    def run(self) -> None:
        """Until the post is closed."""
        while not self.ended.wait(LOOK_EVERY_SECONDS):
            try:
                self.look()
            except (held.Closed, NoVault):
                return
            except DatabaseError as error:
                log.error("the release was not looked at: %s", type(error).__name__)  # noqa: TRY400  (names could be in it)
            connection.close()

    def look(self) -> Verdict:
        """One look."""
        verdict = binding.standing(self._clock.now(), self._lives)
        self._looks += 1
        if verdict is Verdict.OVER:
            log.warning("the release has ended: the post closes")
            self.ended.set()
            self._end()
        elif verdict is not Verdict.CLOCK and self._looks % AGE_EVERY == 0:
            binding.grow_older(self._clock.now())
            self._renew(self._clock.now())
        return verdict
