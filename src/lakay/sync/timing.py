"""When to speak to the hub next, and how much to say at once: pure, so that a bad link of a month is tried out in a second.

A post's link is there for minutes, slow, and gone in mid-sentence. So the first parcel after a silence is small, and the next ones
grow until one takes about two seconds on the link as it is: what a cut spoils is one parcel, never more. After a failure the
waiting grows, with chance in it, so that fifty posts whose link comes back together do not all speak at once. Seconds here are
those of a clock that only counts and is never set (`time.monotonic`): the clocks on the walls of posts are wrong by years.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import time

SMALL = 2_048
"""Bytes of the first parcel after a silence or a cut."""

GROWS = 2.0
SHARE = 16
"""A parcel is at most this part of what usually passes between two cuts: half a parcel is lost at each of them, so some 3 % in all."""

MEMORY = 0.6
"""How much of a newly measured speed counts at once; the rest is what was known before."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the office decided about a link. Seconds, bytes, bytes a second (0: no cap), and hours of the post."""

    idle_seconds: float = 300.0
    gather_seconds: float = 10.0
    nudge_seconds: float = 0.2
    retry_seconds: float = 3.0
    retry_most_seconds: float = 600.0
    parcel_seconds: float = 2.0
    largest: int = 262_144
    cap: int = 0
    night: tuple[time, time] = (time(21), time(5))
    photos_by_day: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """What has not been receipted by the peer: numbers of events in each lane."""

    alert: int = 0
    text: int = 0
    photo: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """What is known of the way to one peer.

    `spoke_at` is the end of the last exchange that went through or failed, `failures` how many failed since one went through and
    `wait` the seconds to be silent because of that, `speed` the measured bytes a second (0: not known), `most` the bytes of the
    next parcel. `passed` bytes went since the last cut, and `stretch` is how many usually pass between two (0: never cut).
    """

    spoke_at: float | None = None
    failures: int = 0
    wait: float = 0.0
    speed: float = 0.0
    most: int = SMALL
    passed: int = 0
    stretch: float = 0.0


def next_moment(link: Link, waiting: Waiting, rules: Rules, now: float) -> float:
    """When to speak next, never before `now`.

    Never spoken: at once. A link that failed: after the back-off, whatever waits. Else an alert goes at once, other events after
    a moment of gathering, and where nothing waits the peer is asked from time to time whether it has something.
    """
    if link.spoke_at is None:
        return now
    if link.failures:
        return max(now, link.spoke_at + link.wait)
    return max(now, link.spoke_at + _silence(waiting, rules))


def _silence(waiting: Waiting, rules: Rules) -> float:
    if waiting.alert:
        return rules.nudge_seconds
    if waiting.text or waiting.photo:
        return min(rules.gather_seconds, rules.idle_seconds)
    return rules.idle_seconds


def back_off(failures: int, rules: Rules, chance: float) -> float:
    """Seconds of waiting after so many failures in a row: doubled each time up to the longest, half of it by chance."""
    longest = min(rules.retry_most_seconds, rules.retry_seconds * 2.0 ** min(failures - 1, 32))
    return longest * (0.5 + chance / 2)


def went_through(link: Link, rules: Rules, now: float, sent: int, seconds: float) -> Link:
    """After a parcel was answered: `sent` bytes took `seconds`. The next one may be larger, by what the link was seen to bear."""
    speed = link.speed
    if sent >= link.most // 2 or not speed:  # a parcel of a few bytes says nothing about the speed of a link
        seen = sent / max(seconds, 0.001)
        speed = MEMORY * seen + (1 - MEMORY) * speed if speed else seen
    passed = link.passed + sent
    bearable = [int(speed * rules.parcel_seconds), rules.largest, int(link.most * GROWS)]
    bearable += [int(max(link.stretch, passed) / SHARE)] if link.stretch else []
    most = max(SMALL, min(bearable))
    return Link(spoke_at=now, failures=0, speed=speed, most=most, passed=passed, stretch=link.stretch)


def failed(link: Link, rules: Rules, now: float, chance: float) -> Link:
    """After a parcel that was not answered: it begins small again, after a while. `chance` is a number from 0 up to 1."""
    failures = link.failures + 1
    stretch = link.stretch
    if link.passed:  # a line that is simply down says nothing about how long it holds
        stretch = MEMORY * link.passed + (1 - MEMORY) * stretch if stretch else float(link.passed)
    wait = back_off(failures, rules, chance)
    return replace(link, spoke_at=now, failures=failures, wait=wait, most=SMALL, passed=0, stretch=stretch)


def came_back(link: Link) -> Link:
    """Something says that the link may be back (the network of the machine came up, a person pressed the button)."""
    return replace(link, failures=0, spoke_at=None)


def pause(size: int, seconds: float, rules: Rules) -> float:
    """Seconds to be silent after `size` bytes (both ways) that took `seconds`, so that a capped link is left to others too."""
    return max(0.0, size / rules.cap - seconds) if rules.cap else 0.0


def lanes(rules: Rules, hour: time) -> frozenset[str]:
    """The lanes that may be sent at this hour of the post. Photos wait for the night, when nobody else needs the link."""
    open_ = {"alert", "text"}
    if rules.photos_by_day or is_night(rules, hour):
        open_.add("photo")
    return frozenset(open_)


def is_night(rules: Rules, hour: time) -> bool:
    """Whether it is night; a night may pass midnight. One that begins when it ends is no night at all."""
    start, end = rules.night
    if start <= end:
        return start <= hour < end
    return hour >= start or hour < end
