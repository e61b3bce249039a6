"""When a figure has passed a limit. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lakay.statistics.codes import Turn

HUNDRED = 100
MEAN_OF, LEAST_MONTHS = 6, 3
"""The usual size is the mean of the last six months of which something is known, and of no fewer than three."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A limit was passed: in which cell and month, by which number; `usual` where it jumped."""

    cell: str
    month: str
    number: int
    usual: int | None = None


@dataclass(frozen=True, slots=True)
class Months:
    """The months that are over, in order, and the one that is not. A sum can only rise: “above” need not wait for its end."""

    over: tuple[str, ...]
    running: str = ""


Known = Mapping[str, int]
"""{month: figure} of a cell. A month in which the post was silent is not in it: silence is not a zero."""


def passed(turn: Turn, bound: int, cell: str, known: Known, months: Months, *, least: int) -> Passed | None:
    """Whether a limit is passed at the last month of a cell, and how. A jump from fewer than `least` is chance, and none."""
    last = months.over[-1] if months.over else ""
    if turn is Turn.ABOVE:
        return next((Passed(cell, month, known[month]) for month in (months.running, last) if known.get(month, 0) > bound), None)
    if last not in known:
        return None
    if turn is Turn.BELOW:
        return Passed(cell, last, known[last]) if known[last] < bound else None
    before = [known[month] for month in months.over[:-1] if month in known][-MEAN_OF:]
    return Passed(cell, last, known[last], _mean(before)) if _jumped(bound, known[last], before, least) else None


def _jumped(percent: int, value: int, before: Sequence[int], least: int) -> bool:
    if len(before) < LEAST_MONTHS or sum(before) < least * len(before):
        return False
    apart = abs(value * len(before) - sum(before))
    return apart * HUNDRED > percent * sum(before)


def _mean(before: Sequence[int]) -> int:
    """Rounded to the nearest whole."""
    return (2 * sum(before) + len(before)) // (2 * len(before))
