"""Screening again: asked for, gone through step by step, stopped, gone on with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.watchlist.models import Finding, Screening
from lakay.watchlist.rules.screening import DAYS
from lakay.watchlist.rules.states import SCREENING_STATES, ScreeningStatus


@dataclass(frozen=True, slots=True)
class Met:
    """One of those who passed, and the alert that may mean them."""

    alert: UUID
    encounter: UUID
    post: str
    passed_at: datetime
    protective: bool
    evidence: tuple[str, ...]
    score: int


class Stopped(RuntimeError):
    """Somebody stopped it meanwhile."""


@action("watchlist.screening.ask", Purpose.SECURITY)
def ask_screening(
    act: Act, *, by: Actor, at: datetime, changed_since: datetime, days: int = DAYS, command: UUID | None = None
) -> None:
    """Look again at all who passed in so many days, for the alerts that changed since an instant."""
    check_may(by, Permission.ALERT_LIST)
    new_screening(act, by, at, changed_since, days)


def new_screening(act: Act, by: Actor, at: datetime, changed_since: datetime, days: int = DAYS) -> Screening:
    """The same from within another action."""
    values: dict[str, Any] = {"status": ScreeningStatus.RUNNING.value, "asked_by": by.id, "asked_at": at, "ended_at": None}
    return act.create(Screening, changed_since=changed_since, days=days, place=None, seen=0, found=0, **values)


@action("watchlist.screening.note", Purpose.SECURITY)
def note_screening(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    screening: Screening,
    place: UUID | None,
    seen: int,
    met: Sequence[Met],
    ended: bool = False,
    command: UUID | None = None,
) -> None:
    """How far it got, and whom it found; who was found before, by as much, is not told again. Raises Stopped."""
    check_may(by, Permission.ALERT_LIST)
    now = Screening.objects.select_for_update().get(pk=screening.pk)
    if now.status != ScreeningStatus.RUNNING:
        raise Stopped
    told = _told(met)
    new = [one for one in met if one.score > told.get((one.alert, one.encounter), -1)]
    for one in new:
        who = {"encounter": one.encounter, "post": one.post, "passed_at": one.passed_at, "protective": one.protective}
        act.create(Finding, alert=one.alert, screening=now, evidence=list(one.evidence), score=one.score, at=at, **who)
    far: dict[str, Any] = {"place": place or now.place, "seen": now.seen + seen, "found": now.found + len(new)}
    if ended:
        far |= {"status": ScreeningStatus.DONE.value, "ended_at": at}
    act.update(screening, **far)


def _told(met: Sequence[Met]) -> dict[tuple[UUID, UUID | None], int]:
    """Of the same alerts and encounters: how likely it was when an earlier screening found them."""
    rows = Finding.objects.filter(alert__in={one.alert for one in met}).values_list("alert", "encounter", "score")
    return {(alert, encounter): score or 0 for alert, encounter, score in rows.order_by("score")}


@action("watchlist.screening.stop", Purpose.SECURITY)
def stop_screening(act: Act, *, by: Actor, at: datetime, screening: Screening, command: UUID | None = None) -> None:
    """Stop; what was found stays."""
    _move(act, by, screening, ScreeningStatus.STOPPED)


@action("watchlist.screening.go_on", Purpose.SECURITY)
def go_on_screening(act: Act, *, by: Actor, at: datetime, screening: Screening, command: UUID | None = None) -> None:
    """Go on where it was stopped."""
    _move(act, by, screening, ScreeningStatus.RUNNING)


def _move(act: Act, by: Actor, screening: Screening, to: ScreeningStatus) -> None:
    check_may(by, Permission.ALERT_LIST)
    now = Screening.objects.select_for_update().get(pk=screening.pk)
    SCREENING_STATES.check_can_move(ScreeningStatus(now.status), to)
    act.update(screening, status=to.value)
