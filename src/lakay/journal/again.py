"""Records made again from their own events: after an erasure, when a key came, when a newer program knows more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from uuid import UUID

from lakay.journal.batch import Batch
from lakay.journal.inserting import inserter
from lakay.journal.models import ClassKey, Conflict, SubjectKey
from lakay.journal.registry import tables
from lakay.journal.replay import Folded, Replay, conflict_rows, events_about

Named = tuple[str, UUID]
"""A record: its kind and id."""


def destroy_keys(batch: Batch, subjects: Iterable[UUID], at: datetime) -> None:
    """Every key of some subjects goes, and one row without a key says so, whether or not there was any."""
    gone = sorted(set(subjects))
    SubjectKey.objects.filter(subject__in=gone).delete()
    ClassKey.objects.filter(subject__in=gone).delete()
    for subject in gone:
        batch.insert(SubjectKey, (subject, "", None, at))
    batch.new_generation()


def show(batch: Batch, subjects: Iterable[UUID]) -> None:
    """Make the records of some subjects again: more of them can be read now, or nothing any more."""
    make_again(batch, records_of(subjects))


def records_of(subjects: Iterable[UUID]) -> set[Named]:
    """Every record of which some event in effect sealed values under a key of these subjects."""
    wanted = set(subjects)
    return {
        (change.kind, change.record)
        for _, changes in events_about(wanted)
        for change in changes
        if change.sealed and change.owner in wanted
    }


def make_again(batch: Batch, records: set[Named]) -> None:
    """Bring rows, and the values kept in conflict, to what the journal says now, as `rebuild` would."""
    if not records:
        return
    order = {kind: place for place, kind in enumerate(tables())}
    found = sorted(Replay(batch.ring).some(records), key=lambda folded: (order[folded.table.kind], folded.id))
    for _, same in groupby(found, key=lambda folded: folded.table.kind):
        _write(batch, list(same))


def _write(batch: Batch, found: list[Folded]) -> None:
    table = found[0].table
    rows = inserter(table.model)
    ids = [folded.id for folded in found]
    there = set(table.model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))
    rows.update(batch.connection, [folded.row() for folded in found if folded.id in there])
    for folded in found:
        if folded.id not in there and (folded.state.made or not table.is_file):
            batch.insert(table.model, folded.row())
    if table.is_file:
        Conflict.objects.filter(kind=table.kind, record__in=ids).delete()
        for folded in found:
            for conflict in conflict_rows(folded):
                batch.insert(Conflict, inserter(Conflict).row(conflict))
