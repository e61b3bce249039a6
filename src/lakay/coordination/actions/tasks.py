"""Tasks: asked by one agency, answered by a named person of another, done or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lakay.coordination.actions.incidents import TOGETHER, NothingWritten
from lakay.coordination.models import Incident, Task
from lakay.coordination.pack import seat_at
from lakay.coordination.permissions import TASK_WRITE, check_asked_it, check_is_asked, check_sits_at_a_post, check_takes_part
from lakay.coordination.rules import TASK_STATES, TaskStatus
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor


class SameSeat(ValueError):
    """An agency asks another, not itself."""


class BadDeadline(ValueError):
    """The deadline has passed before the task is asked."""


@dataclass(frozen=True, slots=True)
class TaskGiven:
    """What is asked of whom, and until when. The title names no person."""

    agency: str
    title: str
    due_at: datetime
    text: str = ""
    incident: Incident | None = None


@action("coordination.task.ask", TOGETHER)
def ask_task(act: Act, *, by: Actor, at: datetime, given: TaskGiven, command: UUID | None = None) -> None:
    """Ask another agency at this post, or across the line, for something."""
    check_sits_at_a_post(by, TASK_WRITE)
    if given.incident is not None:
        check_takes_part(by, given.incident)
    seat = seat_at(given.agency, by.post)
    if (seat.agency, seat.post) == (by.agency, by.post):
        raise SameSeat
    if given.due_at <= at:
        raise BadDeadline
    act.create(
        Task,
        post=by.post,
        agency=by.agency,
        to_post=seat.post,
        to_agency=seat.agency,
        incident=given.incident,
        title=_words(given.title),
        text=given.text.strip(),
        due_at=given.due_at,
        status=TaskStatus.ASKED,
        asked_at=at,
        asked_by=by.id,
    )


@action("coordination.task.answer", TOGETHER)
def answer_task(
    act: Act, *, by: Actor, at: datetime, task: Task, accept: bool, reason: str = "", command: UUID | None = None
) -> None:
    """A person of the agency that was asked takes it on in their own name, or says why not."""
    check_is_asked(by, task)
    to = TaskStatus.ACCEPTED if accept else TaskStatus.DECLINED
    _check_can_move(task, to)
    ended = {} if accept else {"reason": _words(reason), "ended_at": at, "ended_by": by.id}
    act.update(task, status=to, answered_at=at, answered_by=by.id, **ended)


@action("coordination.task.finish", TOGETHER)
def finish_task(act: Act, *, by: Actor, at: datetime, task: Task, outcome: str, command: UUID | None = None) -> None:
    """The agency that took it on says what came of it."""
    check_is_asked(by, task)
    _check_can_move(task, TaskStatus.DONE)
    act.update(task, status=TaskStatus.DONE, ended_at=at, ended_by=by.id, outcome=_words(outcome))


@action("coordination.task.withdraw", TOGETHER)
def withdraw_task(act: Act, *, by: Actor, at: datetime, task: Task, reason: str, command: UUID | None = None) -> None:
    """The agency that asked no longer needs it."""
    check_asked_it(by, task)
    _check_can_move(task, TaskStatus.WITHDRAWN)
    act.update(task, status=TaskStatus.WITHDRAWN, ended_at=at, ended_by=by.id, reason=_words(reason))


def _check_can_move(task: Task, to: TaskStatus) -> None:
    now = Task.objects.select_for_update().get(pk=task.pk)
    TASK_STATES.check_can_move(TaskStatus(now.status), to)


def _words(text: str) -> str:
    if not text.strip():
        raise NothingWritten
    return text.strip()
