"""A file from its opening to its end. Each step says until when the next must be done, by the table of the pack."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.protection.models import Intake
from lakay.protection.pack import the_pack
from lakay.protection.permissions import check_can_open, check_can_receive, check_can_signal, check_can_supervise, check_is_theirs
from lakay.protection.rules.codes import IntakeStatus, Outcome
from lakay.protection.rules.given import IntakeGiven
from lakay.protection.rules.intakes import INTAKE_STATES, OPEN, age_group
from lakay.protection.rules.priorities import LEAST, judge

PROTECTION = Purpose.PROTECTION


class AlreadyYours(ValueError):
    """The file is in the hands of whoever asks for it."""


class AlreadyDone(ValueError):
    """The file is closed, or the person went away."""


class AlreadyOpened(ValueError):
    """There is a file for this call. `intake` is its id."""

    def __init__(self, intake: UUID) -> None:
        super().__init__(intake)
        self.intake = intake


@action("protection.intake.open", PROTECTION)
def open_intake(act: Act, *, by: Actor, at: datetime, given: IntakeGiven, command: UUID | None = None) -> None:
    """Somebody came: by the booth's call, by themselves, by reception, hotline, community, or from across the line."""
    new_intake(act, by, at, given)


def new_intake(act: Act, by: Actor, at: datetime, given: IntakeGiven) -> Intake:
    """A file, inside an action. Raises AlreadyOpened for a call that has one."""
    check_can_open(by)
    if given.call is not None and (before := Intake.objects.filter(call=given.call).first()):
        raise AlreadyOpened(before.pk)
    return announced_intake(act, by, at, given)


def announced_intake(act: Act, by: Actor, at: datetime, given: IntakeGiven) -> Intake:
    """A file, inside an action of somebody who need not be of the desk: who fills a form may call for it, as the booth may."""
    signals = _known(given.signals) or [LEAST]
    status = IntakeStatus.RECEIVED if given.received else IntakeStatus.WAITING
    judged = judge(the_pack().signals, signals)
    return act.create(
        Intake,
        post=by.post,
        agency=by.agency,
        opened_at=at,
        opened_by=by.id,
        status=status,
        priority=judged.level,
        due_at=judged.due(status, at),
        assigned_to=by.id if given.received else None,
        assigned_at=at if given.received else None,
        called=given.called.strip(),
        sex=given.sex,
        age=given.age,
        age_group=age_group(given.age).value,
        source=given.source.value,
        signals=signals,
        person=given.person,
        call=given.call,
        note=given.note.strip(),
    )


@action("protection.intake.receive", PROTECTION)
def receive_intake(act: Act, *, by: Actor, at: datetime, intake: Intake, command: UUID | None = None) -> None:
    """Somebody of the desk receives the person, or takes the file over from a colleague."""
    check_can_receive(by, intake)
    now = _as_it_stands(intake)
    if now.assigned_to == by.id:
        raise AlreadyYours
    _hand_to(act, now, by.id, at)


@action("protection.intake.assign", PROTECTION)
def assign_intake(act: Act, *, by: Actor, at: datetime, intake: Intake, to: UUID, command: UUID | None = None) -> None:
    """The supervisor gives the file to somebody: at the desk, or to the case manager of another agency."""
    check_can_supervise(by, intake)
    now = _as_it_stands(intake)
    if now.assigned_to == to:
        raise AlreadyYours
    _hand_to(act, now, to, at)


def _hand_to(act: Act, now: Intake, to: UUID, at: datetime) -> None:
    after = IntakeStatus.RECEIVED if now.status == IntakeStatus.WAITING else IntakeStatus(now.status)
    INTAKE_STATES.check_can_move(IntakeStatus(now.status), after)
    due = judge(the_pack().signals, now.signals or ()).due(after, at) if now.status != after else now.due_at
    act.update(now, status=after, assigned_to=to, assigned_at=at, due_at=due)


@action("protection.intake.signal", PROTECTION)
def raise_signals(
    act: Act, *, by: Actor, at: datetime, intake: Intake, signals: Collection[str], command: UUID | None = None
) -> None:
    """Something new is known that makes the person more urgent. It can only bring the deadline nearer. Raises AlreadyDone."""
    check_can_signal(by, intake)
    now = _as_it_stands(intake)
    if now.status not in OPEN:
        raise AlreadyDone
    more_urgent(act, now, signals, at)


@action("protection.intake.close", PROTECTION)
def close_intake(
    act: Act, *, by: Actor, at: datetime, intake: Intake, outcome: Outcome, note: str = "", command: UUID | None = None
) -> None:
    """The work of this desk is done, or the person went away."""
    check_is_theirs(by, intake)
    now = _as_it_stands(intake)
    after = IntakeStatus.LEFT if outcome is Outcome.LEFT else IntakeStatus.CLOSED
    INTAKE_STATES.check_can_move(IntakeStatus(now.status), after)
    written = "\n".join(part for part in (now.note, note.strip()) if part)
    act.update(now, status=after, closed_by=by.id, closed_at=at, outcome=outcome.value, note=written)


def more_urgent(act: Act, now: Intake, signals: Collection[str], at: datetime, after: IntakeStatus | None = None) -> None:
    """Add signals to a file, inside an action; with `after` it moves to that state and gets the deadline of it."""
    status = after or IntakeStatus(now.status)
    if after:
        INTAKE_STATES.check_can_move(IntakeStatus(now.status), after)
    known = sorted({*(now.signals or ()), *_known(signals)})
    judged = judge(the_pack().signals, known)
    due = judged.due(status, at)
    act.update(
        now,
        status=status,
        signals=known,
        priority=min(judged.level, now.priority),
        due_at=due if after and after != now.status else min(due, now.due_at),
    )


def _known(signals: Collection[str]) -> list[str]:
    """The signals that the pack knows."""
    return sorted(code for code in set(signals) if the_pack().signal(code) is not None)


def _as_it_stands(intake: Intake) -> Intake:
    return Intake.objects.select_for_update().get(pk=intake.pk)
