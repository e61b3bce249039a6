"""What the second person decides, and what it then does to the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.watchlist.actions.screening import new_screening
from lakay.watchlist.actions.values import locked, make_keys, move, renew_keys
from lakay.watchlist.models import Alert, Change
from lakay.watchlist.permissions import check_can_decide
from lakay.watchlist.rules.contents import contents_of, instant
from lakay.watchlist.rules.states import CHANGE_STATES, AlertStatus, ChangeStatus, What


class TooLate(ValueError):
    """The alert has ended meanwhile: what was proposed about it can only be rejected."""


@action("watchlist.change.decide", Purpose.SECURITY)
def decide_change(
    act: Act, *, by: Actor, at: datetime, change: Change, approve: bool, reason: str, command: UUID | None = None
) -> None:
    """A second person agrees or not. Raises NotAllowed, CannotMove (somebody else decided meanwhile), TooLate."""
    now = Change.objects.select_for_update().get(pk=change.pk)
    check_can_decide(by, now.proposed_by, reason)
    to = ChangeStatus.APPROVED if approve else ChangeStatus.REJECTED
    CHANGE_STATES.check_can_move(ChangeStatus(now.status), to)
    alert, what = locked(now.alert), What(now.what)
    if approve:
        _check_in_time(alert, now, at)
        APPROVED[what](act, alert, now, at)
        if what in SCREENED:
            new_screening(act, by, at, at)
    elif what in REJECTED:
        REJECTED[what](act, alert, now, at)
    act.update(change, status=to.value, decided_by=by.id, decided_at=at, decision_reason=reason.strip())


def _check_in_time(alert: Alert, change: Change, at: datetime) -> None:
    """Nothing but an end is agreed on for an alert that is over, and no end that is over already."""
    over = alert.until_at <= at or alert.status not in {AlertStatus.PROPOSED, AlertStatus.ACTIVE}
    later = (change.values or {}).get("until_at")
    if over or (later is not None and instant(later) <= at):
        raise TooLate


def _add(act: Act, alert: Alert, change: Change, at: datetime) -> None:
    move(act, alert, AlertStatus.ACTIVE, at)
    make_keys(act, alert)


def _change(act: Act, alert: Alert, change: Change, at: datetime) -> None:
    contents = contents_of(change.values)
    act.update(alert, changed_at=at, **contents.as_values())
    renew_keys(act, alert, contents, at)


def _prolong(act: Act, alert: Alert, change: Change, at: datetime) -> None:
    act.update(alert, until_at=instant(change.values["until_at"]), changed_at=at)


def _end(act: Act, alert: Alert, change: Change, at: datetime) -> None:
    move(act, alert, AlertStatus.ENDED, at)


def _reject(act: Act, alert: Alert, change: Change, at: datetime) -> None:
    if alert.status == AlertStatus.PROPOSED:
        move(act, alert, AlertStatus.REJECTED, at)


def _take_back(act: Act, alert: Alert, change: Change, at: datetime) -> None:
    """What was raised at once and not confirmed comes off the list at once."""
    if alert.status == AlertStatus.ACTIVE:
        move(act, alert, AlertStatus.ENDED, at)


Effect = Callable[[Act, Alert, Change, datetime], None]

APPROVED: dict[What, Effect] = {
    What.ADD: _add,
    What.CHANGE: _change,
    What.RENEW: _prolong,
    What.END: _end,
    What.CONFIRM: _prolong,
}
SCREENED = frozenset({What.ADD, What.CHANGE})
"""After these, those who passed lately are looked at again."""

REJECTED: dict[What, Effect] = {What.ADD: _reject, What.CONFIRM: _take_back}
