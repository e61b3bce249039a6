"""How long a release lives, and what a clock that cannot be trusted means for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SUSPECT = timedelta(days=400)
"""A clock so far past the end of a release is more likely wrong than right."""


@dataclass(frozen=True, slots=True)
class Lives:
    """What the pack says of releases (`vault.toml`): how long one lasts by default and at most, how long an open post goes on after
    its end, how long before the end people are told, and how many wrong PINs end it."""

    usual: timedelta = timedelta(hours=36)
    longest: timedelta = timedelta(days=14)
    grace: timedelta = timedelta(hours=4)
    warning: timedelta = timedelta(hours=6)
    wrong_pins: int = 10


class Verdict(StrEnum):
    """What a release is worth now."""

    GOOD = "good"
    ENDING = "ending"
    GRACE = "grace"
    OVER = "over"
    CLOCK = "clock"


def time_of(clock: datetime, seen: datetime) -> datetime:
    """The time to go by: a clock that was set back (its battery is empty) does not make a release younger."""
    return max(clock, seen)


def judge(until: datetime, seen: datetime, clock: datetime, lives: Lives) -> Verdict:
    """`seen` is the latest time that the release itself remembers. In grace an open post goes on, and a closed one does not open."""
    now = time_of(clock, seen)
    if clock - until > SUSPECT:
        return Verdict.CLOCK
    if now >= until + lives.grace:
        return Verdict.OVER
    if now >= until:
        return Verdict.GRACE
    return Verdict.ENDING if now >= until - lives.warning else Verdict.GOOD


def end_of(asked: datetime | None, now: datetime, lives: Lives) -> datetime:
    """Until when the hub releases: as asked, never longer than the pack allows, and the usual time if nothing was asked."""
    return min(asked or now + lives.usual, now + lives.longest)


FREE_TRIES = 3
LONGEST_WAIT = 300


def wait_after(tries: int, last: datetime | None, now: datetime) -> int:
    """Seconds to wait before the next PIN: none for the first three, then twice as long each time, five minutes at most."""
    if tries < FREE_TRIES or last is None:
        return 0
    wait = min(1 << (tries - FREE_TRIES + 1), LONGEST_WAIT)
    passed = (now - last).total_seconds()
    return wait if passed < 0 else max(0, round(wait - passed))
