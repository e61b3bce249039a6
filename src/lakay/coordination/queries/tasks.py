"""Tasks, the overdue first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from lakay.access.visibility import visible
from lakay.coordination.models import Incident, Task
from lakay.coordination.rules import WAITING, TaskStatus, is_overdue
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

TOGETHER = Purpose.COORDINATION


@dataclass(frozen=True, slots=True)
class Turn:
    """A task as its reader stands to it: asked of the own agency or by it, and whether the deadline has passed."""

    task: Task
    mine: bool
    overdue: bool


def _turn(task: Task, actor: Actor, at: datetime) -> Turn:
    mine = (task.to_agency, task.to_post) == (actor.agency, actor.post)
    return Turn(task, mine, is_overdue(task.status, task.due_at, at))


def waiting_tasks(actor: Actor, at: datetime) -> list[Turn]:
    """What the agency still has to do, or waits for: the reminder. Overdue first, for they are due longest."""
    own = Q(to_agency=actor.agency, to_post=actor.post) | Q(agency=actor.agency, post=actor.post)
    found = visible(actor, TOGETHER, Task).filter(own, status__in=WAITING).select_related("incident")
    return [_turn(task, actor, at) for task in found.order_by("due_at", "pk")]


def tasks_of(actor: Actor, status: str = "") -> QuerySet[Task]:
    """All tasks that the agency may see, the latest deadline first; those of one status, if named."""
    found = visible(actor, TOGETHER, Task).order_by("-due_at", "pk")
    return found.filter(status=status) if status in set(TaskStatus) else found


def tasks_of_incident(actor: Actor, incident: Incident, at: datetime) -> list[Turn]:
    """The tasks of an incident that the agency may see."""
    found = visible(actor, TOGETHER, Task).filter(incident=incident).order_by("due_at", "pk")
    return [_turn(task, actor, at) for task in found]
