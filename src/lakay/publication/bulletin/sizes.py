"""How two numbers compare, before any language says it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

TENTH = Decimal("0.1")
MOST_TIMES = 10
ABOUT = Decimal("0.02")
NEARLY_NEXT = Decimal("0.9")


class Than(StrEnum):
    """How a larger number stands to a smaller one."""

    EQUAL = "equal"
    ABOUT = "about"
    PERCENT = "percent"
    NEARLY = "nearly"
    TIMES = "times"
    MORE = "more"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Ratio:
    """`times` belongs to NEARLY, TIMES and MORE (two to ten), `percent` (one decimal) to PERCENT. NONE: the smaller one is nothing."""

    how: Than
    times: int = 0
    percent: Decimal = Decimal(0)


def ratio(larger: int, smaller: int) -> Ratio:
    """How a number stands to one that is not larger than it."""
    if larger == smaller:
        return Ratio(Than.EQUAL)
    if smaller == 0:
        return Ratio(Than.NONE)
    exact = Decimal(larger) / Decimal(smaller)
    if exact - 1 < ABOUT:
        return Ratio(Than.ABOUT)
    if exact < 1 + NEARLY_NEXT:
        return Ratio(Than.PERCENT, percent=percent(larger - smaller, smaller))
    return _times(exact)


def _times(exact: Decimal) -> Ratio:
    """A ratio from nearly two on."""
    whole = int(exact)
    if whole >= MOST_TIMES:
        return Ratio(Than.TIMES if exact == MOST_TIMES else Than.MORE, MOST_TIMES)
    if exact - whole >= NEARLY_NEXT:
        return Ratio(Than.NEARLY, whole + 1)
    return Ratio(Than.TIMES if exact == whole else Than.MORE, whole)


def percent(part: int, whole: int) -> Decimal:
    """A part of a whole in percent, with one decimal."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(TENTH, ROUND_HALF_UP)


class Part(StrEnum):
    """Parts of a whole that have a name."""

    ALL = "all"
    NEARLY_ALL = "nearly all"
    OVER_THREE_QUARTERS = "more than three quarters"
    THREE_QUARTERS = "three quarters"
    TWO_THIRDS = "two thirds"
    OVER_HALF = "more than half"
    HALF = "half"
    UNDER_HALF = "nearly half"
    THIRD = "a third"
    QUARTER = "a quarter"
    FIFTH = "a fifth"
    TENTH = "a tenth"
    LESS = "less"
    NONE = "none"


_STEPS = (
    (Decimal(95), Part.NEARLY_ALL),
    (Decimal(77), Part.OVER_THREE_QUARTERS),
    (Decimal(73), Part.THREE_QUARTERS),
    (Decimal("68.5"), Part.OVER_HALF),
    (Decimal(65), Part.TWO_THIRDS),
    (Decimal("51.5"), Part.OVER_HALF),
    (Decimal("48.5"), Part.HALF),
    (Decimal(43), Part.UNDER_HALF),
    (Decimal("35.5"), Part.LESS),
    (Decimal("31.5"), Part.THIRD),
    (Decimal("26.5"), Part.LESS),
    (Decimal("23.5"), Part.QUARTER),
    (Decimal("21.5"), Part.LESS),
    (Decimal("18.5"), Part.FIFTH),
    (Decimal(11), Part.LESS),
    (Decimal(9), Part.TENTH),
)


def part_of(part: int, whole: int) -> Part:
    """The name of a part of a whole that is not nothing; LESS where it has none but its percent."""
    if part in {0, whole}:
        return Part.ALL if part else Part.NONE
    exact = Decimal(part) * 100 / Decimal(whole)
    return next((name for least, name in _STEPS if exact >= least), Part.LESS)


class Way(StrEnum):
    """How a number changed."""

    SAME = "same"
    ROSE = "rose"
    FELL = "fell"
    MANIFOLD = "manifold"
    HALVED = "halved"
    FROM_NOTHING = "from nothing"
    TO_NOTHING = "to nothing"


@dataclass(frozen=True, slots=True)
class Change:
    """`percent` belongs to ROSE and FELL; `times` to MANIFOLD: at least so many times as much (two to ten)."""

    way: Way
    percent: Decimal = Decimal(0)
    times: int = 0


def change(before: int, after: int) -> Change:
    """How a number came from one to the other."""
    if before == after:
        return Change(Way.SAME)
    if before == 0:
        return Change(Way.FROM_NOTHING)
    if after == 0:
        return Change(Way.TO_NOTHING)
    if after >= 2 * before:
        return Change(Way.MANIFOLD, times=min(after // before, MOST_TIMES))
    if after * 2 == before:
        return Change(Way.HALVED)
    return Change(Way.ROSE if after > before else Way.FELL, percent(abs(after - before), before))
