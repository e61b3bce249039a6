"""Which copies are kept, which pieces follow each other, and when to worry. Values in, values out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    """What a file holds: the journal whole, what came since, or the keys without which neither can be read."""

    BASE = "base"
    MORE = "more"
    KEYS = "keys"


class TrialStatus(StrEnum):
    """Where a check asked for by a page stands."""

    ASKED = "asked"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Worry(StrEnum):
    """What an administrator must look after. Stable codes; pages and the doctor have the words."""

    NO_KEY = "no-key"
    NONE = "none"
    OLD = "old"
    BEHIND = "behind"
    FAILED = "failed"
    FUTURE = "future"


STAMP = "%Y%m%dT%H%M%S%fZ"
NAME = re.compile(r"^lakay-(?P<node>[0-9a-f]{16})-(?P<stamp>\d{8}T\d{12}Z)-(?P<kind>base|more|keys)\.copy$")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """The name of a file: whose, when, what. Sorted by instant."""

    at: datetime
    kind: Kind
    node: str

    def __str__(self) -> str:
        return f"lakay-{self.node}-{self.at.astimezone(UTC).strftime(STAMP)}-{self.kind}.copy"

    @classmethod
    def parse(cls, text: str) -> Name | None:
        """The name of a file of ours; None for any other file."""
        found = NAME.match(text)
        if found is None:
            return None
        at = datetime.strptime(found["stamp"], STAMP).replace(tzinfo=UTC)
        return cls(at, Kind(found["kind"]), found["node"])


@dataclass(frozen=True, slots=True)
class Kept:
    """How long copies are kept: the last of so many days and weeks; segments for so many days; nothing beyond the limit (0 = none)."""

    daily: int = 7
    weekly: int = 4
    segment_days: int = 7
    limit_days: int = 0


def to_drop(bases: Iterable[tuple[str, datetime, bool]], rule: Kept, now: datetime) -> set[str]:
    """Which bases may go: (name, made, verified). The newest verified one never goes; one not verified goes once a newer one is."""
    found = sorted(bases, key=lambda base: base[1], reverse=True)
    good = [(name, at) for name, at, verified in found if verified]
    if not good:
        return set()
    newest, newest_at = good[0]
    kept = {newest} | _last_of(good, rule.daily, "%Y-%j") | _last_of(good, rule.weekly, "%G-%V")
    if rule.limit_days:
        kept = {newest} | {name for name, at in good if name in kept and now - at <= timedelta(days=rule.limit_days)}
    return {name for name, at, verified in found if name not in kept and (verified or at < newest_at)}


def _last_of(newest_first: Sequence[tuple[str, datetime]], count: int, period: str) -> set[str]:
    """The last copy of each of so many days or weeks that have one."""
    chosen: dict[str, str] = {}
    for name, at in newest_first:
        chosen.setdefault(at.strftime(period), name)
    return set(list(chosen.values())[:count])


def in_line(base: str, pieces: Iterable[tuple[str, str, str]]) -> list[str]:
    """The segments that follow a base without a gap, in order: (name, its base, the piece before it)."""
    after = {before: name for name, of, before in pieces if of == base}
    line: list[str] = []
    at = base
    while at in after:
        at = after.pop(at)
        line.append(at)
    return line


@dataclass(frozen=True, slots=True)
class State:
    """How the copies of a node stand: the last base restored and compared, the last entry safe in a checked copy, what is not yet."""

    configured: bool
    verified_at: datetime | None = None
    failed_since: bool = False
    oldest_unsafe_at: datetime | None = None


def worries(state: State, now: datetime, hours: int, minutes: int) -> list[Worry]:
    """What is wrong: no key, no copy, one older than `hours` allows, entries left out for more than `minutes`, a clock set back."""
    if not state.configured:
        return [Worry.NO_KEY]
    found = []
    if state.verified_at is None:
        found.append(Worry.NONE)
    elif state.verified_at > now + timedelta(minutes=5):
        found.append(Worry.FUTURE)
    elif now - state.verified_at > timedelta(hours=hours):
        found.append(Worry.OLD)
    if state.verified_at is not None and state.oldest_unsafe_at and now - state.oldest_unsafe_at > timedelta(minutes=minutes):
        found.append(Worry.BEHIND)
    if state.failed_since:
        found.append(Worry.FAILED)
    return found
