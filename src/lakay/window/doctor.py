"""What the doctor says of the window of a post."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _

from lakay.journal.doctor import Result, State
from lakay.sync.queries import own_place
from lakay.sync.rules import HUB
from lakay.window.copies import is_longer, within
from lakay.window.late import left
from lakay.window.moving import window_of_pack
from lakay.window.pack import BadWindow

CODE = "window"


def examine_window() -> list[Result]:
    """How long things stay here, and how far the copies reach back. Nothing at the hub and at a machine that stands alone."""
    place = own_place()
    if place is None or place.role == HUB:
        return []
    try:
        window = window_of_pack()
    except BadWindow as error:
        return [Result(CODE, State.BAD, str(error), _("Mend the country pack; until then nothing leaves this post."))]
    if not window.shortest:
        return []
    rule, found = settings.BACKUP_KEPT, []
    days = {"days": window.shortest, "copies": within(rule, window).limit_days}
    found.append(_("Records leave this post after %(days)d days at the earliest; its copies reach back %(copies)d days.") % days)
    if late := left():
        found.append(_("Changes of records that had left before they came: %(count)d.") % {"count": late})
    if not is_longer(rule, window):
        return [Result(CODE, State.GOOD, " ".join(found))]
    todo = _("LAKAY_BACKUP_LIMIT_DAYS is longer than the window and has no effect here. Set it shorter, or to 0.")
    return [Result(CODE, State.LOOK, " ".join(found), todo)]
