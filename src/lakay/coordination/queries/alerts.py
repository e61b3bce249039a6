"""Rapid alerts: the banner of a post, and which posts have seen what was sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from lakay.access.visibility import visible
from lakay.coordination.models import AlertLifted, AlertSeen, AlertTarget, RapidAlert
from lakay.coordination.pack import country_of
from lakay.coordination.rules import LANGUAGES, LOUDEST_FIRST, Severity, text_in
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

TOGETHER = Purpose.COORDINATION


@dataclass(frozen=True, slots=True)
class Banner:
    """A rapid alert as it stands on the screens of a post until somebody there has acknowledged it."""

    alert: UUID
    severity: str
    text: str
    from_post: str
    from_agency: str
    at: datetime
    until_at: datetime


@dataclass(frozen=True, slots=True)
class SentTo:
    """A post to which an alert went, and who acknowledged it there; `post` empty for a post that saw what was sent to all."""

    post: str
    by: UUID | None
    agency: str
    at: datetime | None


def standing(at: datetime) -> QuerySet[RapidAlert]:
    """The alerts in force at an instant."""
    lifted = AlertLifted.objects.filter(alert=OuterRef("pk"))
    return RapidAlert.objects.filter(~Exists(lifted), at__lte=at, until_at__gt=at)


def unseen_at(post: str, at: datetime) -> list[RapidAlert]:
    """The alerts for a post that nobody there has acknowledged, the loudest first. `everywhere` is every post of the sender's country."""
    named = AlertTarget.objects.filter(alert=OuterRef("pk"), post=post)
    seen = AlertSeen.objects.filter(alert=OuterRef("pk"), post=post)
    found = (
        standing(at).filter(Q(Exists(named)) | Q(everywhere=True), ~Exists(seen)).exclude(post=post).annotate(named=Exists(named))
    )
    here = country_of(post)
    kept = [alert for alert in found if alert.named or country_of(alert.post) == here]
    return sorted(kept, key=lambda alert: (LOUDEST_FIRST.index(Severity(alert.severity)), alert.at))


def banner_for(post: str, at: datetime, language: str = "fr") -> list[Banner]:
    """What must be shown at a post now, in a language of its screens. One query; for the foot or head of any desk there."""
    return [banner_of(alert, language) for alert in unseen_at(post, at)] if post else []


def banner_of(alert: RapidAlert, language: str) -> Banner:
    """An alert in a language, or in the nearest that its sender wrote."""
    text = text_in({code: getattr(alert, f"text_{code}") for code in LANGUAGES}, language)
    return Banner(alert.pk, alert.severity, text, alert.post, alert.agency, alert.at, alert.until_at)


def alerts_of(actor: Actor) -> QuerySet[RapidAlert]:
    """The alerts that the agency may see, sent or received, newest first."""
    return visible(actor, TOGETHER, RapidAlert).prefetch_related("targets", "receipts", "liftings").order_by("-at", "pk")


def posts_told(alert: RapidAlert) -> list[SentTo]:
    """For the sender: each post named, and each that answered, with who saw it there; those that have not are first."""
    receipts = {receipt.post: receipt for receipt in _earliest_last(alert.receipts.all())}
    posts = dict.fromkeys([*(target.post for target in alert.targets.all()), *receipts])
    rows = [_sent_to(post, receipts.get(post)) for post in posts]
    return sorted(rows, key=lambda row: (row.at is not None, row.post))


def _earliest_last(receipts: Iterable[AlertSeen]) -> list[AlertSeen]:
    return sorted(receipts, key=lambda receipt: receipt.at, reverse=True)


def _sent_to(post: str, receipt: AlertSeen | None) -> SentTo:
    return SentTo(post, receipt.by, receipt.agency, receipt.at) if receipt else SentTo(post, None, "", None)
