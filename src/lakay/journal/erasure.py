"""Erasing a person or case: the key is destroyed, and with it every sealed value of theirs in the journal and in old copies.

The events stay, and so does the chain: that something was done, when and by whom, remains; about whom can no longer be read.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from lakay.journal.act import Act
from lakay.journal.batch import Batch
from lakay.journal.inserting import inserter
from lakay.journal.keys import Erased, KeyRing, node_keys
from lakay.journal.models import ClassKey, Conflict, Event, File, SubjectKey
from lakay.journal.registry import tables
from lakay.journal.replay import Folded, Replay, conflict_rows, events
from lakay.journal.writing import action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

CAN_ERASE = "journal:subject:erase"


class MayNotErase(PermissionError):
    """This person may not erase anybody."""


class NobodyToErase(LookupError):
    """Nothing was ever sealed for this subject."""


def check_can_erase(by: Actor) -> None:
    """Raise MayNotErase."""
    if not by.may(CAN_ERASE):
        raise MayNotErase(CAN_ERASE)


@action("journal.subject.erase", Purpose.SUBJECT_REQUEST)
def erase_subject(act: Act, *, by: Actor, at: datetime, subject: UUID, command: UUID | None = None) -> None:
    """Destroy the key of a person or case and blank what it sealed in the tables. Nobody can undo it.

    Raises MayNotErase, NobodyToErase, or Erased if it was done before.
    """
    check_can_erase(by)
    _destroy_key(act, subject, at)
    touched = _records_of(subject)
    for kind, record in touched:
        _make_again(act, Replay(KeyRing(node_keys())).record(kind, record))
    Event.objects.filter(references__ref=subject, references__subject=True).update(digest=b"")
    act.subject(subject)
    act.note()
    act.on_commit(leave_no_trace)


def _destroy_key(act: Act, subject: UUID, at: datetime) -> None:
    ring = act.batch.ring
    if ring.erased(subject):
        raise Erased(subject)
    if not SubjectKey.objects.filter(subject=subject).exists() and not ClassKey.objects.filter(subject=subject).exists():
        raise NobodyToErase(subject)
    destroy_keys(act.batch, [subject], at)


def destroy_keys(batch: Batch, subjects: list[UUID], at: datetime) -> None:
    """Every key of some subjects goes, and one row without a key says so, whether or not there was any."""
    SubjectKey.objects.filter(subject__in=subjects).delete()
    ClassKey.objects.filter(subject__in=subjects).delete()
    for subject in subjects:
        batch.insert(SubjectKey, (subject, "", None, at))
    batch.new_generation()


def _records_of(subject: UUID) -> list[tuple[str, UUID]]:
    """Every record that some event sealed values of under this subject's key, in the order of the tables."""
    found = {
        (change.kind, change.record)
        for _, changes in events(about=subject)
        for change in changes
        if change.sealed and change.owner == subject
    }
    order = {kind: place for place, kind in enumerate(tables())}
    return sorted((pair for pair in found if pair[0] in order), key=lambda pair: (order[pair[0]], pair[1]))


def _make_again(act: Act, folded: Folded) -> None:
    """Bring a row to what the journal still says of it, as `rebuild` would."""
    row = folded.instance()
    names = [column.attname for column in folded.table.columns if column.name in folded.table.sealed]
    values: dict[str, Any] = {name: getattr(row, name) for name in names}
    if isinstance(row, File):
        values["versions"] = row.versions
    folded.table.model._default_manager.filter(pk=folded.id).update(**values)
    Conflict.objects.filter(kind=folded.table.kind, record=folded.id).delete()
    for conflict in conflict_rows(folded):
        act.batch.insert(Conflict, inserter(Conflict).row(conflict))


def leave_no_trace() -> None:
    """Empty what the database keeps of old pages: SQLite's write-ahead log. Freed cells were overwritten already (secure_delete).

    On PostgreSQL old row versions wait for VACUUM and its log for recycling; see ADR 0006.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


__all__ = ["Erased", "MayNotErase", "NobodyToErase", "check_can_erase", "erase_subject", "leave_no_trace"]
