"""Everything that is written at the booth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lakay.border.models import Crossing, Encounter, Shift
from lakay.border.permissions import ENCOUNTER_OPEN, SHIFT_OPEN, check_can_decide, check_can_open_shift, check_own_open_shift
from lakay.border.queries import counts_of
from lakay.border.rules import Assessment, Channel, Decision, Direction, ShiftStatus, assess
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.purposes import Purpose
from lakay.people.actions import add_traveller
from lakay.people.models import Document, Person
from lakay.people.queries import find_document, surviving
from lakay.traveldocs.mrz import Mrz, Verdict


class ShiftAlreadyOpen(ValueError):
    """The officer has an open shift; it is closed with its count before another begins."""


class AlreadyDecided(ValueError):
    """This traveller was decided upon; the movement stands in the register."""


class CannotAdmit(ValueError):
    """The document does not let the booth admit. `assessment` says why."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(", ".join(assessment.problems))
        self.assessment = assessment


class NothingRead(ValueError):
    """What came in is not the machine-readable zone of a travel document."""


@action("border.shift.open", Purpose.BORDER_CONTROL)
def open_shift(
    act: Act, *, by: Actor, at: datetime, post: str, lane: str, direction: Direction, command: UUID | None = None
) -> None:
    """An officer sits down at a lane."""
    check_can_open_shift(by, post)
    if Shift.objects.open().filter(officer=by.id).exists():
        raise ShiftAlreadyOpen
    act.create(Shift, officer=by.id, post=post, lane=lane, direction=direction, status=ShiftStatus.OPEN, opened_at=at)


@action("border.shift.turn", Purpose.BORDER_CONTROL)
def turn_lane(act: Act, *, by: Actor, at: datetime, shift: Shift, direction: Direction, command: UUID | None = None) -> None:
    """The lane passes the other direction from now on."""
    check_own_open_shift(by, shift, SHIFT_OPEN)
    act.update(shift, direction=direction)


@action("border.shift.close", Purpose.BORDER_CONTROL)
def close_shift(
    act: Act, *, by: Actor, at: datetime, shift: Shift, said_entries: int, said_exits: int, command: UUID | None = None
) -> None:
    """The officer counts and leaves. Their own count stands beside the register's; a difference is kept, not smoothed over."""
    check_own_open_shift(by, shift, SHIFT_OPEN)
    counts = counts_of(shift)
    act.update(
        shift,
        status=ShiftStatus.CLOSED,
        closed_at=at,
        entries=counts.entries,
        exits=counts.exits,
        refusals=counts.refusals,
        said_entries=said_entries,
        said_exits=said_exits,
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A zone as read at the booth, and the day and country in which it is judged."""

    mrz: Mrz
    channel: Channel
    today: date
    home: str


@action("border.encounter.open", Purpose.BORDER_CONTROL)
def open_encounter(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    shift: Shift,
    reading: Reading,
    holder: tuple[Person, Document] | None = None,
    command: UUID | None = None,
) -> None:
    """A document is read: its holder is found by the exact document, or entered, and the officer looks at their file.

    This event is at once the search, the look and its reason. Bulk work hands in the `holder` it has found before.
    Raises NothingRead for what is no travel document.
    """
    check_own_open_shift(by, shift, ENCOUNTER_OPEN)
    mrz = reading.mrz
    if mrz.verdict is Verdict.REJECT or not mrz.document_number:
        raise NothingRead
    person, document = holder or _holder(act, by, at, mrz)
    act.subject(person.pk)
    assessment = assess(mrz, today=reading.today, home=reading.home, direction=shift.direction, document_status=document.status)
    act.create(
        Encounter,
        shift=shift,
        post=shift.post,
        officer=by.id,
        at=at,
        person=person,
        document=document,
        channel=reading.channel,
        verdict=mrz.verdict,
        failed=list(mrz.failed),
        problems=list(assessment.problems),
        mrz="\n".join(mrz.lines),
    )


def _holder(act: Act, by: Actor, at: datetime, mrz: Mrz) -> tuple[Person, Document]:
    issuing_state, kind = mrz.fields["issuing_state"].rstrip("<"), str(mrz.document_kind)
    known = find_document(issuing_state, mrz.document_number, kind)
    if known is not None:
        return surviving(known.person), known
    return add_traveller(
        act,
        by=by,
        at=at,
        surname=mrz.surname,
        given_names=mrz.given_names,
        sex=mrz.sex.strip("<"),
        birth=PartialDate.from_parts(mrz.birth),
        nationality=mrz.fields["nationality"].rstrip("<"),
        document_type=kind,
        issuing_state=issuing_state,
        number=mrz.document_number,
        expiry=mrz.expiry.on,
        mrz="\n".join(mrz.lines),
    )


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
    command: UUID | None = None,
) -> None:
    """Admit or refuse. One decision for each encounter; the database refuses a second.

    It reads nothing, so that many lanes share one commit: `encounter` comes with its shift and person.
    """
    check_can_decide(by, encounter)
    assessment = Assessment(tuple(encounter.problems))
    if decision is Decision.ADMITTED and not assessment.may_admit:
        raise CannotAdmit(assessment)
    shift, person = encounter.shift, encounter.person
    act.subject(person.pk)
    act.about(encounter.pk)
    act.create(
        Crossing,
        encounter=encounter,
        shift=shift,
        person=person,
        document_id=encounter.document_id,
        post=shift.post,
        lane=shift.lane,
        officer=by.id,
        direction=shift.direction,
        decision=decision,
        reason=reason if decision is Decision.REFUSED else "",
        at=at,
        local_on=local_on,
        sex=person.sex,
        age=age,
        nationality=(person.nationalities or [""])[0],
    )
