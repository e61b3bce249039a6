"""In which months the posts spoke: a month without a word is drawn as a gap, never as a zero."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lakay.statistics.cube import Cube, NotInTheCube, look
from lakay.statistics.registry import indicator
from lakay.statistics.running import Asked

Days = Mapping[str, tuple[int, int]]
"""{what: (days reported, days expected)}."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Of which months and of which posts somebody reported; nothing is known of it where the cube does not say."""

    by_month: Days = field(default_factory=dict)
    by_post: Days = field(default_factory=dict)

    def silent_months(self, months: Sequence[str]) -> frozenset[str]:
        """Those in which nobody reported."""
        return frozenset(month for month in months if not self.by_month.get(month, (0, 0))[0]) if self.by_month else frozenset()

    def silent_posts(self) -> frozenset[str]:
        """Those that should have been open, and never reported."""
        return frozenset(post for post, (reported, expected) in self.by_post.items() if expected and not reported)


def heard(cube: Cube, months: Sequence[str], post: str = "") -> Heard:
    """How far the posts, or one, reported in some months."""
    where: dict[str, Sequence[str]] = {"month": months} | ({"post": [post]} if post else {})
    try:
        rows = look(cube, indicator("posts.completeness"), Asked(("month", "post"), where)).rows
    except NotInTheCube:
        return Heard()
    by_month: dict[str, tuple[int, int]] = {}
    by_post: dict[str, tuple[int, int]] = {}
    for month, code, reported, expected in rows:
        for known, name in ((by_month, str(month)), (by_post, str(code))):
            before = known.get(name, (0, 0))
            known[name] = before[0] + int(reported), before[1] + int(expected)
    return Heard(by_month, by_post)
