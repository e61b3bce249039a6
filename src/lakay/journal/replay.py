"""The tables made again from the journal: to rebuild them, or to find a row that somebody changed behind its back."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from sys import intern
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from lakay.journal.core.events import VERSION, BadEvent, Change, Header, from_body
from lakay.journal.core.folding import Made, Seen, State, fold
from lakay.journal.core.merge import Dot, Write
from lakay.journal.inserting import Row
from lakay.journal.keys import Erased, KeyRing, node_keys
from lakay.journal.models import Conflict, File, Record, Reference, Unapplied
from lakay.journal.models import Event as EventRow
from lakay.journal.registry import Table, tables
from lakay.journal.said import opened, told
from lakay.journal.versions import Versions, as_created, versions_of

Progress = Callable[[int], None]
PAGE = 2000
AT_ONCE = 900
TOGETHER = 500
"""Events whose keys are fetched in one go."""


@dataclass(slots=True)
class Folded:
    """What the journal says of one record, and the last event that said something.

    A fact is said once, and most files too: of those there are `plain` values, and for a file by what it was `made`. Only where more is said of a
    file it has a state, which takes several times the room.
    """

    table: Table
    id: UUID
    last_event: UUID
    plain: dict[str, Any] = field(default_factory=dict)
    made: Made | None = None
    folded: State | None = None

    def tell(self, event: UUID, dot: Dot, hlc: int, values: dict[str, Any], seen: Seen) -> None:
        """One more thing that an event says of a file."""
        self.last_event = event
        if self.folded is None and self.made is None and not seen:
            self.made, self.plain = (hlc, *dot), values
        else:
            self.folded = fold(self.state, dot, hlc, values, seen)
            self.made, self.plain = None, {}

    @property
    def state(self) -> State:
        """All that is known of a file."""
        if self.folded is not None:
            return self.folded
        nothing = State(self.table.kind)
        return fold(nothing, self.made[1:], self.made[0], self.plain, {}) if self.made else nothing

    @property
    def conflicts(self) -> list[tuple[str, Write]]:
        """Every value of a file that lost without having been seen."""
        return self.folded.conflicts if self.folded else []

    def value(self, name: str) -> Any:
        """The value that stands, as it is in events; None where nothing was said."""
        return self.folded.value(name) if self.folded else self.plain.get(name)

    def row(self) -> Row:
        """The row as it should stand, in the order of the table's columns."""
        values = [column.read(self.value(column.name)) for column in self.table.columns]
        return (self.id, self._versions(), *values) if self.table.is_file else (self.id, *values)

    def instance(self) -> Record:
        """The same as a record."""
        made = self.table.model(id=self.id)
        for column in self.table.columns:
            setattr(made, column.attname, column.read(self.value(column.name)))
        if isinstance(made, File):
            made.versions = self._versions()
        return made

    def _versions(self) -> Versions:
        if self.folded is None and self.made is not None:
            hlc, origin, seq = self.made
            return as_created(origin, (seq, hlc))
        return versions_of(self.state)


Told = tuple[Header, tuple[Change, ...]]


def in_effect() -> QuerySet[EventRow]:
    """The events that take effect: all but those that wait or were refused, or of which this program understands nothing."""
    partly = Q(state=Unapplied.NEWER, reason=Unapplied.FIELDS)
    return EventRow.objects.exclude(id__in=Unapplied.objects.exclude(partly).values("event"))


def events(progress: Progress | None = None, strict: bool = True) -> Iterator[Told]:
    """Every event of the store that takes effect, by stamp.

    Raises BadEvent for one that cannot be read, or passes it over where that is no longer a secret (`strict=False`: `verify` names it).
    """
    origins = EventRow.objects.values_list("node", "epoch").distinct()
    streams = [_stream(in_effect().filter(node=node, epoch=epoch), strict) for node, epoch in origins]
    merged = heapq.merge(*streams, key=lambda event: (event[0].hlc, str(event[0].origin)))
    for count, event in enumerate(merged, 1):
        if progress and count % PAGE == 0:
            progress(count)
        yield event


def events_about(refs: Iterable[UUID]) -> Iterator[Told]:
    """Each event in effect that is about one of some persons, cases or records, once and in no certain order."""
    wanted, done = sorted(set(refs)), set[UUID]()
    for start in range(0, len(wanted), AT_ONCE):
        named = Reference.objects.filter(ref__in=wanted[start : start + AT_ONCE]).values("event")
        for event, body in in_effect().filter(id__in=named).values_list("id", "body").iterator(chunk_size=PAGE):
            if event not in done:
                done.add(event)
                yield from_body(as_bytes(body))


def as_bytes(value: Any) -> bytes:
    """The bytes of a column, whatever type a hand in the database has left there."""
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def _stream(rows: QuerySet[EventRow], strict: bool) -> Iterator[Told]:
    """One origin's events in order, a page at a time, so that a long journal never stands in memory whole."""
    last = 0
    while page := list(rows.filter(seq__gt=last).order_by("seq").values_list("seq", "body")[:PAGE]):
        for _, body in page:
            try:
                yield from_body(as_bytes(body))
            except BadEvent:
                if strict:
                    raise
        last = page[-1][0]


class Replay:
    """Folds events into records. Facts are handed out as soon as they are read; files at the end."""

    def __init__(self, ring: KeyRing | None = None, strict: bool = True) -> None:
        self._ring = ring or KeyRing(node_keys())
        self._strict = strict
        self._node = node_keys().node
        self.files: dict[tuple[str, UUID], Folded] = {}

    def everything(self, progress: Progress | None = None) -> Iterator[Folded]:
        """Read the whole journal; yields each fact as it comes, and the files at the end."""
        told = events(progress=progress, strict=self._strict)
        while some := list(islice(told, TOGETHER)):
            self._load_keys(change for _, changes in some for change in changes)
            for header, changes in some:
                for change in changes:
                    folded = self._apply(header, change)
                    if folded is not None and not folded.table.is_file:
                        yield folded
        yield from self.files.values()

    def _load_keys(self, changes: Iterable[Change]) -> None:
        self._ring.load([change.owner or change.record for change in changes if change.sealed])

    def some(self, records: Collection[tuple[str, UUID]]) -> list[Folded]:
        """What the journal says of some records, from their own events alone."""
        found: dict[tuple[str, UUID], Folded] = {}
        for header, changes in events_about(record for _, record in records):
            self._load_keys(changes)
            for change in changes:
                if (change.kind, change.record) in records and (folded := self._apply(header, change)):
                    found[change.kind, change.record] = folded
        return list(found.values())

    def _apply(self, header: Header, change: Change) -> Folded | None:
        table = tables().get(change.kind)
        if table is None or header.version != VERSION:
            return None
        ours = self._strict and header.origin.node == self._node
        values = told(table, opened(self._ring, header.id, change, strict=ours), change=change)
        if not table.is_file:
            return Folded(table, change.record, header.id, values)
        key = (change.kind, change.record)
        folded = self.files.get(key)
        if folded is None:
            folded = self.files[key] = Folded(table, change.record, header.id)
        folded.tell(header.id, (intern(str(header.origin)), header.seq), header.hlc, values, change.seen)
        return folded


def conflict_rows(folded: Folded) -> list[Conflict]:
    """The values of a record that lost without having been seen: they wait for a person to decide."""
    return [conflict_row(folded.table, folded.id, name, rival) for name, rival in folded.conflicts]


def conflict_row(table: Table, record: UUID, name: str, rival: Write) -> Conflict:
    """One of them as it is stored."""
    origin, seq = rival.dot
    node, epoch = origin.split(".")
    event = EventRow.objects.values_list("id", flat=True).get(node=node, epoch=epoch, seq=seq)
    where = {"kind": table.kind, "record": record, "field": name}
    return Conflict(**where, origin=origin, seq=seq, hlc=rival.hlc, event=event, value=rival.value)


__all__ = ["Erased", "Folded", "Replay", "conflict_row", "conflict_rows", "events", "events_about", "in_effect"]
