"""What a small node need not keep leaves its journal and its tables, once another node holds it safely.

In the chain a gap remains, with the hash at its end and the receipt that allowed it, so that the rest can still be proven. A record
leaves only whole: all events that ever changed it go with it, and nothing that stays may point to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lakay.journal.again import Named
from lakay.journal.batch import Batch
from lakay.journal.core import stretches
from lakay.journal.core.events import Change, Origin, from_body
from lakay.journal.core.stretches import Stretch
from lakay.journal.erasure import leave_no_trace
from lakay.journal.foreign.chains import load, store
from lakay.journal.foreign.held import chain_end, spans
from lakay.journal.models import ClassKey, Conflict, Event, Head, Reference, SecondPlace, SubjectKey, Unapplied
from lakay.journal.order import last_place
from lakay.journal.registry import all_fields, bound_to, tables
from lakay.journal.replay import events_about
from lakay.journal.writer import run_write

AT_ONCE = 900
Range = tuple[Origin, int, int]
"""Consecutive events of one origin: first and last number."""


class NotReceipted(ValueError):
    """Some of it is not known to lie safely at another node."""


class StillNeeded(ValueError):
    """A record that stays, or an event without effect, needs some of it. Says which kind and record."""


LEFT = "left"
"""The reason of an event that came too late: what it changes was pruned here before (`window.late`). It waits for nothing any more."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What another node has confirmed: it holds all that entered this store up to a position, our own chain up to `seq` with `hash`
    among it. `signed` is its receipt; whoever calls has proven the signature and that a verified backup of that node is meant.
    """

    position: int
    seq: int
    hash: bytes
    signed: bytes


@dataclass(frozen=True, slots=True)
class Pruned:
    """How much left."""

    events: int
    records: int


def prune(ranges: Iterable[Range], cover: Cover, *, unawaited: Collection[UUID] = ()) -> Pruned:
    """Take out events and the records that they made. Raises NotReceipted or StillNeeded, and then nothing has left.

    `unawaited`: events without effect that may leave all the same. Any other that has none yet is waited for.
    On SQLite the freed pages are overwritten, and the write-ahead log is emptied after the commit.
    """
    wanted = list(ranges)
    return run_write(lambda batch: _Pruning(batch, cover, unawaited).prune(wanted), unhurried=True)


def wait_no_more(events: Iterable[UUID]) -> int:
    """Set events aside that wait for a record which was pruned. Returns how many there were."""
    waiting = Unapplied.objects.filter(event__in=list(events), state=Unapplied.WAITING)
    return run_write(lambda batch: waiting.update(state=Unapplied.REFUSED, reason=LEFT, needs=None))


class _Pruning:
    def __init__(self, batch: Batch, cover: Cover, unawaited: Collection[UUID]) -> None:
        self._batch = batch
        self._cover = cover
        self._unawaited = frozenset(unawaited)
        self._events: list[UUID] = []
        self._records: set[Named] = set()
        self._owners: set[UUID] = set()

    def prune(self, ranges: Sequence[Range]) -> Pruned:
        self._check_cover()
        for origin, first, last in ranges:
            self._read(origin, first, last)
        self._check_needed()
        for origin, first, last in ranges:
            self._leave_gap(origin, first, last)
        self._take_out()
        self._forget_keys()
        self._batch.after_commit.append(leave_no_trace)
        return Pruned(len(self._events), len(self._records))

    def _check_cover(self) -> None:
        head = Head.objects.get(id=1)
        ours = bytes(head.hash) if self._cover.seq == head.seq else chain_end(Origin(head.node, head.epoch), self._cover.seq)
        if not self._cover.signed or ours != self._cover.hash:
            raise NotReceipted("the receipt speaks of another chain")

    def _read(self, origin: Origin, first: int, last: int) -> None:
        rows = Event.objects.filter(node=origin.node, epoch=origin.epoch, seq__gte=first, seq__lte=last)
        count = 0
        for event, position, body in rows.values_list("id", last_place(), "body").iterator(chunk_size=1000):
            if position is None or position > self._cover.position:
                raise NotReceipted(f"event {event}")
            count += 1
            self._events.append(event)
            _, changes = from_body(bytes(body))
            self._records.update((change.kind, change.record) for change in changes)
            self._owners.update(_owners(changes))
        if count != last - first + 1:
            raise NotReceipted(f"{origin}:{first}-{last} is not held whole")

    def _check_needed(self) -> None:
        for some in _chunks(self._events):
            unapplied = Unapplied.objects.filter(event__in=some).exclude(reason=LEFT).values_list("event", flat=True)
            if awaited := set(unapplied) - self._unawaited:
                raise StillNeeded(f"event {min(awaited)} has no effect yet")
        going = set(self._events)
        for header, changes in events_about(record for _, record in self._records):
            touched = {(change.kind, change.record) for change in changes} & self._records
            if touched and header.id not in going:
                raise StillNeeded("{} {}".format(*min(touched)))
        for kind, record in _pointed_at(self._records):
            raise StillNeeded(f"{kind} {record}")

    def _leave_gap(self, origin: Origin, first: int, last: int) -> None:
        own = (origin.node, origin.epoch) == (self._batch.head.node, self._batch.head.epoch)
        before = spans(origin) if own else load(origin, first, last)
        left, right = chain_end(origin, first - 1), chain_end(origin, last)
        if left is None or right is None:
            raise NotReceipted(f"{origin}:{first}-{last} does not hang together")
        after = stretches.leave(before, first, last, left, right, self._cover.signed)
        if own:  # our own chain has no stretches but its gaps
            before, after = _gaps(before), _gaps(after)
        store(origin, before, after)

    def _take_out(self) -> None:
        using = self._batch.connection.alias
        by_kind: dict[str, list[UUID]] = {}
        for kind, record in self._records:
            by_kind.setdefault(kind, []).append(record)
        for kind in [kind for kind in reversed(tables()) if kind in by_kind]:
            for some in _chunks(by_kind[kind]):
                tables()[kind].model._default_manager.filter(pk__in=some)._raw_delete(using)
                Conflict.objects.filter(kind=kind, record__in=some)._raw_delete(using)
        for some in _chunks(self._events):
            Reference.objects.filter(event__in=some)._raw_delete(using)
            SecondPlace.objects.filter(event__in=some)._raw_delete(using)
            Unapplied.objects.filter(event__in=some)._raw_delete(using)
            Event.objects.filter(id__in=some)._raw_delete(using)

    def _forget_keys(self) -> None:
        """Keys of whom nothing sealed is held any more go too. (They are not erased: a key that comes again is taken.)"""
        still = {owner for _, changes in events_about(self._owners) for owner in _owners(changes)}
        gone = self._owners - still
        for some in _chunks(gone):
            SubjectKey.objects.filter(subject__in=some, wrapped__isnull=False).delete()
            ClassKey.objects.filter(subject__in=some).delete()
        if gone:
            self._batch.new_generation()


def _owners(changes: Iterable[Change]) -> Iterator[UUID]:
    return (change.owner or change.record for change in changes if change.sealed)


def _gaps(found: list[Stretch]) -> list[Stretch]:
    return [one for one in found if not one.held]


def _pointed_at(going: set[Named]) -> Iterator[Named]:
    """Records that would leave and to which a row that stays points."""
    by_kind: dict[str, set[UUID]] = {}
    for kind, record in going:
        by_kind.setdefault(kind, set()).add(record)
    for model, field, kind in _foreign_keys():
        leaving = by_kind.get(getattr(model, "kind", ""), set())
        for some in _chunks(by_kind.get(kind, ())):
            rows = model._default_manager.filter(**{f"{field}__in": some}).values_list("pk", field)
            yield from ((kind, target) for row, target in rows if row not in leaving)


def _foreign_keys() -> list[tuple[Any, str, str]]:
    kinds: dict[Any, str] = {table.model: kind for kind, table in tables().items()}
    return [(model, field.attname, kind) for model, field in all_fields() if (kind := kinds.get(bound_to(field)))]


def _chunks(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    wanted = list(ids)
    return (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
