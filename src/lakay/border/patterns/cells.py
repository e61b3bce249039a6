"""Figures that may be shown: no small number, and none that can be worked out from those beside it. Plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

LEAST = 5
"""A number from 1 to one below this is shown as fewer than this, so that nobody finds one person in a table."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A number, or why it is not shown: `few` is one that is small, `kept` one that would give a small one away."""

    number: int | None
    few: bool = False

    @property
    def kept(self) -> bool:
        """Whether it is not small and yet not shown."""
        return self.number is None and not self.few


def safe(counts: Mapping[str, int]) -> tuple[Cell, dict[str, Cell]]:
    """The sum and its parts as they may be shown.

    A part that is small is hidden; where the sum and the other parts would tell it, the next larger part is hidden too, and where
    there is none the sum itself.
    """
    total = sum(counts.values())
    hidden = {name for name, count in counts.items() if 0 < count < LEAST}
    rest = sorted((name for name, count in counts.items() if count >= LEAST), key=lambda name: (counts[name], name))
    while hidden and rest and _tells(counts, hidden):
        hidden.add(rest.pop(0))
    whole = Cell(total)
    if 0 < total < LEAST:
        whole = Cell(None, few=len(hidden) < LEAST - 1)  # four parts of a sum below five are one each
    elif _tells(counts, hidden):
        whole = Cell(None)
    return whole, {name: _cell(count, name in hidden) for name, count in counts.items()}


def _cell(count: int, hidden: bool) -> Cell:
    return Cell(None, few=count < LEAST) if hidden else Cell(count)


def _tells(counts: Mapping[str, int], hidden: set[str]) -> bool:
    """Whether the sum of the hidden numbers leaves only one way to share it out. Larger ones may be any number from LEAST on."""
    if not hidden:
        return False
    small = [name for name in hidden if counts[name] < LEAST]
    large = len(hidden) - len(small)
    over = sum(counts[name] for name in hidden) - len(small) - LEAST * large
    room = (LEAST - 2) * len(small)
    if large == 0:
        return len(hidden) == 1 or over in {0, room}
    return over == 0 or (large == 1 and not small)


def share(part: Cell, whole: Cell) -> tuple[str, int] | None:
    """How large a part is, in whole percent: `("is", 40)`; `("most", 13)` where the part is few; None if it is not to be told."""
    if not whole.number or part.kept:
        return None
    if part.number is None:
        return "most", -(-100 * (LEAST - 1) // whole.number) if whole.number >= LEAST else 100
    return "is", round(100 * part.number / whole.number)
