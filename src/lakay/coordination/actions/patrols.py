"""Patrols: sent out, what they found, back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lakay.coordination.actions.incidents import TOGETHER, NothingWritten
from lakay.coordination.models import Finding, Incident, Patrol
from lakay.coordination.permissions import PATROL_WRITE, check_own_patrol, check_sits_at_a_post, check_takes_part
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor


@dataclass(frozen=True, slots=True)
class FindingGiven:
    """What was found, and to whom it was handed."""

    category: str
    count: int
    note: str = ""
    incident: Incident | None = None
    to_protection: bool = False


@action("coordination.patrol.begin", TOGETHER)
def begin_patrol(act: Act, *, by: Actor, at: datetime, team_size: int, route: str, command: UUID | None = None) -> None:
    """A team of an agency leaves its post."""
    check_sits_at_a_post(by, PATROL_WRITE)
    if not route.strip():
        raise NothingWritten
    values = {"team_size": team_size, "route": route.strip(), "started_at": at}
    act.create(Patrol, post=by.post, agency=by.agency, leader=by.id, **values)


@action("coordination.patrol.find", TOGETHER)
def enter_finding(act: Act, *, by: Actor, at: datetime, patrol: Patrol, given: FindingGiven, command: UUID | None = None) -> None:
    """Something the patrol met. Handed to an incident, it stands there by its number alone."""
    check_own_patrol(by, _now(patrol))
    if given.incident is not None:
        check_takes_part(by, given.incident)
        act.about(given.incident.pk)
    act.create(
        Finding,
        patrol=patrol,
        at=at,
        by=by.id,
        category=given.category,
        count=given.count,
        note=given.note.strip(),
        incident=given.incident,
        to_protection=given.to_protection,
    )


@action("coordination.patrol.end", TOGETHER)
def end_patrol(act: Act, *, by: Actor, at: datetime, patrol: Patrol, report: str = "", command: UUID | None = None) -> None:
    """The team is back."""
    check_own_patrol(by, _now(patrol))
    act.update(patrol, ended_at=at, report=report.strip())


def _now(patrol: Patrol) -> Patrol:
    return Patrol.objects.select_for_update().get(pk=patrol.pk)
