"""What a stamp would say, and the slip that is printed in its place."""

from __future__ import annotations

from dataclasses import dataclass

from lakay.border.models import Crossing
from lakay.border.rules import Decision, Direction
from lakay.credentials.codes import SignedKind
from lakay.credentials.slips import entry_slip, holder, slip_number
from lakay.people.queries import names_of
from lakay.web.booth.rows import Row, rows_of


@dataclass(frozen=True, slots=True)
class Slip:
    """A movement on paper. `code` is empty where there is nothing to sign with, or nothing to say (an exit, no last day)."""

    row: Row
    number: str
    code: str


def slip_of(crossing: Crossing, agency: str) -> Slip:
    """The slip of a movement."""
    return Slip(rows_of([crossing])[0], slip_number(SignedKind.ENTRY, crossing.pk), _code(crossing, agency))


def _code(crossing: Crossing, agency: str) -> str:
    entered = crossing.direction == Direction.ENTRY and crossing.decision == Decision.ADMITTED
    if not entered or crossing.stay_until_on is None:
        return ""
    person = crossing.person
    name = names_of(person).first()
    who = holder(
        surname=name.family or name.whole if name else "",
        given_names=name.given if name else "",
        birth=person.born,
        sex=person.sex,
        nationality=crossing.nationality,
    )
    return entry_slip(
        who=who,
        agency=agency,
        post=crossing.post,
        direction=crossing.direction,
        movement=crossing.pk,
        on=crossing.local_on,
        until=crossing.stay_until_on,
    )
