"""What people say of the service and of us."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.referral.models import Complaint, Feedback, Referral
from lakay.referral.permissions import check_can_hear
from lakay.referral.rules.codes import make_case
from lakay.referral.rules.given import Complained, Told
from lakay.referral.rules.states import Status

PROTECTION = Purpose.PROTECTION
LONGEST = 4000


class NothingSaid(ValueError):
    """Neither an answer nor a word."""


class NotYet(ValueError):
    """Nothing was sent yet of which somebody could say how it was."""


@action("referral.feedback.give", PROTECTION)
def give_feedback(
    act: Act, *, by: Actor, at: datetime, referral: Referral, told: Told, channel: str, command: UUID | None = None
) -> None:
    """The person says how it was. Raises NothingSaid, NotYet."""
    if referral.status == Status.DRAFTED:
        raise NotYet
    if (told.understood, told.safe, told.satisfied) == (None, None, None) and not told.words.strip():
        raise NothingSaid
    act.create(
        Feedback,
        referral=referral,
        at=at,
        channel=channel,
        by=by.id,
        understood=told.understood,
        safe=told.safe,
        satisfied=told.satisfied,
        words=told.words.strip()[:LONGEST],
    )


@action("referral.complaint.make", PROTECTION)
def complain(act: Act, *, by: Actor, at: datetime, given: Complained, command: UUID | None = None) -> None:
    """Somebody complains; nobody asks who. The number in the answer lets them ask what became of it. Raises NothingSaid."""
    if not given.text.strip():
        raise NothingSaid
    act.create(
        Complaint,
        at=at,
        channel=given.channel,
        number=make_case(act.batch.random),
        taken_by=by.id if by.agency else None,
        contact=given.contact.strip()[:120],
        text=given.text.strip()[:LONGEST],
        safe=given.safe,
        about=given.about,
    )


@action("referral.complaint.answer", PROTECTION)
def answer_complaint(
    act: Act, *, by: Actor, at: datetime, complaint: Complaint, answer: str, command: UUID | None = None
) -> None:
    """Somebody who answers for the work says what was done. Raises NothingSaid."""
    check_can_hear(by)
    if not answer.strip():
        raise NothingSaid
    act.update(complaint, answer=answer.strip()[:LONGEST], answered_at=at, answered_by=by.id)
