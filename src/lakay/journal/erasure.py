"""Erasing a person or case: the key is destroyed, and with it every sealed value of theirs in the journal and in old copies.

The events stay, and so does the chain: that something was done, when and by whom, remains; about whom can no longer be read.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from lakay.journal.act import Act
from lakay.journal.again import destroy_keys, show
from lakay.journal.keys import Erased
from lakay.journal.models import ClassKey, Event, SubjectKey
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


ERASE = "journal.subject.erase"


@action(ERASE, Purpose.SUBJECT_REQUEST)
def erase_subject(act: Act, *, by: Actor, at: datetime, subject: UUID, command: UUID | None = None) -> None:
    """Destroy the key of a person or case and blank what it sealed in the tables. Nobody can undo it.

    Raises MayNotErase, NobodyToErase, or Erased if it was done before.
    """
    check_can_erase(by)
    _destroy_key(act, subject, at)
    show(act.batch, [subject])
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


def leave_no_trace() -> None:
    """Empty what the database keeps of old pages: SQLite's write-ahead log. Freed cells were overwritten already (secure_delete).

    On PostgreSQL old row versions wait for VACUUM and its log for recycling; see ADR 0006.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


__all__ = ["Erased", "MayNotErase", "NobodyToErase", "check_can_erase", "erase_subject", "leave_no_trace"]
