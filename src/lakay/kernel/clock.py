"""Clocks. A post's clock may be wrong by years, so order never rests on it alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the present instant, always with a time zone."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """A clock that moves only when it is told to: for tests and the simulator."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        """Move the clock; a negative step puts it back, as a bad battery does."""
        self.at += by


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MS = timedelta(milliseconds=1)


def milliseconds(at: datetime) -> int:
    """Milliseconds since 1970-01-01T00:00Z."""
    return (at - EPOCH) // _MS


@dataclass(slots=True)
class HybridClock:
    """A hybrid logical clock: physical milliseconds above a 16-bit counter, in one integer that never steps back.

    Source: Kulkarni et al., "Logical Physical Clocks" (2014). The value orders events so that a cause comes before
    its effect even where the machine's clock was set back between them.
    """

    last: int = 0

    def tick(self, at: datetime) -> int:
        """The stamp of a new local event."""
        self.last = max(milliseconds(at) << 16, self.last + 1)
        return self.last

    def observe(self, stamp: int) -> None:
        """Take note of another node's stamp, so that what follows here is ordered after it."""
        self.last = max(self.last, stamp)
