"""What published tables say together: one unknown for each hidden count, one equation for each total.

Cells of one identity are one unknown, whatever table they stand in. Spans of time and rolled-up categories are sums of their parts,
across tables: a year is its quarters, a quarter its months, a running total its months too, and a part that nobody published is an
unknown of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lakay.disclosure.margins import equations
from lakay.disclosure.tables import Key, Place, Table

Sum = tuple[int, tuple[int, ...]]
"""A total and its parts, by number."""


class Contradiction(ValueError):
    """The tables cannot all be true of one set of people: a number was revised, or is wrong. Holds the identity where it was seen."""

    def __init__(self, key: Key) -> None:
        super().__init__("contradiction")
        self.key = key


@dataclass
class System:
    """Identities by number; what is published of each (None: hidden); and sums, each a total with its parts.

    `said` is the release, counted from 0, that last spoke of a number; `revised` the one that last changed it (-1: none did);
    `veiled` are numbers that some release hid: whether those were changed since, nobody can see.
    """

    keys: list[Key] = field(default_factory=list)
    values: list[int | None] = field(default_factory=list)
    virtual: list[bool] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    numbers: dict[Key, int] = field(default_factory=dict)
    said: list[int] = field(default_factory=list)
    revised: list[int] = field(default_factory=list)
    veiled: set[int] = field(default_factory=set)

    def number(self, key: Key) -> int:
        """The number of an identity; one that no table speaks of is an unknown of its own."""
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.keys)
            self.keys.append(key)
            self.values.append(None)
            self.virtual.append(True)
            self.said.append(-1)
            self.revised.append(-1)
        return found

    def say(self, key: Key, value: int | None, release: int) -> None:
        """Take note of what a release says of a number. Raises Contradiction where two tables of one release say two things."""
        number = self.number(key)
        before = self.values[number]
        if self.said[number] == release or self.virtual[number] or before is None:
            if before is not None and value not in {None, before}:
                raise Contradiction(key)
            self.values[number] = before if value is None else value
        elif value != before:
            self.revised[number] = release
            self.values[number] = value
        if value is None:
            self.veiled.add(number)
        self.virtual[number] = False
        self.said[number] = release


def build(tables: Iterable[Table]) -> System:
    """The system of tables that are true of the same people at the same time. Raises Contradiction."""
    return history([list(tables)])


def history(releases: Sequence[Sequence[Table]], *, apart: bool = False) -> System:
    """The system of releases, oldest first. A later one may say another number than an earlier one: it was revised.

    A sum over a number that was revised holds only for what was said of its total since. With `apart`, sums across tables are given up
    wherever a number was revised: the way out where a total was revised and its parts were not. Raises Contradiction.
    """
    system = System()
    newest: dict[tuple[int, tuple[int, ...]], int] = {}
    for release, tables in enumerate(releases):
        for table in tables:
            for cell, count in table.cells.items():
                system.say(table.keys[cell], count, release)
            for total, parts in equations(table):
                newest[_sum(system, table.keys[total], [table.keys[part] for part in parts])] = release
    _doubt(system, newest)
    for one in {_sum(system, total, parts) for total, parts in list(_across(system))} - newest.keys():
        newest[one] = -1 if apart else system.said[one[0]] if not system.virtual[one[0]] else len(releases)
    for one, release in newest.items():
        if one[1] != (one[0],) and all(system.revised[number] <= release for number in (one[0], *one[1])):
            system.sums.append(one)
    return system


def _sum(system: System, total: Key, parts: Sequence[Key]) -> Sum:
    return system.number(total), tuple(sorted(system.number(part) for part in parts))


def _doubt(system: System, newest: dict[Sum, int]) -> None:
    """Numbers that were hidden and stand in a sum with a revised one may have been revised too."""
    doubtful = True
    while doubtful:
        doubtful = False
        for total, parts in newest:
            last = max(system.revised[number] for number in (total, *parts))
            for number in (total, *parts):
                if number in system.veiled and system.revised[number] < last:
                    system.revised[number] = last
                    doubtful = True


def _across(system: System) -> Iterator[tuple[Key, list[Key]]]:
    """Sums over time, and over categories that were rolled up, that no single table shows."""
    groups: dict[tuple[str, tuple[tuple[str, Place], ...], str], list[Place]] = defaultdict(list)
    for measure, said in system.keys:
        for place, (name, what) in enumerate(said):
            groups[measure, (*said[:place], *said[place + 1 :]), name].append(what)
    for (measure, rest, name), places in groups.items():
        for whole, parts in _parts(places):
            yield _key(measure, rest, name, whole), [_key(measure, rest, name, part) for part in parts]


def _key(measure: str, rest: tuple[tuple[str, Place], ...], name: str, place: Place) -> Key:
    return measure, tuple(sorted([*rest, (name, place)], key=_first))


def _first(said: tuple[str, Place]) -> str:
    return said[0]


def _parts(places: Sequence[Place]) -> Iterator[tuple[Place, Sequence[Place]]]:
    """Each place that is not elementary, with the elementary ones that it is made of."""
    spans = [place for place in places if isinstance(place, tuple)]
    edges = sorted({edge for span in spans for edge in span}) if len(spans) > 1 else []
    for begin, end in spans:
        inside = [edge for edge in edges if begin <= edge <= end]
        if len(inside) > 2:
            yield (begin, end), list(pairwise(inside))
    for joined in places:
        if isinstance(joined, frozenset) and len(joined) > 1:
            yield joined, [frozenset({one}) for one in sorted(joined)]
