"""How the changes of many nodes become one record.

A change either makes a record or changes one that must be there; the second carries the mark `"*": {}` among what its writer had
seen. Nothing is known of a field until some change names it, so two nodes that made the same record (a place of the pack) each say
their part. Folding is commutative, associative and idempotent, because `merge` is: order and repetition of changes do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lakay.journal.core.merge import Dot, FieldState, Write, merge, written

CHANGED = "*"
"""Stands in `seen` for the record as a whole: the writer had it before it, and changed it."""

Seen = Mapping[str, Mapping[str, int]]
"""What a writer knew of other origins, field by field: origin -> sequence number."""

Made = tuple[int, str, int]
"""By which write a record was made: stamp, origin, sequence number. The least one counts where there are several."""


@dataclass(frozen=True, slots=True)
class State:
    """What is known of one record: by which write it was made (None: by none yet), and the state of each field ever named."""

    kind: str
    made: Made | None = None
    fields: Mapping[str, FieldState] = field(default_factory=dict)

    def value(self, name: str) -> Any:
        """The value that stands; None where nothing was said."""
        found = self.fields.get(name)
        return found.value if found else None

    @property
    def conflicts(self) -> list[tuple[str, Write]]:
        """Every value that lost without having been seen, by its field, in a fixed order."""
        return [(name, rival) for name in sorted(self.fields) for rival in self.fields[name].rivals]


def changes_only(seen: Seen) -> bool:
    """Whether a change needs its record to be there already."""
    return CHANGED in seen


def fold(state: State, dot: Dot, hlc: int, values: Mapping[str, Any], seen: Seen) -> State:
    """The state after one more change; begin with `State(kind)`."""
    fields = dict(state.fields)
    for name, value in values.items():
        new = written(Write(dot, hlc, value), seen.get(name, {}))
        before = fields.get(name)
        fields[name] = new if before is None else merge(before, new)
    return State(state.kind, state.made if changes_only(seen) else _earlier(state.made, (hlc, *dot)), fields)


def join(one: State, two: State) -> State:
    """Two states of one record brought together."""
    fields = dict(one.fields)
    for name, new in two.fields.items():
        before = fields.get(name)
        fields[name] = new if before is None else merge(before, new)
    return State(one.kind, two.made if one.made is None else _earlier(two.made, one.made), fields)


def _earlier(before: Made | None, made: Made) -> Made:
    return made if before is None else min(before, made)
