"""A whole file of alerts, step by step: each step a commit of its own, so that the booths never wait for long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.watchlist.actions import NothingToSettle, add_to_batch, expire_alerts, offer_batch, open_batch, settle_batch
from lakay.watchlist.models import Alert, AlertList, Batch
from lakay.watchlist.plans import plan_of_list
from lakay.watchlist.rules.contents import Contents
from lakay.watchlist.rules.differences import Differences, differences
from lakay.watchlist.rules.sheet import Sheet
from lakay.watchlist.rules.sources import Source
from lakay.watchlist.rules.states import BatchStatus
from lakay.watchlist.standing import standing_of

IN_A_STEP = 200

Progress = Callable[[int], None]


def load_sheet(
    sheet: Sheet, *, by: Actor, at: datetime, file_name: str, reason: str, progress: Progress = lambda _done: None
) -> UUID:
    """Enter a file as one proposal, at once. Returns the id of the batch. If it is cut short, nothing of it was offered to anybody."""
    receipt = open_batch(by=by, at=at, file_name=file_name, faults=sheet.faults, reason=reason)
    batch = Batch.objects.get(pk=receipt.id_of(Batch))
    read_in(batch, [(one, "") for one in sheet.contents], by=by, at=at, progress=progress)
    return batch.pk


def tried(of_list: AlertList, source: Source) -> Differences:
    """What a file would change, before anything is written."""
    return differences(source.entries, standing_of(of_list))


def load_list(
    of_list: AlertList,
    source: Source,
    found: Differences,
    *,
    by: Actor,
    at: datetime,
    file_name: str,
    reason: str,
    progress: Progress = lambda _done: None,
) -> UUID:
    """Enter the newest state of a list as one proposal, for a second person, at once. Returns the id of the batch.

    Entries that cannot stand (no name, a document without a state) are faults of the batch. Raises ListNotStanding, NotAllowed, and
    CannotMove where it was withdrawn meanwhile: nothing of it stands then.
    """
    plan = plan_of_list(of_list, source, found, at)
    who: Any = {"by": by, "at": at, "reason": reason}
    receipt = open_batch(file_name=file_name, faults=plan.faults, of_list=of_list.pk, ends=plan.ends, **who)
    batch = Batch.objects.get(pk=receipt.id_of(Batch))
    read_in(batch, plan.alerts, by=by, at=at, progress=progress)
    return batch.pk


def read_in(
    batch: Batch,
    alerts: Sequence[tuple[Contents, str]],
    *,
    by: Actor,
    at: datetime,
    progress: Progress = lambda _done: None,
) -> None:
    """Put alerts into a file, some hundred at a time, and offer it to a second person. Raises CannotMove where it was taken back."""
    for start in range(0, len(alerts), IN_A_STEP):
        step = alerts[start : start + IN_A_STEP]
        with one_turn():
            contents, origins = [each for each, _ in step], [origin for _, origin in step]
            add_to_batch(by=by, at=at, batch=batch, contents=contents, origins=origins)
        progress(start + len(step))
    offer_batch(by=by, at=at, batch=batch)


def settle_all(batch: Batch, *, by: Actor, at: datetime, progress: Progress = lambda _done: None) -> None:
    """Carry a decision out to the last row. What was cut short goes on here; somebody who stops it is heard after each step."""
    steps = 0
    while Batch.objects.get(pk=batch.pk).status in {BatchStatus.APPROVED, BatchStatus.REJECTED}:
        try:
            with one_turn():
                settle_batch(by=by, at=at, batch=batch)
        except NothingToSettle:  # somebody else went on with it at the same time, or stopped it
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
