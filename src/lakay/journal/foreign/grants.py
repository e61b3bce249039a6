"""Keys of subjects on their way between nodes: whole, or of single classes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from lakay.journal.again import show
from lakay.journal.batch import Batch
from lakay.journal.core import seal
from lakay.journal.core.events import Change, Header, from_body
from lakay.journal.keys import AT_ONCE, KeyRing, node_keys
from lakay.journal.models import ClassKey, Event, Reference, SubjectKey
from lakay.journal.order import stand_again
from lakay.journal.replay import as_bytes
from lakay.journal.writer import run_write
from lakay.kernel.fields import SEALED


class SubjectGrant(NamedTuple):
    """A key of a person or case: of one class of values, or of all (`field_class` empty); 32 bytes."""

    subject: UUID
    field_class: str
    key: bytes


class BadGrant(ValueError):
    """A key of a wrong length, or for a class that is never sealed."""


def take_keys(grants: Sequence[SubjectGrant]) -> int:
    """Keep the keys that are new, and make again the records that were blank without them. Returns how many were new.

    A key of somebody who was erased is dropped. Raises BadGrant.
    """

    def work(batch: Batch) -> int:
        news = News(batch, grants)
        show(batch, news.subjects)
        stand_again(batch, news.opened())
        return news.count

    return run_write(work) if grants else 0


class News:
    """Keys that came: those that are new are kept. `subjects` are those of whom events were held already."""

    def __init__(self, batch: Batch, grants: Sequence[SubjectGrant]) -> None:
        self._ring = batch.ring
        self._end = batch.position
        named = {grant.subject for grant in grants}
        self._ring.load(named)
        self._before: dict[tuple[UUID, str], set[bytes]] = {
            (subject, str(name)): set(self._ring.opening(subject, name)) for subject in named for name in SEALED
        }
        fresh = keep(batch, grants)
        self.count = len(fresh)
        self.subjects = with_history({grant.subject for grant in fresh})

    def opened(self) -> list[UUID]:
        """The events held before that can be read now and could not then, in the order in which they came, also those that wait.

        Those that seal nothing and name one of the subjects are among them: with them the key goes on to others.
        """
        found: dict[int, UUID] = {}
        for start in range(0, len(self.subjects), AT_ONCE):
            named = Reference.objects.filter(ref__in=self.subjects[start : start + AT_ONCE]).values("event")
            rows = Event.objects.filter(id__in=named, position__lte=self._end).values_list("position", "id", "body")
            found.update((position or 0, row) for position, row, body in rows if self._goes_on(*from_body(as_bytes(body))))
        return [found[position] for position in sorted(found)]

    def _goes_on(self, header: Header, changes: Sequence[Change]) -> bool:
        if any(change.sealed for change in changes):
            return any(self._opens(header.id, one) for one in changes)
        return not set(self.subjects).isdisjoint(header.subjects)

    def _opens(self, event: UUID, change: Change) -> bool:
        owner = change.owner or change.record
        if owner not in self.subjects:
            return False
        for name, data in change.sealed.items():
            before = self._before.get((owner, name), set())
            keys = [key for key in self._ring.opening(owner, name) if key not in before]
            if keys and _opens(keys, data, seal.context(event, change.kind, change.record, name)):
                return not _opens(before, data, seal.context(event, change.kind, change.record, name))
        return False


def _opens(keys: Iterable[bytes], data: bytes, bound_to: bytes) -> bool:
    try:
        seal.unseal_any(keys, data, bound_to)
    except seal.CannotOpen:
        return False
    return True


def keep(batch: Batch, grants: Sequence[SubjectGrant]) -> list[SubjectGrant]:
    """Store the keys that are new, and return them."""
    _check(grants)
    wanted = {(grant.subject, grant.field_class, seal.mark(grant.key)): grant for grant in grants}
    subjects = list({grant.subject for grant in grants})
    for held in _held(subjects):
        wanted.pop(held, None)
    erased = _erased(subjects)
    fresh = [grant for grant in wanted.values() if grant.subject not in erased]
    for grant in fresh:
        mark, wrapped = batch.ring.wrapped(grant.subject, grant.key, grant.field_class)
        if grant.field_class:
            batch.insert(ClassKey, (grant.subject, grant.field_class, mark, wrapped))
        else:
            batch.insert(SubjectKey, (grant.subject, mark, wrapped, None))
    if fresh:
        batch.new_generation()
    return fresh


def _check(grants: Sequence[SubjectGrant]) -> None:
    for grant in grants:
        if len(grant.key) != seal.KEY_BYTES or (grant.field_class and grant.field_class not in SEALED):
            raise BadGrant(grant.field_class)


def _held(subjects: list[UUID]) -> set[tuple[UUID, str, str]]:
    found: set[tuple[UUID, str, str]] = set()
    for start in range(0, len(subjects), AT_ONCE):
        some = subjects[start : start + AT_ONCE]
        whole = SubjectKey.objects.filter(subject__in=some).values_list("subject", "mark")
        found.update((subject, "", mark) for subject, mark in whole)
        found.update(ClassKey.objects.filter(subject__in=some).values_list("subject", "field_class", "mark"))
    return found


def _erased(subjects: list[UUID]) -> set[UUID]:
    gone = SubjectKey.objects.filter(wrapped=None)
    return {
        subject
        for start in range(0, len(subjects), AT_ONCE)
        for subject in gone.filter(subject__in=subjects[start : start + AT_ONCE]).values_list("subject", flat=True)
    }


def with_history(subjects: Collection[UUID]) -> list[UUID]:
    """Those of some subjects of whom events are held already."""
    wanted = sorted(subjects)
    found: set[UUID] = set()
    for start in range(0, len(wanted), AT_ONCE):
        refs = Reference.objects.filter(ref__in=wanted[start : start + AT_ONCE], subject=True)
        found.update(refs.values_list("ref", flat=True))
    return sorted(found)


def keys_of(subjects: Iterable[UUID], classes: Collection[str]) -> list[SubjectGrant]:
    """The keys held here of some subjects for some classes, class by class; for all classes that are sealed, the whole keys."""
    ring = KeyRing(node_keys())
    wanted = list(dict.fromkeys(subjects))
    ring.load(wanted)
    whole = set(SEALED) <= set(classes)
    grants: list[SubjectGrant] = []
    for subject in wanted:
        if whole:
            grants += [SubjectGrant(subject, "", key) for key in ring.whole(subject)]
        for name in sorted(classes):
            keys = ring.given(subject, name) if whole else ring.opening(subject, name)
            grants += [SubjectGrant(subject, str(name), key) for key in keys]
    return grants
