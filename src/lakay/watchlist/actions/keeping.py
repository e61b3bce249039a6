"""What happens to alerts afterwards: they expire, their content is erased, and what became of their hits is recorded."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.journal.erasure import erase_subject
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.watchlist.actions.values import move
from lakay.watchlist.categories import category_of
from lakay.watchlist.keys import cleared_token
from lakay.watchlist.models import Alert, Change, Cleared, Outcome
from lakay.watchlist.permissions import check_can_record_outcome
from lakay.watchlist.rules.contents import WantedDocument
from lakay.watchlist.rules.matching import Basis
from lakay.watchlist.rules.states import AlertStatus, ChangeStatus
from lakay.watchlist.rules.states import Outcome as OutcomeCode

IN_A_STEP = 200


class NotYet(ValueError):
    """The content of an alert is erased only some time after its end; the country pack says how long."""


@action("watchlist.alert.expire", Purpose.SECURITY)
def expire_alerts(act: Act, *, by: Actor, at: datetime, command: UUID | None = None) -> None:
    """Take some hundred alerts off the list whose time is over. They hit no longer since that instant, with or without this."""
    check_may(by, Permission.ALERT_PROPOSE)
    alerts = list(Alert.objects.lapsed(at).order_by("until_at", "id")[:IN_A_STEP])
    waiting = Change.objects.filter(alert__in=alerts, status=ChangeStatus.WAITING).order_by("id")
    for change in list(waiting):
        act.update(change, status=ChangeStatus.LAPSED.value)
    for alert in alerts:
        move(act, alert, AlertStatus.EXPIRED, at)


@action("watchlist.alert.erase", Purpose.SECURITY)
def erase_alert(act: Act, *, by: Actor, at: datetime, alert: Alert, command: UUID | None = None) -> None:
    """Destroy the content of an alert whose time of keeping is over. That there was one, and who agreed to it, stays."""
    now = Alert.objects.select_for_update().get(pk=alert.pk)
    if now.ended_at is None or now.ended_at + timedelta(days=category_of(now.category).keep_days) > at:
        raise NotYet
    erase_subject.within(act, by=by, at=at, subject=now.pk)


@action("watchlist.outcome.record", Purpose.SECURITY)
def record_outcome(
    act: Act, *, by: Actor, at: datetime, alert: UUID, basis: Basis, outcome: OutcomeCode, command: UUID | None = None
) -> None:
    """A hit was looked into. Called by the desks at the border from within their own decision; it says nothing of the traveller."""
    check_can_record_outcome(by)
    where = {"post": by.post, "agency": by.agency, "officer": by.id, "at": at}
    act.create(Outcome, alert=alert, basis=basis.value, outcome=outcome.value, **where)
    act.about(alert)


@action("watchlist.cleared.record", Purpose.SECURITY)
def record_cleared(
    act: Act, *, by: Actor, at: datetime, alert: UUID, document: WantedDocument, command: UUID | None = None
) -> None:
    """Whoever carries this document is not the one meant: it does not stop them again, until the entry says something else."""
    check_can_record_outcome(by)
    token = cleared_token(alert, document)
    if token is not None:
        act.create(Cleared, alert=alert, token=token, at=at, post=by.post, officer=by.id)
