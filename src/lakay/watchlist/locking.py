"""Making the list that posts get: every alert of this node, locked. Run in the background after each change of the list (ADR 17).

What is to be done stands in the tables (an alert newer than its lock), so that a restart goes on with it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID, uuid5

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from lakay.kernel.actors import Actor
from lakay.people.blind import secret_for
from lakay.watchlist.actions.locks import Made, renew_locks
from lakay.watchlist.categories import categories
from lakay.watchlist.models import Alert, Lock
from lakay.watchlist.opened import listed_tells
from lakay.watchlist.rules import locks
from lakay.watchlist.rules.blocks import document_key, listed_keys, rules_now
from lakay.watchlist.rules.contents import Contents
from lakay.watchlist.rules.matching import document_text
from lakay.watchlist.rules.states import AlertStatus

IN_A_STEP = 200
"""Alerts locked in one commit; what is slow about them is done before it."""

LOOKED_OUT = 2_000
"""Of those that wait so many are looked out at once: it means to go through the whole list, and what came meanwhile should not wait long."""

MOST_REMEMBERED = 500_000
"""Keys whose slow step is kept while many entries are locked: some 100 MB."""

TELLS = "tells"
"""Beside what is shown: what the words of its names tell (`rules.weighing`)."""

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
    """Alerts whose lock is missing, or older than their last change, the newest first: a child who is missing since this hour does not wait
    behind a long file. Proposals and old closed ones without a lock are not meant."""
    locked = Lock.objects.filter(alert=OuterRef("pk")).order_by("-changed_at")
    rows = Alert.objects.exclude(status__in=[AlertStatus.PROPOSED, AlertStatus.REJECTED]).exclude(legal_basis="")
    rows = rows.annotate(locked_at=Subquery(locked.values("changed_at")[:1]), locked_by=Subquery(locked.values("rules")[:1]))
    waits = Q(locked_at__lt=F("changed_at")) | Q(locked_at=None, status=AlertStatus.ACTIVE)
    other_rules = Q(status=AlertStatus.ACTIVE) & ~Q(locked_by=rules_now())
    return rows.filter(waits | other_rules).order_by("-changed_at", "id")


def lock_waiting(
    *,
    by: Actor,
    clock: Callable[[], datetime],
    progress: Progress = lambda _done: None,
    stop: Callable[[], bool] = lambda: False,
) -> int:
    """Lock all that waits, step by step, until it is told to stop. Returns how many. What was cut short goes on at the next call."""
    return _in_steps(_waiting(), by, clock, progress, stop)


def _waiting() -> Iterator[list[Alert]]:
    """What waits, step by step, until nothing does."""
    while ids := list(behind().values_list("pk", flat=True)[:LOOKED_OUT]):
        for start in range(0, len(ids), IN_A_STEP):
            if alerts := list(behind().filter(pk__in=ids[start : start + IN_A_STEP])):
                yield alerts


def lock_anew(
    *,
    after: UUID | None,
    by: Actor,
    clock: Callable[[], datetime],
    progress: Callable[[int, UUID], None],
    stop: Callable[[], bool],
) -> int:
    """Lock every alert of the list anew, in the order of their ids; `after`: from which it goes on. `progress` is told how far it is."""
    place = [after]

    def in_order() -> Iterator[list[Alert]]:
        rows = Alert.objects.filter(status=AlertStatus.ACTIVE).order_by("id")
        while step := list((rows.filter(pk__gt=place[0]) if place[0] else rows)[:IN_A_STEP]):
            place[0] = step[-1].pk
            yield step

    def told(done: int) -> None:
        if place[0] is not None:
            progress(done, place[0])

    return _in_steps(in_order(), by, clock, told, stop)


def _in_steps(
    steps: Iterator[list[Alert]], by: Actor, clock: Callable[[], datetime], progress: Progress, stop: Callable[[], bool]
) -> int:
    done, openings = 0, _openings()
    while not stop() and (alerts := next(steps, None)) is not None:
        openings.of(key for alert in alerts if alert.status == AlertStatus.ACTIVE for key in keys_of_entry(alert.contents))
        made = [make(alert, openings) for alert in alerts]
        renew_locks(by=by, at=clock(), made=made)
        done += len(made)
        progress(done)
        if len(openings) > MOST_REMEMBERED:
            openings = _openings()
    return done


def make(alert: Alert, openings: locks.Openings) -> Made:
    """The locked entry of an alert, or that there is none any more."""
    on_list = alert.status == AlertStatus.ACTIVE
    entry = entry_of(alert.pk)
    locked = lock_contents(alert.contents, entry, openings, protective=alert.protective) if on_list else None
    return Made(alert.pk, entry, alert.changed_at, locks.COST, locked, rules=rules_now())


def lock_contents(contents: Contents, entry: UUID, openings: locks.Openings | None = None, **more: Any) -> locks.Locked:
    """Lock what an alert says, as far as a hit may show it, and how rare its words are on this list."""
    found_by = (openings or _openings()).of(sorted(keys_of_entry(contents)))
    values = contents.as_json()
    shown = {name: values[name] for name in SHOWN} | {TELLS: listed_tells(contents)} | more
    return locks.lock(shown, found_by, entry, os.urandom)


def keys_of_entry(contents: Contents) -> set[str]:
    """All keys under which an alert is found. The name of one who lost a document finds nothing: the thief is looked for."""
    category = categories().get(contents.category)
    by_name = category is None or category.about == "person"
    keys = listed_keys(contents.names, contents.birth) if by_name else set()
    return keys | {document_key(text) for text in map(document_text, contents.documents) if text}


def _openings() -> locks.Openings:
    return locks.Openings(pepper(), locks.COST, workers())


@cache
def workers() -> Executor:
    """The threads that make and open locks: one for each core, four at most."""
    return ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1), thread_name_prefix="lakay-locks")
