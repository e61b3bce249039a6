"""Whether the posts spoke: beside every figure stands of how many days it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lakay.statistics.cube import Cube, NotInTheCube, look
from lakay.statistics.engines.answers import Answer
from lakay.statistics.pack import shown
from lakay.statistics.registry import indicator
from lakay.statistics.running import Asked

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Spoke:
    """Days reported among those expected, in all and of each post that was silent (below the threshold of the pack)."""

    reported: int
    expected: int
    silent: tuple[tuple[str, int], ...]
    on_time: int
    recorded: int

    @property
    def percent(self) -> int | None:
        """Whole percent of the expected days, rounded down: 100 only if no day is missing."""
        return self.reported * HUNDRED // self.expected if self.expected else None

    @property
    def on_time_percent(self) -> int | None:
        """Whole percent of the movements that were recorded as they happened."""
        return self.on_time * HUNDRED // self.recorded if self.recorded else None


def spoke(cube: Cube, months: Sequence[str], post: str = "") -> Spoke:
    """How far the posts, or one, reported in some months. `silent` is (post, days missing)."""
    where: dict[str, Sequence[str]] = {"month": months} | ({"post": [post]} if post else {})
    try:
        days = look(cube, indicator("posts.completeness"), Asked(("post",), where)).rows
        timely = look(cube, indicator("border.timeliness"), Asked((), where)).rows
    except NotInTheCube:
        return Spoke(0, 0, (), 0, 0)
    told = [(str(code), int(reported), int(expected)) for code, reported, expected in days]
    below = shown().silent_below
    silent = tuple((code, expected - reported) for code, reported, expected in told if reported * HUNDRED < expected * below)
    on_time, recorded = (int(cell) for cell in timely[0])
    return Spoke(sum(one[1] for one in told), sum(one[2] for one in told), silent, on_time, recorded)


BESIDE = ("days_reported", "days_expected", "percent_recorded_at_once")
"""What stands in a file beside each figure: of how many days it tells, and how much was recorded as it happened (no count: it may be small)."""


def beside(cube: Cube, answer: Answer, asked: Asked) -> Answer:
    """An answer with the days reported and expected, and the share recorded at once, of the month and post of each row.

    Of an answer without months or posts they are those of all that was asked. Empty where nobody knows.
    """
    by = tuple(name for name in PLACED if name in answer.columns)
    where = {name: values for name, values in asked.where.items() if name in PLACED}
    days, timely = (_told(cube, code, Asked(by, where)) for code in ("posts.completeness", "border.timeliness"))
    places = [answer.columns.index(name) for name in by]
    rows = []
    for row in answer.rows:
        spot = tuple(str(row[place]) for place in places)
        on_time, recorded = timely.get(spot, (0, 0))
        rows.append((*row, *days.get(spot, UNKNOWN), int(on_time) * HUNDRED // int(recorded) if recorded else ""))
    return Answer((*answer.columns, *BESIDE), tuple(rows))


PLACED = ("month", "post")
UNKNOWN: tuple[str | int, str | int] = ("", "")


def _told(cube: Cube, code: str, asked: Asked) -> dict[tuple[str, ...], tuple[str | int, str | int]]:
    try:
        rows = look(cube, indicator(code), asked).rows
    except NotInTheCube:
        return {}
    return {tuple(str(cell) for cell in row[:-2]): (row[-2], row[-1]) for row in rows}
