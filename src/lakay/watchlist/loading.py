"""A whole file of alerts, step by step: each step a commit of its own, so that the booths never wait for long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.watchlist.actions import NothingToSettle, add_to_batch, expire_alerts, offer_batch, open_batch, settle_batch
from lakay.watchlist.categories import category_of
from lakay.watchlist.models import Alert, AlertList, Batch
from lakay.watchlist.rules.contents import BadContents, Contents, check_contents
from lakay.watchlist.rules.differences import Differences, Ground, Said, contents_from, differences
from lakay.watchlist.rules.sheet import Sheet
from lakay.watchlist.rules.sources import Entry, Source
from lakay.watchlist.rules.sources.entry import Fault
from lakay.watchlist.rules.states import AlertStatus, BatchStatus

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


def standing_of(of_list: AlertList) -> dict[str, tuple[UUID, Said]]:
    """By their name in a list, the alerts on our list that came from it, with what they say."""
    rows = Alert.objects.filter(of_list=of_list.pk, status=AlertStatus.ACTIVE).order_by("proposed_at", "id")
    return {row.origin: (row.pk, said_of(row)) for row in rows.iterator(chunk_size=1_000)}


def said_of(alert: Alert) -> Said:
    """What an alert says of whom it means."""
    one = alert.contents
    return one.names, one.documents, one.birth, one.sex, one.nationalities, one.note


def ground_of(of_list: AlertList) -> Ground:
    """On what ground the entries of a list stand."""
    legal = of_list.legal_basis, of_list.legal_reference
    return Ground(category_of(of_list.category), *legal, f"{of_list.owner}: {of_list.source}"[:120], of_list.instruction)


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
    """Enter the newest state of a list as one proposal, for a second person. Returns the id of the batch.

    Entries that cannot stand (no name, a document without a state) are faults of the batch. Raises ListNotStanding, NotAllowed, and
    CannotMove where it was withdrawn meanwhile: nothing of it stands then.
    """
    ground = ground_of(of_list)
    pairs, bad = _standable((*found.new, *found.changed), ground, at)
    faults = [*source.faults, *bad]
    receipt = open_batch(by=by, at=at, file_name=file_name, faults=faults, reason=reason, of_list=of_list.pk, ends=found.ends)
    batch = Batch.objects.get(pk=receipt.id_of(Batch))
    for start in range(0, len(pairs), IN_A_STEP):
        step = pairs[start : start + IN_A_STEP]
        with one_turn():
            contents, origins = [each for each, _ in step], [origin for _, origin in step]
            add_to_batch(by=by, at=at, batch=batch, contents=contents, origins=origins)
        progress(start + len(step))
    offer_batch(by=by, at=at, batch=batch)
    return batch.pk


def _standable(entries: Sequence[Entry], ground: Ground, at: datetime) -> tuple[list[tuple[Contents, str]], list[Fault]]:
    pairs, faults = [], []
    for number, one in enumerate(entries, 1):
        contents = contents_from(one, ground, at)
        try:
            check_contents(contents, ground.category, at)
        except BadContents as bad:
            faults += [Fault(number, one.origin, fault.value) for fault in bad.faults]
        else:
            pairs.append((contents, one.origin))
    return pairs, faults


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
