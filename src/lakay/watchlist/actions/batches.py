"""A file of many alerts: read in by one person, approved or rejected as a whole by another, carried out some hundreds at a time.

Each step is an event of its own, so that a long file never holds up the booths; what was cut short goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions.screening import new_screening
from lakay.watchlist.actions.values import make_keys, move, new_alert
from lakay.watchlist.models import Alert, AlertList, Batch
from lakay.watchlist.permissions import OwnProposal, check_can_decide, check_can_propose
from lakay.watchlist.rules.contents import Contents
from lakay.watchlist.rules.lists import ListStatus
from lakay.watchlist.rules.states import BATCH_STATES, AlertStatus, BatchStatus

IN_A_STEP = 200
AT_ONCE = 5_000
"""Ids in one question: databases set a limit."""

MOST_FAULTS = 2_000
"""Rows left out that are kept with the file; more than that is not a list."""


class NothingToSettle(ValueError):
    """The file has not been decided on, or everything in it has been carried out."""


class ListNotStanding(ValueError):
    """Two people have not agreed on this list, or it was closed."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """The content of a file that waits, sealed, to be read in the background.

    `said`: `columns`, where somebody has said which heading holds what; `zone`, the clock by which its days are counted. `only_try`:
    show what it would change, and wait.
    """

    file_hash: str
    said: dict[str, Any] | None = None
    only_try: bool = False


@action("watchlist.batch.open", Purpose.SECURITY)
def open_batch(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    file_name: str,
    faults: Sequence[Any],
    reason: str,
    of_list: UUID | None = None,
    ends: Sequence[str] = (),
    waiting: Waiting | None = None,
    command: UUID | None = None,
) -> None:
    """Begin to read in a file. `faults` are the rows that were left out.

    `of_list`: the list of which it is the newest state; `ends` are alerts of that list which it takes off. `waiting`: what the program
    will read in the background, instead of whoever brings it. Raises ListNotStanding.
    """
    check_can_propose(by, reason)
    if of_list is not None and not AlertList.objects.filter(pk=of_list, status=ListStatus.STANDING).exists():
        raise ListNotStanding
    values = {"file_name": file_name[:200], "faults": [list(fault) for fault in faults[:MOST_FAULTS]], "rows": 0}
    values |= {"of_list": of_list, "ends": list(ends) or None, "status": BatchStatus.LOADING.value}
    if waiting is not None:
        values |= {"file_hash": waiting.file_hash, "said": waiting.said}
        values |= {"status": BatchStatus.TRYING.value} if waiting.only_try else {}
    who = {"agency": by.agency, "proposed_by": by.id, "proposed_at": at}
    act.create(Batch, reason=reason.strip(), **values, **who)


@action("watchlist.batch.add", Purpose.SECURITY)
def add_to_batch(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    batch: Batch,
    contents: Sequence[Contents],
    origins: Sequence[str] = (),
    command: UUID | None = None,
) -> None:
    """Some hundred alerts of the file, with their names in the list they come from. Raises CannotMove once the file was offered."""
    now = own_batch(by, batch)
    if now.status != BatchStatus.LOADING:
        raise CannotMove(BatchStatus(now.status), BatchStatus.LOADING)
    for each, origin in zip(contents, origins or [""] * len(contents), strict=True):
        new_alert(act, each, by=by, at=at, batch=now, of_list=now.of_list, origin=origin)
    act.update(batch, rows=now.rows + len(contents))


@action("watchlist.batch.offer", Purpose.SECURITY)
def offer_batch(act: Act, *, by: Actor, at: datetime, batch: Batch, command: UUID | None = None) -> None:
    """The file is in: it waits for a second person."""
    move_batch(act, own_batch(by, batch), BatchStatus.WAITING)


@action("watchlist.batch.decide", Purpose.SECURITY)
def decide_batch(
    act: Act, *, by: Actor, at: datetime, batch: Batch, approve: bool, reason: str, command: UUID | None = None
) -> None:
    """A second person agrees to the whole file or to nothing of it."""
    now = Batch.objects.select_for_update().get(pk=batch.pk)
    check_can_decide(by, now.proposed_by, reason)
    to = BatchStatus.APPROVED if approve else BatchStatus.REJECTED
    move_batch(act, now, to, decided_by=by.id, decided_at=at, decision_reason=reason.strip())


@action("watchlist.batch.settle", Purpose.SECURITY)
def settle_batch(act: Act, *, by: Actor, at: datetime, batch: Batch, command: UUID | None = None) -> None:
    """Carry the decision out for the next some hundred alerts: first what comes on, then what goes.

    Raises NothingToSettle when there is nothing left to do.
    """
    now = Batch.objects.select_for_update().get(pk=batch.pk)
    check_can_decide(by, now.proposed_by, "-")
    if now.status not in {BatchStatus.APPROVED, BatchStatus.REJECTED}:
        raise NothingToSettle
    approved = now.status == BatchStatus.APPROVED
    waiting = Alert.objects.filter(batch=now, status=AlertStatus.PROPOSED).order_by("id")
    alerts = list(waiting[:IN_A_STEP])
    act.batch.ring.load([alert.pk for alert in alerts])
    come_on = [alert for alert in alerts if _settle(act, alert, approved=approved, at=at)]
    for alert in come_on:  # after all the others, so that the keys of a step go to the database in one statement
        make_keys(act, alert)
    if len(alerts) < IN_A_STEP and not (approved and _take_off(act, now, at)):
        move_batch(act, now, BatchStatus.DONE)
        if approved and now.decided_at is not None:
            new_screening(act, by, at, now.decided_at)


def _take_off(act: Act, batch: Batch, at: datetime) -> bool:
    """End the next some hundred alerts that the list no longer has, or says otherwise. Returns whether there were any."""
    ends = [UUID(one) for one in batch.ends or ()]
    for start in range(0, len(ends), AT_ONCE):
        standing = Alert.objects.filter(pk__in=ends[start : start + AT_ONCE], status=AlertStatus.ACTIVE).order_by("id")
        if alerts := list(standing[:IN_A_STEP]):
            for alert in alerts:
                move(act, alert, AlertStatus.ENDED, at)
            return True
    return False


@action("watchlist.batch.withdraw", Purpose.SECURITY)
def withdraw_batch(act: Act, *, by: Actor, at: datetime, batch: Batch, command: UUID | None = None) -> None:
    """Who brought a file takes it back, also while it is still being read in. Nothing of it stands."""
    now = own_batch(by, batch)
    move_batch(act, now, BatchStatus.WITHDRAWN)


def _settle(act: Act, alert: Alert, *, approved: bool, at: datetime) -> bool:
    """Bring one alert to where the decision has it. Returns whether it is on the list now."""
    on = AlertStatus.EXPIRED if alert.until_at <= at else AlertStatus.ACTIVE
    to = on if approved else AlertStatus.REJECTED
    move(act, alert, to, at)
    return to is AlertStatus.ACTIVE


def own_batch(by: Actor, batch: Batch) -> Batch:
    """The file as it stands, for the one who reads it in."""
    check_can_propose(by, "-")
    now = Batch.objects.select_for_update().get(pk=batch.pk)
    if now.proposed_by != by.id:
        raise OwnProposal
    return now


def move_batch(act: Act, batch: Batch, to: BatchStatus, **more: Any) -> None:
    """Bring a file to another state. Raises CannotMove."""
    BATCH_STATES.check_can_move(BatchStatus(batch.status), to)
    act.update(batch, status=to.value, **more)
