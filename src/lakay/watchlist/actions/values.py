"""Steps that several actions share: a new alert, its keys, its way from state to state."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lakay.journal.writing import Act
from lakay.kernel.actors import Actor
from lakay.watchlist.categories import category_of
from lakay.watchlist.keys import keys_of
from lakay.watchlist.models import Alert, Batch, Change, Key
from lakay.watchlist.rules.contents import Contents, check_contents
from lakay.watchlist.rules.states import ALERT_STATES, CLOSED, AlertStatus, ChangeStatus, What


def new_alert(act: Act, contents: Contents, *, by: Actor, at: datetime, batch: Batch | None = None, **more: Any) -> Alert:
    """An alert as it is proposed. Raises BadContents, UnknownCategory."""
    category = category_of(contents.category)
    check_contents(contents, category, at)
    values = contents.as_values() | {"status": AlertStatus.PROPOSED.value, **more}
    return act.create(
        Alert,
        protective=category.protective,
        agency=by.agency,
        batch=batch,
        proposed_by=by.id,
        proposed_at=at,
        changed_at=at,
        **values,
    )


def new_change(
    act: Act, alert: Alert, what: What, reason: str, *, by: Actor, at: datetime, values: dict[str, Any] | None = None
) -> Change:
    """A proposal that waits for a second person."""
    return act.create(
        Change,
        alert=alert,
        what=what.value,
        values=values,
        status=ChangeStatus.WAITING.value,
        reason=reason.strip(),
        agency=by.agency,
        proposed_by=by.id,
        proposed_at=at,
    )


def locked(alert: Alert) -> Alert:
    """The alert as it stands, held until the commit."""
    return Alert.objects.select_for_update().get(pk=alert.pk)


def move(act: Act, alert: Alert, to: AlertStatus, at: datetime, **more: Any) -> None:
    """Bring an alert to another state. Raises CannotMove."""
    ALERT_STATES.check_can_move(AlertStatus(alert.status), to)
    if to in CLOSED:
        more["ended_at"] = at
    act.update(alert, status=to.value, changed_at=at, **more)


def make_keys(act: Act, alert: Alert) -> None:
    """The keys of an alert that had none."""
    for basis, token in sorted(keys_of(alert.contents, category_of(alert.category).about)):
        act.create(Key, alert=alert, basis=basis.value, token=token)


def renew_keys(act: Act, alert: Alert, contents: Contents, at: datetime) -> None:
    """Let the alert be found by what it says now, and no longer by what it said before."""
    wanted = keys_of(contents, category_of(contents.category).about)
    for key in Key.objects.filter(alert=alert, ended_at=None).order_by("id"):
        pair = (key.basis, key.token)
        if pair in wanted:
            wanted = {other for other in wanted if other != pair}
        else:
            act.update(key, ended_at=at)
    for basis, token in sorted(wanted):
        act.create(Key, alert=alert, basis=basis.value, token=token)
