"""The `versions` of a file: for each field who wrote the value that stands, and what its author had seen.

Form in the row: {field: [origin, seq, hlc]} or [origin, seq, hlc, {other origin: seq}], and "*" for every field not named,
as it was when the record was created. Short, because nearly every file is written by one node alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lakay.journal.core.folding import Made, State
from lakay.journal.core.merge import FieldState, Write

Versions = dict[str, list[Any]]
CREATED = "*"


def as_created(origin: str, place: tuple[int, int]) -> Versions:
    """The versions of a record just made."""
    return {CREATED: [origin, *place]}


def after_update(
    versions: Versions, fields: list[str], origin: str, place: tuple[int, int]
) -> tuple[Versions, dict[str, dict[str, int]]]:
    """The versions after a local update, and what its author had seen from other origins, field by field (for the event)."""
    updated = dict(versions)
    seen_from_others: dict[str, dict[str, int]] = {}
    for name in fields:
        seen = seen_of(versions, name)
        seen.pop(origin, None)
        entry = [origin, *place, seen] if seen else [origin, *place]
        if entry == versions.get(CREATED):  # made and changed in one event
            updated.pop(name, None)
        else:
            updated[name] = entry
        if seen:
            seen_from_others[name] = seen
    return updated, seen_from_others


def entry_of_row(versions: Versions, name: str) -> list[Any]:
    """Who wrote the value of a field that stands: origin, sequence number, stamp."""
    return versions.get(name) or versions[CREATED]


def seen_of(versions: Versions, name: str) -> dict[str, int]:
    """Everything ever seen of a field: origin -> sequence number."""
    entry = versions.get(name) or versions.get(CREATED)
    if entry is None:
        return {}
    seen: dict[str, int] = dict(entry[3]) if len(entry) > 3 else {}
    seen[entry[0]] = max(entry[1], seen.get(entry[0], 0))
    return seen


def entry_of(state: FieldState) -> list[Any]:
    """A field's state as it stands in the row; the rivals lie in the table of conflicts."""
    head = state.heads[0]
    origin, seq = head.dot
    others = {other: number for other, number in state.seen.items() if (other, number) != head.dot}
    return [origin, seq, head.hlc, others] if others else [origin, seq, head.hlc]


def versions_of(state: State) -> Versions:
    """The versions of a record: by what it was made, then whatever was written apart."""
    made = _entry(state.made)
    entries = {name: entry_of(found) for name, found in state.fields.items()}
    return {CREATED: made, **{name: entry for name, entry in entries.items() if entry != made}}


def state_of(kind: str, versions: Versions, said: Mapping[str, Any], rivals: Mapping[str, Iterable[Write]]) -> State:
    """The state of a record from its row: what its fields say (those that say nothing left out), and the values kept in conflict."""
    origin, seq, hlc = versions[CREATED]
    fields: dict[str, FieldState] = {}
    for name in {**said, **versions, **rivals}:
        if name != CREATED:
            entry = versions.get(name) or versions[CREATED]
            head = Write((entry[0], entry[1]), entry[2], said.get(name))
            heads = sorted((head, *rivals.get(name, ())), key=lambda write: write.rank, reverse=True)
            fields[name] = FieldState(tuple(heads), seen_of(versions, name))
    return State(kind, (hlc, origin, seq), fields)


def _entry(made: Made | None) -> list[Any]:
    if made is None:
        raise LookupError("no event made this record")
    hlc, origin, seq = made
    return [origin, seq, hlc]
