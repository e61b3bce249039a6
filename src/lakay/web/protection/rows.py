"""What the pages of the desk show of calls and of the persons before it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.utils.functional import Promise

from lakay.access.queries import staff_names
from lakay.access.shown import shown
from lakay.access.visibility import get_or_404, visible
from lakay.border.calls import lanes_of
from lakay.border.models import Call
from lakay.border.rules import CallStatus
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.people.models import Person, PersonName, Photo
from lakay.protection.pack import the_pack
from lakay.protection.rules.codes import IntakeStatus
from lakay.protection.rules.priorities import judge, signals_of_call
from lakay.web.protection.words import SOURCES, STATUSES, reason_of, since
from lakay.web.shell.ages import age_text
from lakay.web.shell.words import SEXES

KEYS = 9
"""So many rows have a key of their own."""


@dataclass(frozen=True, slots=True)
class Row:
    """A call in the queue: nobody's name, for a queue hangs where others walk past."""

    id: UUID
    at: datetime
    age: str
    lane: str
    source: str | Promise
    reason: str
    status: str | Promise
    waits: bool
    until: datetime
    late: bool
    mine: bool
    taker: str
    key: str


def rows_of(calls: Iterable[Call], actor: Actor, now: datetime) -> list[Row]:
    """Calls as the queue shows them, with a fixed number of queries."""
    calls = list(calls)
    lanes = lanes_of(calls)
    takers = staff_names({call.taken_by for call in calls if call.taken_by})
    return [_row(call, place, actor, now, lanes, takers) for place, call in enumerate(calls, 1)]


def _row(call: Call, place: int, actor: Actor, now: datetime, lanes: dict[UUID, str], takers: dict[UUID, str]) -> Row:
    table = the_pack().signals
    until = judge(table, signals_of_call(table, call.reason)).due(IntakeStatus.WAITING, call.at)
    return Row(
        id=call.pk,
        at=call.at,
        age=since(call.at, now),
        lane=lanes.get(call.pk, ""),
        source=SOURCES.get(call.source, call.source),
        reason=reason_of(call),
        status=STATUSES.get(call.status, call.status),
        waits=call.status == CallStatus.WAITING,
        until=until,
        late=until < now,
        mine=call.taken_by == actor.id,
        taker=takers.get(call.taken_by, "") if call.taken_by else "",
        key=f"Alt+{place}" if place <= KEYS else "",
    )


def mark_of(calls: Iterable[Call]) -> str:
    """What a browser sends back to say which list it shows, so that only a list that changed counts as another look."""
    told = "|".join(f"{call.pk}{call.status}{call.taken_by}" for call in calls)
    return blake2b(told.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Face:
    """A person before the desk, as far as the policy shows them."""

    id: UUID
    names: list[str]
    sex: str | Promise
    age: str
    nationalities: str
    photo: UUID | None


def face_of(actor: Actor, purpose: Purpose, person: UUID, live: tuple[UUID, ...], today: date) -> Face:
    """Read one person under the policy. Raises Http404 for one who is not before this actor."""
    record = get_or_404(actor, purpose, Person, person, live)
    known: Any = shown(actor, purpose, record, live)
    names = visible(actor, purpose, PersonName, live).filter(person=person, ended_at=None).order_by("pk")
    newest = visible(actor, purpose, Photo, live).filter(person=person).order_by("-taken_at", "-pk").values_list("pk", flat=True)
    return Face(
        id=person,
        names=list(dict.fromkeys(name.shown for name in names)),
        sex=SEXES.get(known.sex, SEXES[""]),
        age=age_text(record, today) if known.birth else "",
        nationalities=" ".join(known.nationalities or []),
        photo=newest.first(),
    )
