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
        return opens(key, self.data, self.bound_to)


def opens(key: bytes, data: bytes, bound_to: bytes) -> bool:
    """Whether a key opens sealed bytes."""
    try:
        seal.unseal(key, data, bound_to)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Brought:
    """A class of a subject of an event that seals nothing: whatever keys there are of it go with the event."""

    subject: UUID
    field_class: str

    def opens(self, key: bytes) -> bool:
        """Any key that is given for it."""
        return True


def wanted(event: Event, classes: Collection[str], brought: Collection[str]) -> Iterator[Seal | Brought]:
    """What keys are needed for: the sealed values of some classes in an event, or its subjects where it seals nothing."""
    yield from seals(event, classes)
    for subject in event.header.subjects if brought else ():
        for name in sorted(brought):
            yield Brought(subject, name)


def seals(event: Event, classes: Collection[str]) -> Iterator[Seal]:
    """The sealed values of some classes in an event."""
    for change in event.changes:
        for name, data in change.sealed.items():
            if name in classes:
                bound_to = seal.context(event.header.id, change.kind, change.record, name)
                yield Seal(change.owner or change.record, name, data, bound_to)
