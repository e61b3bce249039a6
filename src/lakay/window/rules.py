"""Which records and events may leave together, so that what stays can still be made again from the events that stay. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

Ref = tuple[str, UUID]
"""A record: its kind and its id."""


@dataclass(frozen=True, slots=True)
class Touch:
    """An event and the records that it changed (none: it only says that somebody read)."""

    event: UUID
    origin: tuple[str, str]
    seq: int
    records: frozenset[Ref]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive events of one origin (node, epoch)."""

    origin: tuple[str, str]
    first: int
    last: int


def too_young(last: Mapping[Ref, datetime], days: Mapping[str, int], now: datetime) -> set[Ref]:
    """Records that stay by the pack: of a kind it does not name, or with which something was done too lately."""
    return {ref for ref, at in last.items() if ref[0] not in days or at >= now - timedelta(days=days[ref[0]])}


def leaving(
    touches: Collection[Touch],
    stays: Collection[Ref],
    pointed_at: Callable[[set[Ref]], set[Ref]],
    unsigned: Callable[[tuple[str, str], int], bool],
) -> tuple[set[Ref], list[Touch]]:
    """The records that may leave, with all events that changed them. The largest such set.

    `touches` are events that may leave by themselves; `stays` records that must not. An event that also changed a record that stays, stays;
    a record that an event that stays has changed, stays; and so does a record that `pointed_at` finds a staying row to point to. An event
    stays too whose signature, or whose hash on the way to one, proves an event before it that stays: `unsigned` says whether the event of an
    origin with a number is held without a signature of its own.
    """
    events, kept = list(touches), set(stays)
    while True:
        going, left = _largest(events, kept, pointed_at)
        needed = _proving(left, unsigned)
        if not needed:
            return going, left
        kept |= {ref for touch in events if touch.event in needed for ref in touch.records}
        events = [touch for touch in events if touch.event not in needed]


def _proving(touches: Collection[Touch], unsigned: Callable[[tuple[str, str], int], bool]) -> set[UUID]:
    """Of the events that would leave, those that alone prove one that stays."""
    names = {(touch.origin, touch.seq): touch.event for touch in touches}
    needed: set[UUID] = set()
    for one in stretches(touches):
        for seq in range(one.first, one.last + 1):
            if not unsigned(one.origin, seq - 1):
                break
            needed.add(names[one.origin, seq])
    return needed


def _largest(
    touches: Collection[Touch], stays: Collection[Ref], pointed_at: Callable[[set[Ref]], set[Ref]]
) -> tuple[set[Ref], list[Touch]]:
    going = {ref for touch in touches for ref in touch.records} - set(stays)
    events = list(touches)
    while True:
        going, events = _settled(going, events)
        held = pointed_at(going) & going if going else set()
        if not held:
            return going, events
        going -= held


def _settled(going: set[Ref], events: list[Touch]) -> tuple[set[Ref], list[Touch]]:
    while True:
        left = [touch for touch in events if touch.records <= going]
        held = {ref for touch in events if not touch.records <= going for ref in touch.records}
        if len(left) == len(events):
            return going, left
        going, events = going - held, left


def stretches(touches: Iterable[Touch]) -> list[Stretch]:
    """The events as stretches of their chains."""
    found = []
    places = sorted((touch.origin, touch.seq) for touch in touches)
    for (origin, _), run in groupby(enumerate(places), key=lambda pair: (pair[1][0], pair[1][1] - pair[0])):
        numbers = [seq for _, (_, seq) in run]
        found.append(Stretch(origin, numbers[0], numbers[-1]))
    return found
