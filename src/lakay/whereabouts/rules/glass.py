"""Breaking the glass, by the clock: an hour to find a second person, an hour to look, and a review afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from lakay.kernel.states import NOBODY, States
from lakay.whereabouts.rules.codes import GlassState

LASTS = timedelta(minutes=60)
ANSWER_WITHIN = timedelta(minutes=60)

GLASS_STATES = States(
    starts=frozenset({GlassState.ASKED}),
    allowed={
        GlassState.ASKED: frozenset({GlassState.OPEN, GlassState.REFUSED, GlassState.LAPSED}),
        GlassState.OPEN: frozenset({GlassState.OVER}),
        GlassState.OVER: frozenset({GlassState.REVIEWED}),
        GlassState.REFUSED: frozenset(),
        GlassState.LAPSED: frozenset(),
        GlassState.REVIEWED: frozenset(),
    },
    turns={
        GlassState.ASKED: "second person",
        GlassState.OPEN: "who asked",
        GlassState.OVER: "reviewer",
        **dict.fromkeys((GlassState.REFUSED, GlassState.LAPSED, GlassState.REVIEWED), NOBODY),
    },
)


@dataclass(frozen=True, slots=True)
class GlassTimes:
    """What was written of one breaking of the glass."""

    asked_at: datetime
    agreed_at: datetime | None = None
    refused_at: datetime | None = None
    ended_at: datetime | None = None
    reviewed_at: datetime | None = None

    @property
    def until(self) -> datetime | None:
        """When it ends by itself, if a second person agreed."""
        return self.agreed_at + LASTS if self.agreed_at else None

    def state(self, now: datetime) -> GlassState:
        """How it stands. A clock that was set back behind the agreement opens nothing."""
        if self.reviewed_at:
            return GlassState.REVIEWED
        if self.refused_at:
            return GlassState.REFUSED
        if self.agreed_at is None or self.until is None:
            return GlassState.ASKED if self.asked_at <= now < self.asked_at + ANSWER_WITHIN else GlassState.LAPSED
        over = self.ended_at is not None or not self.agreed_at <= now < self.until
        return GlassState.OVER if over else GlassState.OPEN
