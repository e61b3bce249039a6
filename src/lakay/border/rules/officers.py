"""What stands out in how officers look people up. Pure; it accuses nobody, it says where to look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

LEAST = 5
"""Fewer than so many tell nothing."""

TIMES = 3
"""So many times what is usual among colleagues is told. A choice of this office."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What one officer did in some days.

    `lost` are look-ups after which nobody passed, was refused or went to the second line: somebody was looked up who was not there.
    `typed` are those without a reader; `overrides` are travellers whom the officer asked to be admitted against a stop.
    """

    officer: str
    lookups: int
    lost: int
    typed: int
    overrides: int


def striking(one: Looked, all_of_them: Sequence[Looked]) -> tuple[str, ...]:
    """What stands out: `lost`, `typed`, `overrides`, each against the median of the colleagues' shares."""
    found = []
    for what in ("lost", "typed", "overrides"):
        own = getattr(one, what)
        usual = median([_share(other, what) for other in all_of_them if other.officer != one.officer] or [0.0])
        if own >= LEAST and _share(one, what) > TIMES * usual:
            found.append(what)
    return tuple(found)


def _share(one: Looked, what: str) -> float:
    return float(getattr(one, what)) / max(one.lookups, 1)
