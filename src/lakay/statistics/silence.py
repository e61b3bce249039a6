"""Whether the posts spoke: beside every figure stands of how many days it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lakay.statistics.cube import Cube, NotInTheCube, look
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
