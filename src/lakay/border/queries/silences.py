"""How often the booths were told nothing: counted for the oversight, without saying who passed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q

from lakay.border.models import Hit

Span = tuple[str, datetime, datetime]
"""A category, an instant and a later one, which is not included."""


def silent_hits(spans: Sequence[Span]) -> list[int]:
    """The silent hits of each category in its span: one query for all of them."""
    if not spans:
        return []
    counts = {
        f"span_{number}": Count("pk", filter=Q(category=category, at__gte=since, at__lt=until))
        for number, (category, since, until) in enumerate(spans)
    }
    found = Hit.objects.filter(silent=True).aggregate(**counts)
    return [found[name] for name in counts]
