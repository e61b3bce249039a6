"""How two nodes' changes to one field of a file come together. Nothing is lost silently.

Each write carries the writes of its field that its author had seen. A write replaces what it had seen; two writes that had
not seen each other both stay, the one with the later stamp shown, the other kept for a person to decide. The state is
a dotted version vector set (Preguiça et al., "Dotted Version Vectors", 2010), so the result does not depend on the order or
the number of deliveries: the merge is commutative, associative and idempotent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Dot = tuple[str, int]
"""Who wrote: origin and sequence number."""


@dataclass(frozen=True, slots=True)
class Write:
    """One value written to one field."""

    dot: Dot
    hlc: int
    value: Any

    @property
    def rank(self) -> tuple[int, str, int]:
        """The order between writes that had not seen each other: the later stamp first, then the origin's name."""
        return (self.hlc, *self.dot)


@dataclass(frozen=True, slots=True)
class FieldState:
    """What a node knows of one field: the writes that nobody replaced, and all that was ever seen of it."""

    heads: tuple[Write, ...] = ()
    seen: Mapping[str, int] = field(default_factory=dict)

    @property
    def value(self) -> Any:
        """The value shown: that of the winning write."""
        return self.heads[0].value

    @property
    def rivals(self) -> tuple[Write, ...]:
        """Values kept for a person to decide upon."""
        return self.heads[1:]


NOTHING = FieldState()


def written(write: Write, seen: Mapping[str, int]) -> FieldState:
    """The state that one write alone makes; its author has always seen its own earlier writes."""
    origin, seq = write.dot
    return FieldState((write,), _join(seen, {origin: seq}))


def merge(one: FieldState, two: FieldState) -> FieldState:
    """Bring two states of a field together."""
    heads = {write.dot: write for write in _kept(one, two) + _kept(two, one)}
    ranked = sorted(heads.values(), key=lambda write: write.rank, reverse=True)
    return FieldState(tuple(ranked), _join(one.seen, two.seen))


def _kept(mine: FieldState, other: FieldState) -> list[Write]:
    """My writes that the other holds too, or has never seen."""
    theirs = {write.dot for write in other.heads}
    return [write for write in mine.heads if write.dot in theirs or other.seen.get(write.dot[0], 0) < write.dot[1]]


def _join(one: Mapping[str, int], two: Mapping[str, int]) -> dict[str, int]:
    joined = dict(one)
    for origin, seq in two.items():
        joined[origin] = max(seq, joined.get(origin, 0))
    return joined
