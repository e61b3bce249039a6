"""Silent hits: asked for by one, agreed on by another, for days; ended by anybody of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.watchlist.categories import category_of
from lakay.watchlist.models import Silence
from lakay.watchlist.permissions import check_can_decide, check_can_propose
from lakay.watchlist.rules.lists import SILENCE_STATES, SilenceStatus

LONGEST = timedelta(days=31)
"""A choice of this office: who wants it longer asks two people again."""


class NeverSilent(ValueError):
    """Hits that protect somebody are never silent, and no silence is longer than a month."""


@action("watchlist.silence.propose", Purpose.SECURITY)
def propose_silence(
    act: Act, *, by: Actor, at: datetime, category: str, until_at: datetime, reason: str, command: UUID | None = None
) -> None:
    """Ask that the hits of a category be silent up to an instant. Raises NotAllowed, UnknownCategory, NeverSilent."""
    check_can_propose(by, reason)
    if category_of(category).protective or not at < until_at <= at + LONGEST:
        raise NeverSilent
    who = {"reason": reason.strip(), "agency": by.agency, "proposed_by": by.id, "proposed_at": at}
    act.create(Silence, category=category, status=SilenceStatus.PROPOSED.value, until_at=until_at, **who)


@action("watchlist.silence.decide", Purpose.SECURITY)
def decide_silence(
    act: Act, *, by: Actor, at: datetime, silence: Silence, approve: bool, reason: str, command: UUID | None = None
) -> None:
    """A second person agrees or not. Raises NotAllowed, CannotMove."""
    now = Silence.objects.select_for_update().get(pk=silence.pk)
    check_can_decide(by, now.proposed_by, reason)
    to = SilenceStatus.STANDING if approve else SilenceStatus.REJECTED
    SILENCE_STATES.check_can_move(SilenceStatus(now.status), to)
    act.update(now, status=to.value, decided_by=by.id, decided_at=at, decision_reason=reason.strip())


@action("watchlist.silence.end", Purpose.SECURITY)
def end_silence(act: Act, *, by: Actor, at: datetime, silence: Silence, command: UUID | None = None) -> None:
    """The booths stop again at once. Raises NotAllowed, CannotMove."""
    check_may(by, Permission.ALERT_LIST)
    now = Silence.objects.select_for_update().get(pk=silence.pk)
    SILENCE_STATES.check_can_move(SilenceStatus(now.status), SilenceStatus.ENDED)
    act.update(now, status=SilenceStatus.ENDED.value, ended_by=by.id)
