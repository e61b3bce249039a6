"""What a node holds, said so that two nodes can be held against each other. Runs in a process of that node, after the storm."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from lakay.journal import checking, rebuild
from lakay.journal.core.folding import changes_only
from lakay.journal.keys import node_keys
from lakay.journal.models import Conflict, Event, Reference, Unapplied
from lakay.journal.registry import Table, tables
from lakay.kernel.fields import SEALED
from lakay.sync.quiet import quiet, without_quiet
from lakay.sync.store import DjangoStore, held_event

PAGE = 1_000


def holdings() -> dict[str, Any]:
    """Events by origin and number with their hash; records with a digest of what anyone may read of them; what has no effect.

    `quiet`: of each event that waits quietly, the record it waits for; `makers`, of a hub: of each record, the events that made it.
    """
    return {
        "node": node_keys().node,
        "events": {
            name(row.node, row.epoch, row.seq): bytes(row.hash).hex()[:24] for row in Event.objects.defer("body").iterator()
        },
        "records": dict(_records()),
        "unapplied": dict(Counter(_unapplied())),
        "quiet": dict(_quiet()),
        "makers": _makers() if DjangoStore().me.is_hub else {},
        "faults": sum(1 for _ in checking.findings()) + sum(1 for _ in rebuild.drifts()),
    }


def _unapplied() -> Iterator[str]:
    """Events without effect, each by its state, its reason, what was done, and the rule or field that stands in the way."""
    for row in without_quiet(Unapplied.objects.select_related("event")).iterator():
        yield " ".join(filter(None, (row.state, row.reason, row.event.action, row.detail)))


def _quiet() -> Iterator[tuple[str, str]]:
    for row in quiet().select_related("event").iterator():
        yield name(row.event.node, row.event.epoch, row.event.seq), str(row.needs)


def _makers() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in Event.objects.order_by("position").iterator():
        event = held_event(row)
        for change in event.changes:
            if not changes_only(change.seen):
                found.setdefault(str(change.record), []).append(name(row.node, row.epoch, row.seq))
    return found


def owed(to: str) -> dict[str, list[str]]:
    """The events of this store that a peer should have by the table, counted from the first one, whatever was ever sent."""
    store = DjangoStore()
    peer, audience = store.peer(to), store.audience()
    if peer is None:
        raise LookupError(to)
    found: list[str] = []
    position = 0
    while page := list(store.after(position, PAGE, lambda _action: True)):
        position = page[-1].position
        for held in page:
            header = held.event.header
            if held.state != "refused" and audience.opens(held.event, peer, store.known, None) is not None:
                found.append(name(header.origin.node, header.origin.epoch, header.seq))
    return {"events": found}


def name(node: str, epoch: str, seq: int) -> str:
    """An event's identity as one word."""
    return f"{node}.{epoch}:{seq}"


def _records() -> Iterator[tuple[str, list[str]]]:
    """Each record: a digest of the events that are held about it, and one of its open values, its versions and its conflicts."""
    about: dict[str, list[str]] = {}
    for ref, event in Reference.objects.values_list("ref", "event_id").iterator():
        about.setdefault(str(ref), []).append(str(event))
    for table in tables().values():
        for row in table.model._default_manager.all().iterator():
            events = digest(sorted(about.get(str(row.pk), [])))
            yield f"{table.kind}:{row.pk}", [events, digest(_state(table, row))]


def _state(table: Table, row: Any) -> list[Any]:
    """What anyone may read of a record. Of a sealed field a node without the key does not even know who wrote it last."""
    opened = {column.name: column.said(row) for column in table.columns if column.field_class not in SEALED}
    known = {*opened, "*"}
    versions = {name: version for name, version in (getattr(row, "versions", None) or {}).items() if name in known}
    rivals = Conflict.objects.filter(record=row.pk, field__in=known).order_by("field", "origin", "seq")
    return [opened, versions, [list(one) for one in rivals.values_list("field", "origin", "seq")]]


def digest(value: Any) -> str:
    """A short hash of a value."""
    return sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()[:24]
