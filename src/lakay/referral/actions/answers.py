"""The recipient's side, by whatever way it comes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from lakay.access.policy import Permission
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.purposes import Purpose
from lakay.referral.actions.moves import move
from lakay.referral.models import Referral
from lakay.referral.permissions import check_can_answer
from lakay.referral.rules.given import Answered
from lakay.referral.rules.states import ANSWERS, Status

CODE_HOLDER = system_actor("receipt", frozenset({Permission.REFERRAL_ANSWER}))
"""Whoever holds the receipt code of a referral: the code is the proof, and opens this one alone."""


class NoReason(ValueError):
    """A no without why: the desk cannot choose better the next time."""


class AlreadySo(ValueError):
    """The step was taken before: pressed twice, or said by two ways."""


@action("referral.referral.answer", Purpose.PROTECTION)
def answer_referral(
    act: Act, *, by: Actor, at: datetime, referral: Referral, answered: Answered, command: UUID | None = None
) -> None:
    """The recipient saw it, accepts, declines with a reason, began or is done. Raises AlreadySo, NoReason, CannotMove."""
    now = Referral.objects.select_for_update().get(pk=referral.pk)
    check_can_answer(by, now, answered.channel)
    if answered.step not in ANSWERS:
        raise ValueError(answered.step)
    if now.status == answered.step:
        raise AlreadySo
    if answered.step is Status.DECLINED and answered.reason is None:
        raise NoReason
    move(
        act,
        now,
        answered.step,
        by=by,
        at=at,
        channel=answered.channel,
        reason=answered.reason,
        note=answered.note,
        **({"packet": None} if answered.step is Status.DECLINED else {}),
    )
