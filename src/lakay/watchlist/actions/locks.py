"""Locking the list for the posts: a post gets locked entries and nothing else of an alert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.watchlist.models import Lock
from lakay.watchlist.rules.locks import Locked


@dataclass(frozen=True, slots=True)
class Made:
    """A locked entry ready to be written; `locked` None where the alert is off the list. `post`: only for a decoy.

    `changed_at` is when the alert last changed; `rules`: by which sounds it was locked.
    """

    alert: UUID
    entry: UUID
    changed_at: datetime
    cost: int
    locked: Locked | None
    post: str = ""
    rules: str = ""


@action("watchlist.lock.renew", Purpose.SECURITY)
def renew_locks(act: Act, *, by: Actor, at: datetime, made: Sequence[Made], command: UUID | None = None) -> None:
    """Some alerts as the posts get them: locked, locked anew, or gone. Made beforehand, for it takes longer than a commit may."""
    check_may(by, Permission.ALERT_PROPOSE)
    standing = {lock.pk: lock for lock in Lock.objects.filter(pk__in=[one.entry for one in made]).order_by("pk")}
    for one in made:
        _renew(act, one, standing.get(one.entry), at)


def _renew(act: Act, one: Made, lock: Lock | None, at: datetime) -> None:
    if one.locked is None:
        if lock is not None and lock.ended_at is None:
            act.update(lock, slots="", box="", changed_at=one.changed_at, ended_at=at)
        return
    values = {
        "cost": one.cost,
        "slots": one.locked.slots,
        "box": one.locked.box,
        "rules": one.rules,
        "changed_at": one.changed_at,
    }
    if lock is None:
        act.create(Lock, id=one.entry, alert=one.alert, post=one.post, ended_at=None, **values)
    else:
        act.update(lock, ended_at=None, **values)


@action("watchlist.decoy.place", Purpose.OVERSIGHT)
def place_decoys(act: Act, *, by: Actor, at: datetime, made: Sequence[Made], command: UUID | None = None) -> None:
    """Locked entries of people who do not exist, each for one post. Whoever is told to look for one at a booth there gives it away."""
    check_may(by, Permission.ALERT_DECIDE)
    for one in made:
        _renew(act, one, None, at)
