"""Patrols and what they found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from lakay.access.visibility import classes_visible, visible
from lakay.coordination.models import Finding, Patrol
from lakay.kernel.actors import Actor
from lakay.kernel.fields import FieldClass
from lakay.kernel.purposes import Purpose

TOGETHER = Purpose.COORDINATION


@dataclass(frozen=True, slots=True)
class Total:
    """How many of a kind were found."""

    category: str
    count: int


def patrols_of(actor: Actor) -> QuerySet[Patrol]:
    """The patrols that the agency may see, newest first."""
    return visible(actor, TOGETHER, Patrol).order_by("-started_at", "pk")


def patrols_between(actor: Actor, start: datetime, end: datetime) -> list[Patrol]:
    """Those that left the post in a span of time."""
    return list(patrols_of(actor).filter(started_at__gte=start, started_at__lt=end))


def patrols_out(actor: Actor) -> list[Patrol]:
    """Those that have not come back, the longest out first."""
    return list(patrols_of(actor).filter(ended_at=None).order_by("started_at", "pk"))


def findings_of(actor: Actor, patrols: Iterable[Patrol]) -> list[Finding]:
    """What patrols found, in order."""
    found = visible(actor, TOGETHER, Finding).filter(patrol__in=list(patrols)).select_related("incident", "patrol")
    return list(found.order_by("at", "pk"))


def totals_of(findings: Iterable[Finding]) -> list[Total]:
    """The sums by kind, the largest first."""
    counted: Counter[str] = Counter()
    for finding in findings:
        counted[finding.category] += finding.count
    return [Total(category, count) for category, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]


def handed_to_protection(actor: Actor, since: datetime) -> list[Finding]:
    """What patrols handed to the protection desk since an instant, newest first; only for those who may read the patrols' words."""
    found = visible(actor, TOGETHER, Finding).filter(to_protection=True, at__gte=since).select_related("patrol")
    return [
        finding for finding in found.order_by("-at", "pk") if FieldClass.SENSITIVE in classes_visible(actor, TOGETHER, finding)
    ]
