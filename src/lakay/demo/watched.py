"""Which of the invented travellers the invented alert list may mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from lakay.border.lookups import alerts_about
from lakay.border.rules import Direction
from lakay.demo.crowd import Traveller


def mark_watched(travellers: Iterable[Traveller], at: datetime) -> None:
    """Mark those with an alert: from now on the booth looks them up as it does at work."""
    for traveller in travellers:
        found = (alerts_about(traveller.shown, direction=direction, at=at) for direction in Direction)
        traveller.watched = any(found)
