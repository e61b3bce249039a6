"""Events as the log shows them, with names for every code and a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from lakay.access.queries import staff_names
from lakay.journal.queries import Wanted, subjects_of
from lakay.journal.reading import READ_SUFFIX
from lakay.web.shell.names import ACTIONS, PURPOSES, named


class EventLike(Protocol):
    """What a line needs of an event."""

    id: UUID
    at: datetime
    action: str
    actor: UUID
    agency: str
    post: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log."""

    id: UUID
    at: datetime
    action: str
    is_read: bool
    actor: UUID
    who: str
    agency: str
    post: str
    purpose: str
    subjects: Sequence[UUID]


def lines(events: Iterable[EventLike]) -> list[Line]:
    """Two queries more, however many events."""
    events = list(events)
    names = staff_names({event.actor for event in events})
    subjects = subjects_of(event.id for event in events)
    return [line(event, names.get(event.actor, ""), subjects.get(event.id, [])) for event in events]


def line(event: EventLike, who: str, subjects: Sequence[UUID]) -> Line:
    """One event as a line."""
    return Line(
        id=event.id,
        at=event.at,
        action=named(ACTIONS, event.action),
        is_read=event.action.endswith(READ_SUFFIX),
        actor=event.actor,
        who=who or _("the program"),
        agency=event.agency,
        post=event.post,
        purpose=named(PURPOSES, event.purpose),
        subjects=subjects,
    )


def wanted_of(query: QueryDict) -> Wanted:
    """What the address asks for. Anything that cannot be read counts as not asked."""
    last = day_of(query.get("last", ""))
    return Wanted(
        ref=id_of(query.get("ref", "")),
        actor=id_of(query.get("officer", "")),
        post=query.get("post", "")[:20],
        purpose=query.get("purpose", "")[:30],
        only=query.get("only", ""),
        from_at=start_of(day_of(query.get("first", ""))),
        until_at=start_of(last + timedelta(days=1)) if last and last < date.max else None,
    )


def id_of(text: str) -> UUID | None:
    """An identifier, or nothing."""
    try:
        return UUID(text)
    except ValueError:
        return None


def day_of(text: str) -> date | None:
    """A day, or nothing."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def start_of(day: date | None) -> datetime | None:
    """The first instant of a day at the clock of the screen."""
    if day is None:
        return None
    return datetime.combine(day, time.min, timezone.get_current_timezone()).astimezone(UTC)
