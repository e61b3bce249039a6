"""How officers look people up: what stands out goes to the oversight."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from lakay.border.models import Encounter, SecondLook
from lakay.border.rules.codes import Channel, Source
from lakay.border.rules.officers import Looked

BY_HAND = (Channel.TYPED, Channel.SPOKEN)


def looked_up(since: datetime, until: datetime) -> list[Looked]:
    """Each officer who looked somebody up at a booth in some days, the most look-ups without a traveller first.

    `until` should lie some minutes back: who stands at the booth now has not passed yet.
    """
    rows = (
        Encounter.objects.filter(at__gte=since, at__lt=until, source=Source.BOOTH)
        .values("officer")
        .annotate(
            lookups=Count("pk", distinct=True),
            lost=Count("pk", distinct=True, filter=Q(crossings=None, second_looks=None)),
            typed=Count("pk", distinct=True, filter=Q(channel__in=BY_HAND)),
        )
        .order_by("officer")
    )
    overrides = _overrides(since, until)
    found = [
        Looked(row["officer"].hex, row["lookups"], row["lost"], row["typed"], overrides.get(row["officer"], 0)) for row in rows
    ]
    return sorted(found, key=lambda one: (-one.lost, -one.overrides, one.officer))


def _overrides(since: datetime, until: datetime) -> dict[UUID, int]:
    rows = SecondLook.objects.filter(override=True, decided_at__gte=since, decided_at__lt=until).values("proposed_by")
    counted = rows.annotate(count=Count("pk")).order_by("proposed_by")
    return {row["proposed_by"]: row["count"] for row in counted if row["proposed_by"] is not None}
