"""What one person proposes. Nothing of it reaches a booth before another has agreed, except a missing child, for a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.places.pack.records import AlertCategory
from lakay.watchlist.actions.values import locked, make_keys, new_alert, new_change
from lakay.watchlist.categories import category_of
from lakay.watchlist.keys import keys_of
from lakay.watchlist.models import Alert, Change, Key
from lakay.watchlist.permissions import check_can_propose, check_can_raise, check_not_again
from lakay.watchlist.rules.contents import AT_ONCE, Contents, check_contents
from lakay.watchlist.rules.states import AlertStatus, ChangeStatus, What

NOT_AGAIN = timedelta(days=7)
"""How long the same person cannot be raised at once again, so that nobody walks around the second person day by day."""


class AlreadyProposed(ValueError):
    """Something else about this alert waits for its decision; one thing at a time."""


class NotActive(ValueError):
    """The alert is not on the list now."""


@action("watchlist.alert.propose", Purpose.SECURITY)
def propose_alert(act: Act, *, by: Actor, at: datetime, contents: Contents, reason: str, command: UUID | None = None) -> None:
    """Propose a new alert. Raises NotAllowed, BadContents, UnknownCategory."""
    check_can_propose(by, reason)
    alert = new_alert(act, contents, by=by, at=at)
    new_change(act, alert, What.ADD, reason, by=by, at=at)


@action("watchlist.alert.raise", Purpose.PROTECTION)
def raise_alert(act: Act, *, by: Actor, at: datetime, contents: Contents, reason: str, command: UUID | None = None) -> None:
    """A child is missing: the posts know at once, for 24 hours. It lapses unless a second person confirms it by then."""
    category = category_of(contents.category)
    check_can_raise(by, category, reason)
    check_not_again(_raised_lately(contents, category, at))
    first_day = min(contents.until_at, at + AT_ONCE)
    status: dict[str, Any] = {"status": AlertStatus.ACTIVE.value, "from_at": at, "until_at": first_day, "at_once": True}
    alert = new_alert(act, contents, by=by, at=at, **status)
    make_keys(act, alert)
    new_change(act, alert, What.CONFIRM, reason, by=by, at=at, values=_until(contents.until_at))


@action("watchlist.alert.propose_change", Purpose.SECURITY)
def propose_change(
    act: Act, *, by: Actor, at: datetime, alert: Alert, contents: Contents, reason: str, command: UUID | None = None
) -> None:
    """Propose other contents. The alert stands as it is until another person agrees; its category stays."""
    check_can_propose(by, reason)
    now = _free(alert, at)
    check_contents(contents, category_of(now.category), at)
    new_change(act, now, What.CHANGE, reason, by=by, at=at, values=contents.as_json() | {"category": now.category})


@action("watchlist.alert.propose_renewal", Purpose.SECURITY)
def propose_renewal(
    act: Act, *, by: Actor, at: datetime, alert: Alert, until_at: datetime, reason: str, command: UUID | None = None
) -> None:
    """Propose a later end, before the alert has ended."""
    check_can_propose(by, reason)
    now = _free(alert, at)
    contents = now.contents
    renewed = Contents(**{name: getattr(contents, name) for name in Contents.__slots__} | {"until_at": until_at})
    check_contents(renewed, category_of(now.category), at)
    new_change(act, now, What.RENEW, reason, by=by, at=at, values=_until(until_at))


@action("watchlist.alert.propose_end", Purpose.SECURITY)
def propose_end(act: Act, *, by: Actor, at: datetime, alert: Alert, reason: str, command: UUID | None = None) -> None:
    """Propose to take an alert off the list."""
    check_can_propose(by, reason)
    new_change(act, _free(alert, at), What.END, reason, by=by, at=at)


def _raised_lately(contents: Contents, category: AlertCategory, at: datetime) -> bool:
    """Whether somebody found by the same name or document was raised at once in the last days."""
    tokens = [token for _basis, token in keys_of(contents, category.about)]
    return Key.objects.filter(token__in=tokens, alert__at_once=True, alert__proposed_at__gt=at - NOT_AGAIN).exists()


def _free(alert: Alert, at: datetime) -> Alert:
    """The alert as it stands, if it is on the list and nothing about it waits for a decision."""
    now = locked(alert)
    if now.status != AlertStatus.ACTIVE or now.until_at <= at:
        raise NotActive
    if Change.objects.filter(alert=now, status=ChangeStatus.WAITING).exists():
        raise AlreadyProposed
    return now


def _until(until_at: datetime) -> dict[str, Any]:
    return {"until_at": until_at.isoformat()}
