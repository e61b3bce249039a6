"""Breaking the glass: asked with grounds, agreed by a second person, over after an hour, reviewed by a third."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.whereabouts.models import Circle, Glass
from lakay.whereabouts.permissions import check_can_answer, check_can_break, check_can_review, check_is_broken_for, holds
from lakay.whereabouts.rules.codes import Judgement

PROTECTION = Purpose.PROTECTION
FEWEST_LETTERS = 10
NO_GROUNDS = _("Write why, in a sentence.")


@action("whereabouts.glass.ask", PROTECTION)
def ask_glass(act: Act, *, by: Actor, at: datetime, circle: Circle, grounds: str, command: UUID | None = None) -> None:
    """No keyholder can be reached, and the person is in danger: say why. Nothing opens yet."""
    check_can_break(by, circle)
    if holds(by.id, circle):
        raise NotAllowed(_("You are a keyholder: open it with your own key."))
    if len(grounds.strip()) < FEWEST_LETTERS:
        raise NotAllowed(NO_GROUNDS)
    about = {"circle": circle, "intake_id": circle.intake_id, "post": circle.post}
    act.create(Glass, **about, asked_by=by.id, asked_at=at, grounds=grounds.strip())


@action("whereabouts.glass.agree", PROTECTION)
def agree_glass(
    act: Act, *, by: Actor, at: datetime, glass: Glass, passed: Mapping[UUID, str], command: UUID | None = None
) -> None:
    """The second person agrees, and passes on their shares, closed for the one who asked. The hour begins."""
    now = _as_it_stands(glass)
    check_can_answer(by, now, at)
    act.update(now, agreed_by=by.id, agreed_at=at, passed={stay.hex: share for stay, share in passed.items()})


@action("whereabouts.glass.refuse", PROTECTION)
def refuse_glass(act: Act, *, by: Actor, at: datetime, glass: Glass, command: UUID | None = None) -> None:
    """The second person says no."""
    now = _as_it_stands(glass)
    check_can_answer(by, now, at)
    act.update(now, refused_by=by.id, refused_at=at)


@action("whereabouts.glass.end", PROTECTION)
def end_glass(act: Act, *, by: Actor, at: datetime, glass: Glass, command: UUID | None = None) -> None:
    """Who asked has seen enough before the hour is over."""
    now = _as_it_stands(glass)
    check_is_broken_for(by, now, at)
    act.update(now, ended_at=at, passed=None)


@action("whereabouts.glass.review", Purpose.OVERSIGHT)
def review_glass(
    act: Act, *, by: Actor, at: datetime, glass: Glass, judgement: Judgement, finding: str, command: UUID | None = None
) -> None:
    """Somebody who had no part in it says whether it was right, and what follows."""
    now = _as_it_stands(glass)
    check_can_review(by, now, at)
    if len(finding.strip()) < FEWEST_LETTERS:
        raise NotAllowed(NO_GROUNDS)
    act.update(now, reviewed_by=by.id, reviewed_at=at, judgement=judgement.value, finding=finding.strip(), passed=None)


def _as_it_stands(glass: Glass) -> Glass:
    return Glass.objects.select_for_update().get(pk=glass.pk)
