"""Which key opens which sealed values: a subject may have several, and only the one that is needed travels."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from lakay.journal.core import seal
from lakay.journal.core.events import Event


@dataclass(frozen=True, slots=True)
class Seal:
    """The values of one class that an event seals for one subject in one record."""

    subject: UUID
    field_class: str
    data: bytes
    bound_to: bytes

    def opens(self, key: bytes) -> bool:
        """Whether a key opens them."""
        try:
            seal.unseal(key, self.data, self.bound_to)
        except ValueError:
            return False
        return True


def seals(event: Event, classes: Collection[str]) -> Iterator[Seal]:
    """The sealed values of some classes in an event."""
    for change in event.changes:
        for name, data in change.sealed.items():
            if name in classes:
                bound_to = seal.context(event.header.id, change.kind, change.record, name)
                yield Seal(change.owner or change.record, name, data, bound_to)
