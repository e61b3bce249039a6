"""Making the list that posts get: every alert of this node, locked. Run in the background after each change of the list (ADR 17).

What is to be done stands in the tables (an alert newer than its lock), so that a restart goes on with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from lakay.kernel.actors import Actor
from lakay.people.blind import secret_for
from lakay.watchlist.actions.locks import Made, renew_locks
from lakay.watchlist.categories import categories
from lakay.watchlist.models import Alert, Lock
from lakay.watchlist.rules import locks
from lakay.watchlist.rules.blocks import listed_keys
from lakay.watchlist.rules.contents import Contents
from lakay.watchlist.rules.matching import document_text
from lakay.watchlist.rules.states import AlertStatus

IN_A_STEP = 50
"""Alerts locked in one commit; each takes a fifth of a second of one core, outside the commit."""

_ENTRIES = UUID("1c0f4c1e-6a8e-5d7f-9a55-7f0b0f1f7c11")
"""The name space of locked entries: an alert has one, whichever node locks it first."""

SHOWN = ("names", "documents", "birth", "sex", "nationalities", "category", "from_at", "until_at")
"""What a locked entry says once it is open: what a hit may show and what it is compared with. No legal ground, no note."""

Progress = Callable[[int], None]


def pepper() -> bytes:
    """The country's search key, as the locks use it: without it there is no guessing at all."""
    return secret_for("alert/lock")


def entry_of(alert: UUID) -> UUID:
    """The id of the locked entry of an alert."""
    return uuid5(_ENTRIES, alert.hex)


def behind() -> QuerySet[Alert]:
    """Alerts whose lock is missing, or older than their last change. Proposals and old closed ones without a lock are not meant."""
    locked = Lock.objects.filter(alert=OuterRef("pk")).order_by("-changed_at").values("changed_at")[:1]
    rows = Alert.objects.exclude(status__in=[AlertStatus.PROPOSED, AlertStatus.REJECTED]).exclude(legal_basis="")
    rows = rows.annotate(locked_at=Subquery(locked))
    return rows.filter(Q(locked_at__lt=F("changed_at")) | Q(locked_at=None, status=AlertStatus.ACTIVE)).order_by(
        "changed_at", "id"
    )


def lock_waiting(*, by: Actor, clock: Callable[[], datetime], progress: Progress = lambda _done: None) -> int:
    """Lock all that waits, step by step. Returns how many. What was cut short goes on at the next call."""
    done = 0
    while alerts := list(behind()[:IN_A_STEP]):
        made = [make(alert) for alert in alerts]
        renew_locks(by=by, at=clock(), made=made)
        done += len(made)
        progress(done)
    return done


def make(alert: Alert) -> Made:
    """The locked entry of an alert, or that there is none any more."""
    on_list = alert.status == AlertStatus.ACTIVE
    locked = lock_contents(alert.contents, entry_of(alert.pk), protective=alert.protective) if on_list else None
    return Made(alert.pk, entry_of(alert.pk), alert.changed_at, locks.COST, locked)


def lock_contents(contents: Contents, entry: UUID, **more: Any) -> locks.Locked:
    """Lock what an alert says, as far as a hit may show it."""
    secret = pepper()
    found_by = [locks.remembered(text, secret, locks.COST) for text in sorted(texts_of(contents))]
    values = contents.as_json()
    shown = {name: values[name] for name in SHOWN} | more
    return locks.lock(shown, found_by, entry, os.urandom)


def texts_of(contents: Contents) -> Iterator[str]:
    """The texts of all keys under which an alert is found. The name of one who lost a document finds nothing: the thief is looked for."""
    category = categories().get(contents.category)
    if category is None or category.about == "person":
        yield from listed_keys(contents.names, contents.birth)
    yield from (f"P|{text}" for text in map(document_text, contents.documents) if text)
