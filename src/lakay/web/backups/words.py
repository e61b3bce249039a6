"""Words of the desk of the copies for codes."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from lakay.backup.rules import TrialStatus

PROBLEMS: dict[str, Any] = {
    "disk-full": _("The disk of the copies is full. Make room or use another disk."),
    "disk-error": _("The disk of the copies answered with an error. Do not trust it any more."),
    "no-folder": _("The folder of the copies cannot be written. Is the disk plugged in?"),
    "damaged": _("The copy was read back and is not what was written. Use another disk."),
    "unreadable": _("The copy cannot be read back from its disk."),
    "chain": _("The journal itself is not whole. Have it checked on the page Journal."),
    "tables-differ": _("The tables differ from the journal. Run lakay journal verify, then lakay rebuild."),
    "no-key": _("There is no key for copies. Run lakay backup key at the machine."),
    "busy": _("Copies are being taken by another process. Try again in a while."),
    "no-room": _("There is not enough memory to check the copy of an encrypted node."),
}
OTHERWISE = _("The check failed: %(code)s.")

STATUSES: dict[str, tuple[Any, str]] = {
    TrialStatus.ASKED: (_("waits"), "info"),
    TrialStatus.RUNNING: (_("under way"), "info"),
    TrialStatus.DONE: (_("good"), "success"),
    TrialStatus.FAILED: (_("failed"), "danger"),
    TrialStatus.CANCELLED: (_("stopped"), "warning"),
}

WHATS: dict[str, Any] = {
    "verify": _("Check from this page"),
    "paper": _("Drill with the sheets of paper"),
    "restore": _("Store restored for good"),
}


def problem(code: str) -> str:
    """Why a copy does not count, in a sentence; empty if it does."""
    if not code:
        return ""
    return str(PROBLEMS[code]) if code in PROBLEMS else str(OTHERWISE) % {"code": code}
