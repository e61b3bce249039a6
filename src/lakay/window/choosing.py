"""Finds what may leave: in the journal the events that are old enough and safe at the hub, in the tables what still points to whom."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import ForeignKey, Max

from lakay.journal.core.events import BadEvent, from_body
from lakay.journal.models import Event, Reference, Unapplied
from lakay.journal.order import last_place
from lakay.journal.pruning import LEFT
from lakay.journal.reading import READ_SUFFIX
from lakay.journal.registry import tables
from lakay.sync.quiet import outlived
from lakay.window.pack import Window
from lakay.window.rules import Ref, Stretch, Touch, leaving, stretches, too_young

T = TypeVar("T")
CHUNK = 500
MOST_EVENTS = 20_000
"""In one go: so many of the oldest events are looked at."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event stands: in its origin's chain and in the order of this store, its last place there.

    And which store brought it (empty: its own), and its action.
    """

    node: str
    epoch: str
    seq: int
    position: int
    via: str
    action: str


Safe = Callable[[Place], bool]
"""Whether an event lies in a verified backup of the hub."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What leaves. `waiting`: those of the events that have waited in vain for a record that is known only further away."""

    records: frozenset[Ref]
    stretches: tuple[Stretch, ...]
    events: int
    waiting: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.events)


def plan(window: Window, safe: Safe, now: datetime) -> Plan:
    """What may leave now. Reads only."""
    touches = list(_old(window, safe, now)) if window.shortest else []
    candidates = {ref for touch in touches for ref in touch.records}
    last = _last_touched(candidates)
    stays = too_young(last, window.days, now) | _changed_elsewhere(candidates, {touch.event for touch in touches})
    records, events = leaving(touches, stays | _not_ended(candidates, window.ends), _pointed_at, _unsigned(touches))
    waiting = set(outlived(now).values_list("event", flat=True)).intersection(touch.event for touch in events)
    return Plan(frozenset(records), tuple(stretches(events)), len(events), frozenset(waiting))


def _old(window: Window, safe: Safe, now: datetime) -> Iterator[Touch]:
    """Events that are old enough for some kind, safe elsewhere, and have taken effect, came too late for it, or waited in vain."""
    awaited = Unapplied.objects.exclude(reason=LEFT).exclude(event__in=outlived(now).values("event"))
    rows = Event.objects.filter(at__lt=now - timedelta(days=window.shortest)).exclude(id__in=awaited.values("event"))
    for row in rows.order_by("at").defer("digest", "signature").annotate(last=last_place())[:MOST_EVENTS]:
        reads = row.action.endswith(READ_SUFFIX)
        too_new = reads and not (window.reads and row.at < now - timedelta(days=window.reads))
        if too_new or not safe(Place(row.node, row.epoch, row.seq, row.last or 0, row.via, row.action)):
            continue
        records = _changed_by(bytes(row.body))
        if records is not None and (records or reads):
            yield Touch(row.id, (row.node, row.epoch), row.seq, records)


def _unsigned(touches: Collection[Touch]) -> Callable[[tuple[str, str], int], bool]:
    """Which events of other nodes, from just before the first of these on, stand on the signature of one after them."""
    found: set[tuple[tuple[str, str], int]] = set()
    numbers: dict[tuple[str, str], list[int]] = {}
    for touch in touches:
        numbers.setdefault(touch.origin, []).append(touch.seq)
    for origin, seqs in numbers.items():
        rows = Event.objects.filter(node=origin[0], epoch=origin[1], seq__gte=min(seqs) - 1, seq__lte=max(seqs), signature=b"")
        found.update((origin, seq) for seq in rows.values_list("seq", flat=True))
    return lambda origin, seq: (origin, seq) in found


def _changed_by(body: bytes) -> frozenset[Ref] | None:
    """The records an event changed; None for one that this program cannot read: it stays."""
    try:
        _, changes = from_body(body)
    except BadEvent:
        return None
    return frozenset((change.kind, change.record) for change in changes)


def _last_touched(refs: Collection[Ref]) -> dict[Ref, datetime]:
    """When something was last done with each record, or with the person it is about; looking does not count."""
    kinds: dict[UUID, list[Ref]] = {}
    for ref in refs:
        kinds.setdefault(ref[1], []).append(ref)
    found: dict[Ref, datetime] = {}
    for chunk in _chunks(kinds):
        rows = Reference.objects.filter(ref__in=chunk).exclude(event__action__endswith=READ_SUFFIX)
        for row in rows.values("ref").annotate(last=Max("event__at")):
            at: datetime = row["last"]
            found.update(dict.fromkeys(kinds[row["ref"]], at))
    return found


def _changed_elsewhere(refs: Collection[Ref], old: Collection[UUID]) -> set[Ref]:
    """Records that some event outside the old ones has changed."""
    wanted, events = set(refs), set(old)
    found: set[Ref] = set()
    seen: set[UUID] = set()
    for chunk in _chunks({ref[1] for ref in refs}):
        others = Reference.objects.filter(ref__in=chunk).exclude(event__action__endswith=READ_SUFFIX)
        fresh = set(others.values_list("event_id", flat=True)) - events - seen
        seen |= fresh
        for part in _chunks(fresh):
            for body in Event.objects.filter(id__in=part).values_list("body", flat=True):
                changed = _changed_by(bytes(body))
                found |= wanted if changed is None else wanted & changed
    return found


def _not_ended(refs: Collection[Ref], ends: Mapping[str, str]) -> set[Ref]:
    """Records that still want something of somebody, for the field that says that they ended is empty; and what points to such a one."""
    paths = [(tables()[kind].model, name) for kind, name in ends.items()]
    paths += [(model, f"{key.removesuffix('_id')}__{ends[kind]}") for model, key, kind in _keys() if kind in ends]
    found: set[Ref] = set()
    for model, path in paths:
        for chunk in _chunks(record for kind, record in refs if kind == model.kind):
            open_ones = model._default_manager.filter(pk__in=chunk, **{f"{path}__isnull": True})
            found |= {(model.kind, record) for record in open_ones.values_list("pk", flat=True)}
    return found


def _pointed_at(going: set[Ref]) -> set[Ref]:
    """Of the records that would leave, those to which a row that stays points."""
    found: set[Ref] = set()
    by_kind: dict[str, set[UUID]] = {}
    for kind, record in going:
        by_kind.setdefault(kind, set()).add(record)
    for model, field, kind in _keys():
        own = by_kind.get(getattr(model, "kind", ""), set())
        for chunk in _chunks(by_kind.get(kind, ())):
            rows = model._default_manager.filter(**{f"{field}__in": chunk}).values_list("pk", field)
            found |= {(kind, target) for row, target in rows if row not in own}
    return found


def _keys() -> list[tuple[Any, str, str]]:
    """Every foreign key between records: the table it stands in, its field, the kind it points to."""
    kinds: dict[Any, str] = {table.model: kind for kind, table in tables().items()}
    found = []
    for model in kinds:
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model in kinds:
                found.append((model, field.attname, kinds[field.related_model]))
    return found


def _chunks(ids: Iterable[T]) -> Iterator[list[T]]:
    stream = iter(ids)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


__all__ = ["MOST_EVENTS", "Place", "Plan", "Safe", "plan"]
