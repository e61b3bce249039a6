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


class Contradiction(ValueError):
    """The tables cannot all be true of one set of people: a number was revised, or is wrong. Holds the identity where it was seen."""

    def __init__(self, key: Key) -> None:
        super().__init__("contradiction")
        self.key = key


@dataclass
class System:
    """Identities by number; what is published of each (None: hidden); and sums, each a total with its parts."""

    keys: list[Key] = field(default_factory=list)
    values: list[int | None] = field(default_factory=list)
    virtual: list[bool] = field(default_factory=list)
    sums: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    numbers: dict[Key, int] = field(default_factory=dict)

    def number(self, key: Key, value: int | None = None, *, virtual: bool = False) -> int:
        """The number of an identity, with what is known of it. Raises Contradiction where two tables say two things."""
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = len(self.keys)
            self.keys.append(key)
            self.values.append(value)
            self.virtual.append(virtual)
            return found
        if value is not None:
            if self.values[found] not in {None, value}:
                raise Contradiction(key)
            self.values[found] = value
        return found


def build(tables: Iterable[Table]) -> System:
    """The system of some tables. Raises Contradiction."""
    system = System()
    seen: set[tuple[int, tuple[int, ...]]] = set()
    for table in tables:
        keys = table.keys
        for cell, count in table.cells.items():
            system.number(keys[cell], count)
        for total, parts in equations(table):
            _add(system, seen, keys[total], [keys[part] for part in parts])
    for total_key, part_keys in list(_across(system)):
        _add(system, seen, total_key, part_keys)
    return system


def _add(system: System, seen: set[tuple[int, tuple[int, ...]]], total: Key, parts: Sequence[Key]) -> None:
    one = system.number(total, virtual=True), tuple(sorted(system.number(part, virtual=True) for part in parts))
    if one not in seen and one[1] != (one[0],):
        seen.add(one)
        system.sums.append(one)


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
