"""What the hub notes of the keys of posts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.journal.writer import run_write
from lakay.sync.models import ReleaseNote
from lakay.sync.rules import ReleaseOutcome


def note_release(
    node: str, outcome: ReleaseOutcome, at: datetime, *, slot: str = "", until: datetime | None = None, by: UUID | None = None
) -> None:
    """Note that a card was taken, a release granted, or that somebody asked under threat."""
    values = {"node": node, "slot": slot, "at": at, "outcome": outcome.value, "until": until, "by": by}
    run_write(lambda batch: ReleaseNote.objects.create(**values))
