"""What a change says of a record, in the one form in which values are compared: field by field, sealed ones opened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from lakay.journal.core import seal
from lakay.journal.core.events import Change
from lakay.journal.core.folding import changes_only
from lakay.journal.keys import KeyRing
from lakay.journal.registry import Table


def opened(ring: KeyRing, event: UUID, change: Change, *, strict: bool = True) -> dict[str, Any]:
    """All values of a change that can be read here: what is sealed for somebody erased, or under a key not held, is left out.

    Raises seal.CannotOpen for bytes that were changed although there are keys and `strict` is asked; a key of another node may be
    the one that is missing, so this is only asked of our own events.
    """
    values = dict(change.open)
    for name, data in change.sealed.items():
        keys = ring.opening(change.owner or change.record, name)
        if keys:
            try:
                values.update(seal.unseal_any(keys, data, seal.context(event, change.kind, change.record, name)))
            except seal.CannotOpen:
                if strict:
                    raise
    return values


def told(table: Table, values: Mapping[str, Any], *, change: Change) -> dict[str, Any]:
    """The values of a change that this program knows, each in its one form.

    Who makes a record says nothing of a field by leaving it empty, except of those that mean something only together.
    """
    known = {name: column.plain(values[name]) for name, column in table.by_name.items() if name in values}
    if changes_only(change.seen):
        return known
    said = {name: value for name, value in known.items() if not table.by_name[name].is_empty(value)}
    return {**{name: table.by_name[name].nothing for name in table.grouped}, **said}


def unknown(table: Table, values: Mapping[str, Any]) -> list[str]:
    """The fields of a change that this program does not know: those of a newer release."""
    return sorted(values.keys() - table.by_name.keys())
