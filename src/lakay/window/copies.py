"""The copies of a post hold what its window has taken out. So they reach back no longer than the window itself."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from django.conf import settings

from lakay.backup.keeping import Busy, alone, rotate
from lakay.backup.rules import Kept
from lakay.window.pack import Window

log = logging.getLogger(__name__)


def within(rule: Kept, window: Window) -> Kept:
    """How long copies are kept at a post with a window: a limit that is shorter counts, a longer one does not."""
    days = min(filter(None, (rule.limit_days, window.shortest)), default=0)
    return replace(rule, limit_days=days)


def is_longer(rule: Kept, window: Window) -> bool:
    """Whether the settings ask for copies that reach further back than the window."""
    return bool(window.shortest) and rule.limit_days > window.shortest


def keep_within(window: Window, now: datetime) -> bool:
    """Remove the copies that are older. False if the copies are in use now: then it is done the next time. The newest good one stays."""
    try:
        with alone():
            rotate(now, within(settings.BACKUP_KEPT, window))
    except Busy:
        log.info("the copies are in use, older ones are removed later")
        return False
    return True
