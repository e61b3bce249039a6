"""The second line: the booth hands a traveller over, somebody takes them, and what is decided stands in the register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lakay.border.actions.crossings import AlreadyDecided, CannotAdmit, Movement, StepsOpen, new_crossing
from lakay.border.models import Crossing, Encounter, Hit, SecondLook
from lakay.border.patterns.watching import watch_crossing
from lakay.border.permissions import check_can_confirm, check_can_decide, check_can_take, check_is_taker
from lakay.border.queries import is_decided, steps_open
from lakay.border.queues import stops_of
from lakay.border.rules import Assessment, Decision, HitOutcome, SecondLineStatus
from lakay.border.rules.second_line import SECOND_LOOK_STATES
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.states import CannotMove
from lakay.watchlist.actions import record_cleared, record_outcome
from lakay.watchlist.rules.contents import WantedDocument
from lakay.watchlist.rules.matching import Basis
from lakay.watchlist.rules.states import Outcome

OUTCOMES = {HitOutcome.SAME: Outcome.SAME, HitOutcome.OTHER: Outcome.NOT_SAME, HitOutcome.UNSURE: Outcome.UNRESOLVED}
"""What the second line found, as the alert list keeps it."""


class AlreadySent(ValueError):
    """This traveller is or was with the second line."""


class NeedsGrounds(ValueError):
    """Whoever asks for an admission against a stop writes why."""


class NothingToOverride(ValueError):
    """Nothing stops this traveller any more: one person may admit them."""


@dataclass(frozen=True, slots=True)
class Day:
    """The local day at the post, and the traveller's age on it (whole years; None if unknown)."""

    local_on: date
    age: int | None = None


@action("border.second_look.open", Purpose.BORDER_CONTROL)
def send_to_second_line(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    encounter: Encounter,
    reasons: Sequence[str] = (),
    note: str = "",
    command: UUID | None = None,
) -> None:
    """The officer hands the traveller in front of them over. `reasons` are codes: problems of the document, `doubt`, `alert`,
    the code of a refusal. Raises AlreadySent, or AlreadyDecided where the booth has decided.
    """
    check_can_decide(by, encounter)
    if SecondLook.objects.filter(encounter=encounter).exists():
        raise AlreadySent
    if is_decided(encounter.pk):
        raise AlreadyDecided
    act.about(encounter.pk)
    act.create(
        SecondLook,
        encounter=encounter,
        person_id=encounter.person_id,
        post=encounter.post,
        opened_at=at,
        opened_by=by.id,
        reasons=list(reasons),
        note=note.strip(),
        status=SecondLineStatus.WAITING,
    )


@action("border.second_look.take", Purpose.BORDER_CONTROL)
def take_second_look(act: Act, *, by: Actor, at: datetime, look: SecondLook, command: UUID | None = None) -> None:
    """Somebody of the second line takes the traveller: from now on it is theirs to decide."""
    check_can_take(by, look)
    _move(act, look, SecondLineStatus.TAKEN, taken_by=by.id, taken_at=at)


@action("border.second_look.put_back", Purpose.BORDER_CONTROL)
def put_back(act: Act, *, by: Actor, at: datetime, look: SecondLook, command: UUID | None = None) -> None:
    """The traveller goes back to the queue: the taker gives them back, or a colleague does for a taker who went away."""
    check_can_take(by, look)
    _move(act, look, SecondLineStatus.WAITING, taken_by=None, taken_at=None)


@action("border.second_look.leave", Purpose.BORDER_CONTROL)
def note_left(act: Act, *, by: Actor, at: datetime, look: SecondLook, command: UUID | None = None) -> None:
    """The traveller went away before anything was decided: no movement."""
    check_can_take(by, look)
    _move(act, look, SecondLineStatus.LEFT)


@action("border.hit.answer", Purpose.BORDER_CONTROL)
def answer_hit(
    act: Act, *, by: Actor, at: datetime, look: SecondLook, hit: Hit, outcome: HitOutcome, command: UUID | None = None
) -> None:
    """Whether the traveller is the one whom an alert means. The alert list learns what became of it, not of whom."""
    check_is_taker(by, look)
    if hit.outcome == outcome:
        return
    act.subject(look.person_id)
    act.about(look.encounter_id)
    seen = {} if hit.acknowledged_by else {"acknowledged_by": by.id, "acknowledged_at": at}
    act.update(hit, outcome=outcome, outcome_by=by.id, outcome_at=at, **seen)
    if hit.alert is not None:
        record_outcome.within(act, by=by, at=at, alert=hit.alert, basis=Basis(hit.basis), outcome=OUTCOMES[outcome])
        if outcome == HitOutcome.OTHER:
            _remember(act, by, at, hit.alert, look.encounter)


def _remember(act: Act, by: Actor, at: datetime, alert: UUID, encounter: Encounter) -> None:
    """The holder of this document is not the one meant: it does not stop them again."""
    shown = encounter.document
    if shown is not None:
        document = WantedDocument(shown.issuing_state, shown.number, shown.type)
        record_cleared.within(act, by=by, at=at, alert=alert, document=document)


@action("border.second_look.decide", Purpose.BORDER_CONTROL)
def decide_second_look(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    look: SecondLook,
    decision: Decision,
    day: Day,
    reason: str = "",
    command: UUID | None = None,
) -> None:
    """Admit or refuse, by the one who took the traveller. Raises CannotAdmit where a stop still stands: that takes two people."""
    check_is_taker(by, look)
    if decision is Decision.ADMITTED:
        if stops := stops_of(look.encounter):
            raise CannotAdmit(Assessment(stops))
        check_steps(look.encounter)
    _decide(act, by, at, look, decision, day, reason)


@action("border.second_look.propose", Purpose.BORDER_CONTROL)
def propose_admission(act: Act, *, by: Actor, at: datetime, look: SecondLook, grounds: str, command: UUID | None = None) -> None:
    """The taker asks that the traveller be admitted although something stops them; another person must agree."""
    check_is_taker(by, look)
    if not grounds.strip():
        raise NeedsGrounds
    if not stops_of(look.encounter):
        raise NothingToOverride
    check_steps(look.encounter)
    _move(act, look, SecondLineStatus.PROPOSED, proposed_by=by.id, proposed_at=at, grounds=grounds.strip(), answer="")


@action("border.second_look.withdraw", Purpose.BORDER_CONTROL)
def withdraw_proposal(act: Act, *, by: Actor, at: datetime, look: SecondLook, command: UUID | None = None) -> None:
    """The taker no longer asks for it."""
    check_is_taker(by, look)
    _move(act, look, SecondLineStatus.TAKEN, proposed_by=None, proposed_at=None)


@action("border.second_look.answer", Purpose.BORDER_CONTROL)
def answer_proposal(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    look: SecondLook,
    agrees: bool,
    day: Day,
    answer: str = "",
    command: UUID | None = None,
) -> None:
    """The second person agrees, and the traveller is admitted; or declines, and it is the taker's turn again. Never the proposer."""
    check_can_confirm(by, look)
    now = SecondLook.objects.get(pk=look.pk)
    if now.status != SecondLineStatus.PROPOSED:
        raise CannotMove(SecondLineStatus(now.status), SecondLineStatus.DECIDED)
    if not agrees:
        _move(act, look, SecondLineStatus.TAKEN, proposed_by=None, proposed_at=None, answer=answer.strip())
        return
    check_steps(look.encounter)
    act.update(look, answer=answer.strip(), override=True)
    _decide(act, by, at, look, Decision.ADMITTED, day, "")


def check_steps(encounter: Encounter) -> None:
    """Raise StepsOpen where something must be done before the traveller is admitted by anybody."""
    if steps := steps_open(encounter):
        raise StepsOpen(steps)


def _decide(act: Act, by: Actor, at: datetime, look: SecondLook, decision: Decision, day: Day, reason: str) -> None:
    if is_decided(look.encounter_id):
        raise AlreadyDecided
    _move(act, look, SecondLineStatus.DECIDED, decided_by=by.id, decided_at=at, decision=decision)
    undone = Crossing.objects.filter(encounter=look.encounter_id, undoings__isnull=False).distinct().count()
    movement = Movement(decision, day.local_on, day.age, reason, attempt=undone, second_look=look)
    crossing = new_crossing(act, by, at, look.encounter, movement)
    watch_crossing(act, by, at, look.encounter, crossing)


def _move(act: Act, look: SecondLook, to: SecondLineStatus, **values: object) -> None:
    now = SecondLook.objects.get(pk=look.pk)
    SECOND_LOOK_STATES.check_can_move(SecondLineStatus(now.status), to)
    act.subject(look.person_id)
    act.about(look.encounter_id)
    act.update(look, status=to, **values)
