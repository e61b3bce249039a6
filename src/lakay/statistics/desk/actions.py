"""What is kept at the desk of figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.statistics.codes import SeenBy, Turn
from lakay.statistics.desk.permissions import check_can_limit, check_own, check_reads_figures
from lakay.statistics.desk.rules import Passed
from lakay.statistics.indicators import MONTH
from lakay.statistics.models import Alarm, Limit, SavedView
from lakay.statistics.running import Asked

STATISTICS = Purpose.STATISTICS


@action("statistics.view.save", STATISTICS)
def save_view(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    name: str,
    page: str,
    asked: Mapping[str, str],
    seen_by: SeenBy,
    command: UUID | None = None,
) -> None:
    """Keep a page of figures under a name."""
    check_reads_figures(by)
    act.create(
        SavedView,
        owner=by.id,
        agency=by.agency,
        name=name,
        page=page,
        asked=dict(asked),
        seen_by=seen_by.value,
        saved_at=at,
    )


@action("statistics.view.remove", STATISTICS)
def remove_view(act: Act, *, by: Actor, at: datetime, view: SavedView, command: UUID | None = None) -> None:
    """Take a view away, for everybody who saw it."""
    check_own(by, view)
    act.update(view, ended_at=view.ended_at or at)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a limit says (models.Limit)."""

    name: str
    turn: Turn
    bound: int
    seen_by: SeenBy
    indicator: str = ""
    each: str = ""
    post: str = ""


@action("statistics.limit.set", STATISTICS)
def set_limit(act: Act, *, by: Actor, at: datetime, terms: Terms, command: UUID | None = None) -> None:
    """Ask to be told when a limit is passed. Raises TooFine where the one who asks may not see the cells."""
    if terms.turn is Turn.SILENT:
        check_reads_figures(by)
    else:
        by_what = (MONTH, *([terms.each] if terms.each else []))
        check_can_limit(by, terms.indicator, Asked(by_what, {"post": [terms.post]} if terms.post else {}), terms.bound)
    act.create(
        Limit,
        owner=by.id,
        agency=by.agency,
        name=terms.name,
        indicator=terms.indicator,
        each=terms.each,
        post=terms.post,
        turn=terms.turn.value,
        bound=terms.bound,
        seen_by=terms.seen_by.value,
        set_at=at,
    )


@action("statistics.limit.end", STATISTICS)
def end_limit(act: Act, *, by: Actor, at: datetime, limit: Limit, command: UUID | None = None) -> None:
    """Nobody is told any more; what stands of its alarms ends with it."""
    check_own(by, limit)
    act.update(limit, ended_at=limit.ended_at or at)
    for alarm in Alarm.objects.standing().filter(limit=limit):
        act.update(alarm, ended_at=at)


@action("statistics.alarm.raise", STATISTICS)
def raise_alarm(act: Act, *, by: Actor, at: datetime, limit: Limit, passed: Passed, command: UUID | None = None) -> None:
    """A limit was passed in a cell. What stands already is not raised again: once for each passing."""
    if Limit.objects.standing().filter(pk=limit.pk).exists() and not standing_in(limit, passed.cell):
        act.create(
            Alarm, limit=limit, cell=passed.cell, month=passed.month, number=passed.number, usual=passed.usual, raised_at=at
        )


@action("statistics.alarm.end", STATISTICS)
def end_alarm(act: Act, *, by: Actor, at: datetime, alarm: Alarm, command: UUID | None = None) -> None:
    """The figure is back inside the limit, or the post spoke again."""
    act.update(alarm, ended_at=alarm.ended_at or at)


@action("statistics.alarm.note", STATISTICS)
def note_alarm(act: Act, *, by: Actor, at: datetime, alarm: Alarm, command: UUID | None = None) -> None:
    """Somebody has taken note; who comes second changes nothing."""
    check_reads_figures(by)
    if alarm.noted_at is None:
        act.update(alarm, noted_at=at, noted_by=by.id)


def standing_in(limit: Limit, cell: str) -> bool:
    """Whether an alarm of a limit stands in a cell."""
    return Alarm.objects.standing().filter(limit=limit, cell=cell).exists()
