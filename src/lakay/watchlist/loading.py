"""A whole file of alerts, step by step: each step a commit of its own, so that the booths never wait for long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.watchlist.actions import NothingToSettle, add_to_batch, expire_alerts, offer_batch, open_batch, settle_batch
from lakay.watchlist.models import Alert, Batch
from lakay.watchlist.rules.sheet import Sheet
from lakay.watchlist.rules.states import BatchStatus

IN_A_STEP = 200

Progress = Callable[[int], None]


def load_sheet(
    sheet: Sheet, *, by: Actor, at: datetime, file_name: str, reason: str, progress: Progress = lambda _done: None
) -> UUID:
    """Enter a file as one proposal. Returns the id of the batch. If it is cut short, nothing of it was offered to anybody."""
    receipt = open_batch(by=by, at=at, file_name=file_name, faults=sheet.faults, reason=reason)
    batch = Batch.objects.get(pk=receipt.id_of(Batch))
    for start in range(0, len(sheet.contents), IN_A_STEP):
        step = sheet.contents[start : start + IN_A_STEP]
        with one_turn():
            add_to_batch(by=by, at=at, batch=batch, contents=step)
        progress(start + len(step))
    offer_batch(by=by, at=at, batch=batch)
    return batch.pk


def settle_all(batch: Batch, *, by: Actor, at: datetime, progress: Progress = lambda _done: None) -> None:
    """Carry a decision out to the last row. What was cut short goes on here."""
    steps = 0
    while Batch.objects.get(pk=batch.pk).status in {BatchStatus.APPROVED, BatchStatus.REJECTED}:
        try:
            with one_turn():
                settle_batch(by=by, at=at, batch=batch)
        except NothingToSettle:  # somebody else went on with it at the same time
            return
        steps += 1
        progress(steps * IN_A_STEP)


def expire_all(*, by: Actor, at: datetime) -> int:
    """Take every alert off the list whose time is over. Returns how many."""
    count = 0
    while waiting := Alert.objects.lapsed(at).count():
        expire_alerts(by=by, at=at)
        count += min(waiting, IN_A_STEP)
    return count
