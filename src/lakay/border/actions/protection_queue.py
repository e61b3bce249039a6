"""The queue of the protection desk: a call is taken, and closed with what the desk found. And the look for children who did not return."""

from __future__ import annotations

from datetime import date, datetime
from itertools import islice
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.border.models import Call
from lakay.border.patterns.evidence import came_back_as_another, not_returned
from lakay.border.patterns.pack import patterns
from lakay.border.patterns.parameters import Pattern
from lakay.border.patterns.watching import fire_later
from lakay.border.permissions import check_can_answer, check_can_sweep
from lakay.border.rules import CallStatus
from lakay.border.rules.calls import CALL_STATES
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed

MOST_AT_ONCE = 200
"""How many children one sweep brings before the desk; the next sweep brings the rest."""


class AlreadyYours(ValueError):
    """The call is in the hands of whoever asks for it."""


@action("border.call.take", Purpose.PROTECTION)
def take_call(act: Act, *, by: Actor, at: datetime, call: Call, command: UUID | None = None) -> None:
    """Somebody of the desk goes there. The traveller's name is theirs to see from now on; a colleague may take over."""
    now = _as_it_stands(by, call)
    if now.taken_by == by.id and now.status == CallStatus.TAKEN:
        raise AlreadyYours
    CALL_STATES.check_can_move(CallStatus(now.status), CallStatus.TAKEN)
    act.subject(call.person_id)
    act.update(call, status=CallStatus.TAKEN, taken_by=by.id, taken_at=at)


@action("border.call.close", Purpose.PROTECTION)
def close_call(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    call: Call,
    agreed: bool | None,
    note: str = "",
    command: UUID | None = None,
) -> None:
    """The desk has looked. `agreed`: whether it was right to call, None where that is unclear. The booth may go on."""
    now = _as_it_stands(by, call)
    CALL_STATES.check_can_move(CallStatus(now.status), CallStatus.CLOSED)
    if now.taken_by != by.id:
        raise NotAllowed(_("Somebody else has this call. Take it over first."))
    act.subject(call.person_id)
    act.update(call, status=CallStatus.CLOSED, closed_by=by.id, closed_at=at, agreed=agreed, note=note.strip())


def _as_it_stands(by: Actor, call: Call) -> Call:
    check_can_answer(by, call.post)
    return Call.objects.select_for_update().get(pk=call.pk)


@action("border.pattern.sweep", Purpose.PROTECTION)
def sweep_patterns(act: Act, *, by: Actor, at: datetime, today: date, command: UUID | None = None) -> None:
    """Look for children who left and have not come back. A person looks at the own post's, the node itself at all of them.

    A call of a sweep has no encounter, for nobody stands at a booth: no border role sees that it exists.
    """
    check_can_sweep(by)
    act.note()
    rule = patterns().not_returned
    if rule is None:
        return
    left = (crossing for crossing in list(not_returned(rule, today, by.post)) if not came_back_as_another(crossing))
    for crossing in islice(left, MOST_AT_ONCE):
        figures = {"away": (today - crossing.local_on).days, "days": rule.days}
        fire_later(act, by, at, crossing, Pattern.CHILD_NOT_RETURNED, figures)
