"""Rapid alerts: sent, acknowledged at each post, lifted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from lakay.coordination.actions.incidents import TOGETHER
from lakay.coordination.actions.tasks import BadDeadline
from lakay.coordination.models import AlertLifted, AlertSeen, AlertTarget, RapidAlert
from lakay.coordination.permissions import RAPID_SEND, check_is_told, check_sent_it, check_sits_at_a_post
from lakay.coordination.rules import Severity, texts_given
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor


class NoTarget(ValueError):
    """A rapid alert to nobody."""


class AlreadyLifted(ValueError):
    """The alert was taken back before."""


class AlreadyOver(ValueError):
    """The alert stands no longer."""


@action("coordination.alert.send", TOGETHER)
def send_alert(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    severity: Severity,
    texts: Mapping[str, str],
    until_at: datetime,
    posts: Sequence[str],
    everywhere: bool = False,
    command: UUID | None = None,
) -> None:
    """Tell other posts, those named or all, until an instant. `texts` is by language; one is enough.

    Raises NoText (rules), NoTarget, BadDeadline.
    """
    check_sits_at_a_post(by, RAPID_SEND)
    others = [post for post in dict.fromkeys(posts) if post and post != by.post]
    if not others and not everywhere:
        raise NoTarget
    if until_at <= at:
        raise BadDeadline
    words = {f"text_{language}": text for language, text in texts_given(texts).items()}
    values = {"severity": severity, "until_at": until_at, "everywhere": everywhere}
    alert = act.create(RapidAlert, post=by.post, agency=by.agency, by=by.id, at=at, **values, **words)
    for post in others:
        act.create(AlertTarget, alert=alert, post=post)


@action("coordination.alert.acknowledge", TOGETHER)
def acknowledge_alert(act: Act, *, by: Actor, at: datetime, alert: RapidAlert, command: UUID | None = None) -> None:
    """Somebody at a post has read it; the first who says so speaks for the post, and a second changes nothing."""
    check_is_told(by, alert)
    if alert.liftings.exists() or alert.until_at <= at:
        raise AlreadyOver
    if not alert.receipts.filter(post=by.post).exists():
        act.create(AlertSeen, alert=alert, post=by.post, agency=by.agency, by=by.id, at=at)
        act.subject(alert.pk)


@action("coordination.alert.lift", TOGETHER)
def lift_alert(act: Act, *, by: Actor, at: datetime, alert: RapidAlert, reason: str = "", command: UUID | None = None) -> None:
    """The agency that sent it takes it back: the child was found, the gate is open again."""
    check_sent_it(by, alert)
    if alert.liftings.exists():
        raise AlreadyLifted
    act.create(AlertLifted, alert=alert, by=by.id, at=at, reason=reason.strip())
