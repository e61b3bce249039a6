"""Events that had taken effect and shall have none: what a stolen machine wrote after it was out of hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.journal.again import Named, make_again
from lakay.journal.batch import Batch
from lakay.journal.core.events import Event
from lakay.journal.core.folding import changes_only
from lakay.journal.foreign.applying import entered_of
from lakay.journal.foreign.outcomes import Entered
from lakay.journal.foreign.works import read
from lakay.journal.inserting import inserter
from lakay.journal.models import Conflict, Unapplied
from lakay.journal.registry import bound_to, tables
from lakay.journal.replay import events_about, in_effect
from lakay.journal.writer import run_write


def refuse(events: Iterable[UUID], reason: str, at: datetime) -> int:
    """Take the effect of some events away, and keep them among the refused. Returns how many had any.

    What they made leaves the tables, what they changed is made again from the other events, and events of others that need what is gone
    wait for it. `retry` gives the effect back. (The keys of somebody whom they erased do not come back.)
    """
    wanted = list(events)
    return run_write(lambda batch: _Undoing(batch, at).refuse(wanted, reason[:40])) if wanted else 0


class _Undoing:
    def __init__(self, batch: Batch, at: datetime) -> None:
        self._batch = batch
        self._at = at
        self._touched: set[Named] = set()

    def refuse(self, events: list[UUID], reason: str) -> int:
        standing = set(in_effect().filter(id__in=events).values_list("id", flat=True))
        others = Unapplied.objects.filter(event__in=events).exclude(event__in=standing)
        others.exclude(state=Unapplied.REFUSED).update(state=Unapplied.REFUSED, reason=reason, needs=None)
        todo: dict[UUID, tuple[str, str, UUID | None]] = dict.fromkeys(standing, (Unapplied.REFUSED, reason, None))
        while todo:
            gone = self._take_away(todo)
            todo = {event: (Unapplied.WAITING, "record", record) for event, record in self._need(gone)}
        make_again(self._batch, self._touched)
        return len(standing)

    def _take_away(self, events: dict[UUID, tuple[str, str, UUID | None]]) -> set[Named]:
        """Note the events as without effect; returns the records that nobody has made now."""
        said = [(event, state, reason, "", needs, self._at, 1) for event, (state, reason, needs) in events.items()]
        Unapplied.objects.filter(event__in=list(events)).delete()  # those that took effect in part
        inserter(Unapplied).insert(self._batch.connection, said)
        touched: set[Named] = set()
        for entered in entered_of(Unapplied.objects.filter(event__in=list(events))):
            touched.update((change.kind, change.record) for change in entered.event.changes if change.kind in tables())
        self._touched |= touched
        made = {
            (change.kind, change.record)
            for _, changes in events_about(record for _, record in touched)
            for change in changes
            if change.kind in tables() and not (tables()[change.kind].is_file and changes_only(change.seen))
        }
        gone = touched - made
        self._delete(gone)
        return gone

    def _delete(self, gone: Collection[Named]) -> None:
        using = self._batch.connection.alias
        for kind, record in gone:
            tables()[kind].model._default_manager.filter(pk=record)._raw_delete(using)
            Conflict.objects.filter(kind=kind, record=record)._raw_delete(using)

    def _need(self, gone: set[Named]) -> list[tuple[UUID, UUID]]:
        """Events in effect that cannot stand without the records that are gone: what changed them, and what points to them."""
        if not gone:
            return []
        missing = {record for _, record in gone}
        near = missing | self._pointing(gone)
        found: list[tuple[UUID, UUID]] = []
        for header, changes in events_about(near):
            entered = Entered(Event(header, changes, b"", b"", b""), header.id)
            keys = (UUID(key) for _, key in read(entered, self._batch.ring).needs)
            needed = next((key for key in keys if key in missing), None)
            if needed is not None:
                found.append((header.id, needed))
        return found

    def _pointing(self, gone: set[Named]) -> set[UUID]:
        """Records whose rows point to one that is gone."""
        by_model: dict[Any, set[UUID]] = {}
        for kind, record in gone:
            by_model.setdefault(tables()[kind].model, set()).add(record)
        found: set[UUID] = set()
        for table in tables().values():
            for field in table.model._meta.concrete_fields:
                for record in by_model.get(bound_to(field), ()):
                    rows = table.model._default_manager.filter(**{field.attname: record})
                    found.update(rows.values_list("pk", flat=True))
        return found
