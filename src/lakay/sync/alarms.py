"""When something about a node is worth a look, and when it is bad: pure, by the limits of the country pack (`nodes.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

FEWER_IS_WORSE = frozenset({"disk"})


class Level(IntEnum):
    """How bad something is; unknown is worth a look."""

    GOOD = 0
    LOOK = 1
    BAD = 2


@dataclass(frozen=True, slots=True)
class Limit:
    """From where on something is worth a look, and from where on it is bad."""

    look: int
    bad: int


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing about a node: what, how much (None where it is not known), and how bad that is."""

    what: str
    value: int | None
    level: Level


WHAT = ("contact", "unsent", "oldest", "clock", "alerts", "waiting", "refused", "forks", "copy", "disk")


class BadLimits(ValueError):
    """The file of limits cannot be used."""


def read_limits(path: Path) -> Mapping[str, Limit]:
    """The limits of a pack. Raises BadLimits."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        limits = {name: Limit(int(data[name]["look"]), int(data[name]["bad"])) for name in WHAT}
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadLimits(str(error)) from error
    for name, limit in limits.items():
        if (limit.bad < limit.look) != (name in FEWER_IS_WORSE and limit.bad != limit.look):
            raise BadLimits(f"{name}: bad must be worse than look")
    return limits


def judge(limits: Mapping[str, Limit], what: str, value: int | None) -> Sign:
    """How bad a value is. What is not known is worth a look."""
    limit = limits[what]
    if value is None:
        return Sign(what, None, Level.LOOK)
    if what in FEWER_IS_WORSE:
        level = Level.BAD if value <= limit.bad else Level.LOOK if value <= limit.look else Level.GOOD
    else:
        size = abs(value)
        level = Level.BAD if size >= limit.bad else Level.LOOK if size >= limit.look else Level.GOOD
    return Sign(what, value, level)


def worst(signs: Iterable[Sign]) -> Level:
    """The worst of some signs."""
    return max((sign.level for sign in signs), default=Level.GOOD)
