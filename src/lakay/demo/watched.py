"""Which of the invented travellers the invented alert list may mean."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from lakay.border.rules import Direction
from lakay.demo.crowd import Traveller
from lakay.watchlist.queries import hits


def mark_watched(travellers: Iterable[Traveller], at: datetime) -> None:
    """Mark those with an alert: from now on the booth looks them up as it does at work."""
    for traveller in travellers:
        traveller.watched = any(_found(traveller, direction, at) for direction in Direction)


def _found(traveller: Traveller, direction: Direction, at: datetime) -> bool:
    shown = traveller.shown
    return bool(
        hits(
            document=(shown.issuing_state, shown.number, shown.kind) if shown.number else None,
            surname=shown.surname,
            given_names=shown.given_names,
            birth=shown.birth,
            sex=shown.sex,
            nationality=shown.nationality,
            direction=direction,
            at=at,
        )
    )
