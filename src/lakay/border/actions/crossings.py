"""The decision on a traveller, and taking it back within the minute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from lakay.border.models import Crossing, Encounter, SecondLook, Undo
from lakay.border.patterns.watching import watch_crossing
from lakay.border.permissions import CROSSING_RECORD, check_can_decide, check_own_open_shift
from lakay.border.queries import Since, is_decided, since_read, steps_open
from lakay.border.rules import Assessment, Decision, Direction, Problem
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

UNDO_WITHIN = timedelta(seconds=60)

Effort = Mapping[str, Sequence[int]]
"""Step of the work -> [milliseconds, keys pressed]."""


class AlreadyDecided(ValueError):
    """This traveller was decided upon; the movement stands in the register."""


class CannotAdmit(ValueError):
    """The booth cannot admit this traveller. `assessment` says why."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(", ".join(assessment.problems))
        self.assessment = assessment


class StepsOpen(ValueError):
    """Something must be done before this traveller is admitted: `steps` says what."""

    def __init__(self, steps: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(steps))
        self.steps = steps


class WithSecondLine(ValueError):
    """The traveller was handed over: the second line decides."""


class AlreadyTakenBack(ValueError):
    """This decision was taken back before."""


class TooLate(ValueError):
    """The minute is over; what was decided is now put right by the supervisor."""


@action("border.crossing.record", Purpose.BORDER_CONTROL)
def record_crossing(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    encounter: Encounter,
    decision: Decision,
    local_on: date,
    age: int | None,
    reason: str = "",
    attempt: int = 0,
    effort: Effort | None = None,
    still_open: tuple[Problem, ...] | None = None,
    watch: bool = True,
    group: UUID | None = None,
    command: UUID | None = None,
) -> None:
    """Admit or refuse. One standing decision for each encounter. Raises AlreadyDecided for a second at this machine.

    Besides that it reads nothing where no step was asked: `encounter` comes with its shift and person, and `still_open` names the
    steps not done, where the caller has just looked (`queries.steps_open`, and `queries.since_read` says that nothing came up; None:
    it is asked here). `group` names those whom the traveller joined after the reading. Without `watch` no pattern is looked for: bulk
    work of invented or past crossings.
    """
    check_can_decide(by, encounter)
    if is_decided(encounter.pk):
        raise AlreadyDecided
    since = since_read(encounter.pk) if still_open is None else Since()
    if since.sent:
        raise WithSecondLine
    if decision is Decision.ADMITTED:
        check_may_admit(encounter, since, still_open=still_open)
    movement = Movement(decision, local_on, age, reason, attempt=attempt, effort=effort, group=group)
    crossing = new_crossing(act, by, at, encounter, movement)
    if watch:
        watch_crossing(act, by, at, encounter, crossing)


def check_may_admit(encounter: Encounter, since: Since, *, still_open: tuple[Problem, ...] | None = None) -> None:
    """Raise CannotAdmit where a problem closes the way, StepsOpen where something must be done first."""
    found = [*encounter.problems, *([Problem.CHIP_FORGED] if since.forged else [])]
    assessment = Assessment(tuple(Problem(code) for code in found))
    if not assessment.may_admit:
        raise CannotAdmit(assessment)
    if steps := steps_open(encounter) if still_open is None else still_open:
        raise StepsOpen(steps)


@dataclass(frozen=True, slots=True)
class Movement:
    """What a decision adds to the encounter. `attempt`: how many decisions on this traveller were taken back before.

    `age`: whole years, None if it is not known. `second_look`: the second line decided, not the booth.
    """

    decision: Decision
    local_on: date
    age: int | None
    reason: str = ""
    attempt: int = 0
    effort: Effort | None = None
    second_look: SecondLook | None = None
    group: UUID | None = None


def new_crossing(act: Act, by: Actor, at: datetime, encounter: Encounter, movement: Movement) -> Crossing:
    """The movement in the register, inside an action that has checked who may."""
    shift, person = encounter.shift, encounter.person
    act.subject(person.pk)
    act.about(encounter.pk)
    return act.create(
        Crossing,
        encounter=encounter,
        attempt=movement.attempt,
        shift=shift,
        person=person,
        document_id=encounter.document_id,
        post=shift.post,
        lane=shift.lane,
        officer=by.id,
        direction=shift.direction,
        decision=movement.decision,
        reason=movement.reason if movement.decision is Decision.REFUSED else "",
        at=at,
        local_on=movement.local_on,
        level=encounter.level,
        sex=person.sex,
        age=movement.age,
        nationality=(person.nationalities or [""])[0],
        source=encounter.source,
        second_look=movement.second_look,
        group=encounter.group or movement.group,
        effort={step: list(cost) for step, cost in (movement.effort or {}).items()},
        **_stay(encounter, movement.decision, shift.direction),
    )


def _stay(encounter: Encounter, decision: Decision, direction: str) -> dict[str, Any]:
    """An admitted entry begins a stay, an admitted exit ends one; a refusal does neither."""
    if decision is Decision.REFUSED:
        return {}
    if direction == Direction.ENTRY:
        return {"stay_rule": encounter.stay_rule, "stay_until_on": encounter.stay_until_on}
    return {"entered": encounter.pairs_with, "overstay_days": encounter.overstay_days}


@action("border.crossing.undo", Purpose.BORDER_CONTROL)
def undo_crossing(act: Act, *, by: Actor, at: datetime, crossing: Crossing, command: UUID | None = None) -> None:
    """Take the own decision back within sixty seconds. It stays in the register as undone, and the traveller is decided anew."""
    check_own_open_shift(by, crossing.shift, CROSSING_RECORD)
    if at - crossing.at > UNDO_WITHIN:
        raise TooLate
    if Undo.objects.filter(crossing=crossing).exists():
        raise AlreadyTakenBack
    act.subject(crossing.person_id)
    act.about(crossing.pk, crossing.encounter_id)
    act.create(Undo, crossing=crossing, officer=by.id, at=at)
