"""Reads on the record: who looked at whom, when and why. Reading a sensitive record appends an event too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lakay.journal.batch import Batch
from lakay.journal.writer import run_write
from lakay.journal.writing import Act, Receipt
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

READ_SUFFIX = ".read"
"""Every read event's action ends so: `people.person.read`."""


def record_read(
    *, by: Actor, at: datetime, purpose: Purpose, what: str, subjects: Iterable[UUID], records: Iterable[UUID] = ()
) -> Receipt:
    """Enter that somebody read the records of these persons or cases. `what` is a stable code ending in `.read`."""
    if not what.endswith(READ_SUFFIX):
        raise ValueError(f"{what} does not end in {READ_SUFFIX}")

    def work(batch: Batch) -> Receipt:
        act = Act(batch, what, by, at, purpose, None)
        act.subject(*subjects)
        act.about(*records)
        act.note()
        return act.finish(b"")

    return run_write(work)
