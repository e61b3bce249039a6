"""What the program and the second person say of a file that is worked on in the background: what it would change, stopped, gone on with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions.batches import MOST_FAULTS, move_batch, own_batch
from lakay.watchlist.models import Batch
from lakay.watchlist.permissions import check_can_decide
from lakay.watchlist.rules.states import BatchStatus

CARRIED_OUT = frozenset({BatchStatus.APPROVED, BatchStatus.REJECTED})
"""Where the program carries a decision out."""


@action("watchlist.batch.plan", Purpose.SECURITY)
def plan_batch(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    batch: Batch,
    planned: Mapping[str, int],
    faults: Sequence[Any],
    ends: Sequence[str],
    command: UUID | None = None,
) -> None:
    """The whole file was looked through: what it would change. One that was only to be tried out waits for its bringer's word now."""
    now = own_batch(by, batch)
    if now.status not in {BatchStatus.TRYING, BatchStatus.LOADING}:
        raise CannotMove(BatchStatus(now.status), BatchStatus.TRIED)
    found = {"planned": dict(planned), "faults": [list(fault) for fault in faults[:MOST_FAULTS]], "ends": list(ends) or None}
    if now.status == BatchStatus.TRYING:
        move_batch(act, now, BatchStatus.TRIED, **found)
    else:
        act.update(batch, **found)


@action("watchlist.batch.bring", Purpose.SECURITY)
def bring_tried(act: Act, *, by: Actor, at: datetime, batch: Batch, command: UUID | None = None) -> None:
    """Who has had a file tried out has it read in, for a second person."""
    move_batch(act, own_batch(by, batch), BatchStatus.LOADING)


@action("watchlist.batch.stop", Purpose.SECURITY)
def stop_settling(act: Act, *, by: Actor, at: datetime, batch: Batch, command: UUID | None = None) -> None:
    """Stop carrying an approval out: what is on the list stays there."""
    now = Batch.objects.select_for_update().get(pk=batch.pk)
    check_can_decide(by, now.proposed_by, "-")
    move_batch(act, now, BatchStatus.STOPPED)


@action("watchlist.batch.go_on", Purpose.SECURITY)
def go_on_settling(act: Act, *, by: Actor, at: datetime, batch: Batch, command: UUID | None = None) -> None:
    """Go on with a decision that was stopped, or that the program could not carry out. From now on it is done on behalf of `by`."""
    now = Batch.objects.select_for_update().get(pk=batch.pk)
    check_can_decide(by, now.proposed_by, "-")
    if now.status == BatchStatus.STOPPED:
        move_batch(act, now, BatchStatus.APPROVED, carried_by=by.id, problem="")
    elif now.status in CARRIED_OUT:
        act.update(now, carried_by=by.id, problem="")
    else:
        raise CannotMove(BatchStatus(now.status), BatchStatus.APPROVED)


@action("watchlist.batch.halt", Purpose.SECURITY)
def halt_batch(act: Act, *, by: Actor, at: datetime, batch: Batch, problem: str, command: UUID | None = None) -> None:
    """The program itself goes no further, and says why on the page of the file."""
    check_may(by, Permission.ALERT_PROPOSE)
    act.update(batch, problem=problem)
