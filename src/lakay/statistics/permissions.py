"""Who may see which figures."""

from __future__ import annotations

from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.statistics.engines.answers import Answer
from lakay.statistics.indicators import MONTH, VALUE, Indicator
from lakay.statistics.pack import shown
from lakay.statistics.running import Asked

FIGURE_READ = Permission.FIGURE_READ.value
FIGURE_SMALL = Permission.FIGURE_SMALL.value


class TooFine(PermissionError):
    """Somebody who only reads figures asked for a division that could show single persons; `least` is the smallest they may see."""

    def __init__(self, least: int) -> None:
        super().__init__(f"figures under {least}")
        self.least = least


def check_asked(by: Actor, one: Indicator, asked: Asked) -> None:
    """Who only reads may divide by one dimension besides the month, and take no part out: two answers must not show a third. Raises TooFine."""
    fine = len(set(asked.by) - {MONTH}) > 1 or bool(set(asked.where) - {MONTH})
    if fine and not by.may(FIGURE_SMALL):
        raise TooFine(shown().least[one.sensitivity])


def check_answer(by: Actor, one: Indicator, answer: Answer) -> None:
    """Who only reads sees no answer that has a small figure in it. Raises TooFine."""
    least, place = shown().least[one.sensitivity], answer.columns.index(VALUE)
    if not by.may(FIGURE_SMALL) and any(0 < abs(int(row[place])) < least for row in answer.rows):
        raise TooFine(least)
