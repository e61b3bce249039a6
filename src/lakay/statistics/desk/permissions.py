"""Who may keep views and set limits, and who is shown an alarm."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.statistics.codes import Turn
from lakay.statistics.indicators import MONTH
from lakay.statistics.models import Alarm, Limit, SavedView
from lakay.statistics.pack import shown
from lakay.statistics.permissions import FIGURE_SMALL, TooFine, check_asked
from lakay.statistics.registry import NoSuchIndicator, indicator
from lakay.statistics.running import Asked


def check_reads_figures(by: Actor) -> None:
    """Views and limits are for those who read figures."""
    check_may(by, Permission.FIGURE_READ)


def check_own(by: Actor, record: SavedView | Limit) -> None:
    """Only who made it changes it or takes it away."""
    check_reads_figures(by)
    if record.owner != by.id:
        raise NotAllowed(_("Only who made it may change it."))


def check_can_limit(by: Actor, code: str, asked: Asked, bound: int) -> None:
    """A limit on cells that one may see, and on no number under the smallest figure that one is shown. Raises TooFine, NotAllowed."""
    check_reads_figures(by)
    one = indicator(code)
    check_asked(by, one, asked)
    least = shown().least[one.sensitivity]
    if bound < least and one.of is None and not by.may(FIGURE_SMALL):
        raise TooFine(least)


def asked_by(limit: Limit) -> Asked:
    """The question that a limit asks of the cube."""
    return Asked((MONTH, *([limit.each] if limit.each else [])), {"post": [limit.post]} if limit.post else {})


def is_shown(by: Actor, alarm: Alarm) -> bool:
    """Whether somebody may see the cell of an alarm: else they are not told that it passed a limit either."""
    if alarm.limit.turn == Turn.SILENT:
        return True
    try:
        one = indicator(alarm.limit.indicator)
        check_asked(by, one, asked_by(alarm.limit))
    except (NoSuchIndicator, TooFine):
        return False
    return by.may(FIGURE_SMALL) or alarm.number == 0 or alarm.number >= shown().least[one.sensitivity]
