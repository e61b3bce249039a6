"""The part of all that was ever published that new tables have to do with."""

from __future__ import annotations

from collections import defaultdict

from lakay.disclosure.system import System


def part_of(system: System, numbers: set[int]) -> System:
    """What has to do with some numbers: they, whatever is hidden and linked to them by sums, and the known numbers in those sums.

    A number that is known to everybody links nothing: what is hidden on its other side neither helps nor hurts.
    """
    sums = _linked(system, numbers)
    kept = sorted(numbers | {number for place in sums for number in _of(system, place)})
    place_of = {number: place for place, number in enumerate(kept)}
    return System(
        [system.keys[number] for number in kept],
        [system.values[number] for number in kept],
        [system.virtual[number] for number in kept],
        [(place_of[total], tuple(place_of[part] for part in parts)) for total, parts in (system.sums[place] for place in sums)],
        {system.keys[number]: place for number, place in place_of.items()},
    )


def _of(system: System, place: int) -> tuple[int, ...]:
    total, parts = system.sums[place]
    return total, *parts


def _linked(system: System, numbers: set[int]) -> list[int]:
    """The places of the sums that numbers reach, over whatever is hidden."""
    standing: dict[int, list[int]] = defaultdict(list)
    for place in range(len(system.sums)):
        for number in _of(system, place):
            if number in numbers or system.values[number] is None:
                standing[number].append(place)
    found: set[int] = set()
    waiting = list(numbers)
    while waiting:
        for place in standing.pop(waiting.pop(), ()):
            if place not in found:
                found.add(place)
                waiting.extend(number for number in _of(system, place) if number in standing)
    return sorted(found)
