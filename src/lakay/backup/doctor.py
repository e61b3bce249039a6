"""What the doctor says of the copies."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from lakay.backup.queries import last_verified_at, verified_up_to, what_is_wrong
from lakay.backup.rules import Worry
from lakay.backup.words import worry
from lakay.journal.doctor import Result, State

CODE = "copies"
NOT_YET = {Worry.NO_KEY, Worry.NONE}
"""A node that was made just now."""


def examine_copies(now: datetime) -> Result:
    """Whether there is a copy that counts, of lately, and elsewhere than the data."""
    found = what_is_wrong(now)
    if found:
        state = State.LOOK if settings.MODE != "node" or set(found) <= NOT_YET else State.BAD
        return Result(CODE, state, " ".join(map(worry, found)), _("Open the page Copies, or run `lakay backup`."))
    head, at = verified_up_to(), last_verified_at()
    said = _("Last copy restored and found equal: %(at)s (UTC). Safe up to entry %(seq)d.") % {
        "at": f"{at:%Y-%m-%d %H:%M}" if at else "",
        "seq": head.seq if head else 0,
    }
    if _on_one_disk():
        todo = _("They lie on the same disk as the data. Set LAKAY_BACKUP to another disk or a stick.")
        return Result(CODE, State.LOOK, said, todo)
    return Result(CODE, State.GOOD, said)


def _on_one_disk() -> bool:
    places = [Path(settings.DATA), Path(settings.BACKUP)]
    return len({place.stat().st_dev for place in places if place.exists()}) < 2
