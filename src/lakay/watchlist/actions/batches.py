"""A file of many alerts: read in by one person, approved or rejected as a whole by another, carried out some hundreds at a time.

Each step is an event of its own, so that a long file never holds up the booths; what was cut short goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions.values import make_keys, move, new_alert
from lakay.watchlist.models import Alert, Batch
from lakay.watchlist.permissions import OwnProposal, check_can_decide, check_can_propose
from lakay.watchlist.rules.contents import Contents
from lakay.watchlist.rules.states import BATCH_STATES, AlertStatus, BatchStatus

IN_A_STEP = 200


class NothingToSettle(ValueError):
    """The file has not been decided on, or everything in it has been carried out."""


@action("watchlist.batch.open", Purpose.SECURITY)
def open_batch(
    act: Act, *, by: Actor, at: datetime, file_name: str, faults: Sequence[Any], reason: str, command: UUID | None = None
) -> None:
    """Begin to read in a file. `faults` are the rows that were left out."""
    check_can_propose(by, reason)
    values = {"file_name": file_name[:200], "faults": [list(fault) for fault in faults], "rows": 0}
    who = {"agency": by.agency, "proposed_by": by.id, "proposed_at": at}
    act.create(Batch, status=BatchStatus.LOADING.value, reason=reason.strip(), **values, **who)


@action("watchlist.batch.add", Purpose.SECURITY)
def add_to_batch(
    act: Act, *, by: Actor, at: datetime, batch: Batch, contents: Sequence[Contents], command: UUID | None = None
) -> None:
    """Some hundred alerts of the file. Raises CannotMove once the file was offered."""
    now = _own(by, batch)
    if now.status != BatchStatus.LOADING:
        raise CannotMove(BatchStatus(now.status), BatchStatus.LOADING)
    for each in contents:
        new_alert(act, each, by=by, at=at, batch=now)
    act.update(batch, rows=now.rows + len(contents))


@action("watchlist.batch.offer", Purpose.SECURITY)
def offer_batch(act: Act, *, by: Actor, at: datetime, batch: Batch, command: UUID | None = None) -> None:
    """The file is in: it waits for a second person."""
    _move(act, _own(by, batch), BatchStatus.WAITING)


@action("watchlist.batch.decide", Purpose.SECURITY)
def decide_batch(
    act: Act, *, by: Actor, at: datetime, batch: Batch, approve: bool, reason: str, command: UUID | None = None
) -> None:
    """A second person agrees to the whole file or to nothing of it."""
    now = Batch.objects.select_for_update().get(pk=batch.pk)
    check_can_decide(by, now.proposed_by, reason)
    to = BatchStatus.APPROVED if approve else BatchStatus.REJECTED
    _move(act, now, to, decided_by=by.id, decided_at=at, decision_reason=reason.strip())


@action("watchlist.batch.settle", Purpose.SECURITY)
def settle_batch(act: Act, *, by: Actor, at: datetime, batch: Batch, command: UUID | None = None) -> None:
    """Carry the decision out for the next some hundred alerts. Raises NothingToSettle when there is nothing left to do."""
    now = Batch.objects.select_for_update().get(pk=batch.pk)
    check_can_decide(by, now.proposed_by, now.decision_reason or "-")
    if now.status not in {BatchStatus.APPROVED, BatchStatus.REJECTED}:
        raise NothingToSettle
    waiting = Alert.objects.filter(batch=now, status=AlertStatus.PROPOSED).order_by("id")
    alerts = list(waiting[:IN_A_STEP])
    for alert in alerts:
        _settle(act, alert, approved=now.status == BatchStatus.APPROVED, at=at)
    if len(alerts) < IN_A_STEP:
        _move(act, now, BatchStatus.DONE)


def _settle(act: Act, alert: Alert, *, approved: bool, at: datetime) -> None:
    if not approved:
        move(act, alert, AlertStatus.REJECTED, at)
    elif alert.until_at <= at:
        move(act, alert, AlertStatus.EXPIRED, at)
    else:
        move(act, alert, AlertStatus.ACTIVE, at)
        make_keys(act, alert)


def _own(by: Actor, batch: Batch) -> Batch:
    """The file as it stands, for the one who reads it in."""
    check_can_propose(by, "-")
    now = Batch.objects.select_for_update().get(pk=batch.pk)
    if now.proposed_by != by.id:
        raise OwnProposal
    return now


def _move(act: Act, batch: Batch, to: BatchStatus, **more: Any) -> None:
    BATCH_STATES.check_can_move(BatchStatus(batch.status), to)
    act.update(batch, status=to.value, **more)
