"""One step of a referral, inside an action: the table of states is asked, the clock too, and the step is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from lakay.journal.writing import Act
from lakay.kernel.actors import Actor
from lakay.messaging.actions import drop_about
from lakay.referral.models import Referral, Step
from lakay.referral.pack import the_pack
from lakay.referral.rules.deadlines import deadline_for
from lakay.referral.rules.states import ENDS, REFERRAL_STATES, Channel, Decline, Status, stands

UNSAID = {Status.SENT, Status.WITHDRAWN}
"""What still waits to be said of a referral is out of date then: it has a new code, or none."""


def move(
    act: Act,
    referral: Referral,
    to: Status,
    *,
    by: Actor,
    at: datetime,
    channel: Channel,
    reason: Decline | None = None,
    note: str = "",
    **more: Any,
) -> None:
    """Raises CannotMove where the table does not lead there from where it stands now."""
    REFERRAL_STATES.check_can_move(stands(referral.status, referral.expires_at, at), to)
    row = deadline_for(the_pack().deadlines, referral.urgency)
    values = {"status": to, "due_at": row.due(to, at), "ended_at": at if to in ENDS else None, **more}
    act.update(referral, **values)
    if to in UNSAID:
        drop_about(act, referral.pk, at)
    act.create(
        Step,
        referral=referral,
        at=at,
        status=to.value,
        channel=channel.value,
        by=by.id,
        agency=by.agency,
        reason=reason.value if reason else "",
        note=note.strip(),
    )
