"""What is wrong with the copies, in sentences for administrators: the page, the strip above every page, the doctor."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lakay.backup.rules import Worry

WORRIES: dict[Worry, Any] = {
    Worry.NO_KEY: _("No copies are made of this node: there is no key for them. Run lakay backup key at the machine."),
    Worry.NONE: _("No copy of this node was ever restored and found equal. Until then there is none."),
    Worry.OLD: _("The last copy that was restored and found equal is too old."),
    Worry.BEHIND: _("What was entered lately is in no copy: the copying has stopped."),
    Worry.FAILED: _("The last copy failed and does not count."),
    Worry.FUTURE: _("The last copy bears a later time than now: the clock was set back."),
}


def worry(code: Worry) -> str:
    """The sentence for a worry."""
    return str(WORRIES[code])
