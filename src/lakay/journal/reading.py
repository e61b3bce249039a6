"""Reads on the record: who looked at whom, when and why. Reading a sensitive record appends an event too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from lakay.journal.act import Act, Receipt
from lakay.journal.writing import write_event
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

    looked_at, through = tuple(subjects), tuple(records)

    def write(act: Act) -> None:
        act.subject(*looked_at)
        act.about(*through)
        act.note()

    return write_event(what, write, by=by, at=at, purpose=purpose)
