"""A system cut down to what is not known yet, and into blocks that have nothing to do with each other."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass

from lakay.disclosure.system import Contradiction, System


@dataclass
class Block:
    """Unknowns by number, and equations over them: `rows[r]` is (places in `unknowns`, factors), their sum is `right[r]`."""

    unknowns: list[int]
    rows: list[tuple[list[int], list[int]]]
    right: list[int]


@dataclass
class Reduced:
    """What follows by plain subtraction (`solved`), and what is left of it."""

    solved: dict[int, int]
    blocks: list[Block]


class _Rows:
    """Equations with what is known taken out; each knows how many unknowns it still has."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.known: dict[int, int] = {number: value for number, value in enumerate(system.values) if value is not None}
        self.rows: list[dict[int, int]] = []
        self.right: list[int] = []
        self.where: dict[int, list[int]] = defaultdict(list)
        for total, parts in system.sums:
            self._take(total, parts)

    def _take(self, total: int, parts: tuple[int, ...]) -> None:
        row: dict[int, int] = {}
        right = 0
        for number, factor in ((total, -1), *((part, 1) for part in parts)):
            value = self.known.get(number)
            if value is None:
                row[number] = row.get(number, 0) + factor
            else:
                right -= factor * value
        for number in row:
            self.where[number].append(len(self.rows))
        self.rows.append(row)
        self.right.append(right)

    def subtract(self) -> dict[int, int]:
        """Solve what stands alone in an equation, again and again: what a reader does with a pencil."""
        solved: dict[int, int] = {}
        waiting = deque(range(len(self.rows)))
        while waiting:
            row, right = self.rows[index := waiting.popleft()], self.right[index]
            for number, value in self._forced(row, right):
                solved[number] = value
                waiting.extend(self._put(number, value))
        return solved

    def _forced(self, row: dict[int, int], right: int) -> list[tuple[int, int]]:
        if not row:
            if right:
                raise Contradiction(self.system.keys[0])
            return []
        factors = set(row.values())
        if len(row) == 1:
            number, factor = next(iter(row.items()))
            if right % factor or right // factor < 0:
                raise Contradiction(self.system.keys[number])
            return [(number, right // factor)]
        if right == 0 and len(factors) == 1:
            return [(number, 0) for number in row]
        return []

    def _put(self, number: int, value: int) -> list[int]:
        touched = self.where.pop(number, [])
        for index in touched:
            factor = self.rows[index].pop(number, None)
            if factor is not None:
                self.right[index] -= factor * value
        return touched


def reduce(system: System) -> Reduced:
    """Take out what plain subtraction gives, and cut the rest into blocks. Raises Contradiction."""
    rows = _Rows(system)
    solved = rows.subtract()
    left = [(row, right) for row, right in zip(rows.rows, rows.right, strict=True) if row]
    return Reduced(solved, _blocks(left))


def _blocks(rows: list[tuple[dict[int, int], int]]) -> list[Block]:
    above: dict[int, int] = {}

    def top(number: int) -> int:
        while above.setdefault(number, number) != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    for row, _ in rows:
        first, *others = row
        for other in others:
            above[top(other)] = top(first)
    grouped: dict[int, list[tuple[dict[int, int], int]]] = defaultdict(list)
    for row, right in rows:
        grouped[top(next(iter(row)))].append((row, right))
    return [_block(group) for group in grouped.values()]


def _block(rows: list[tuple[dict[int, int], int]]) -> Block:
    place: dict[int, int] = {}
    made: dict[tuple[tuple[int, int], ...], int] = {}
    for row, right in rows:
        for number in row:
            place.setdefault(number, len(place))
        one = tuple(sorted((place[number], factor) for number, factor in row.items()))
        made.setdefault(one, right)
        if made[one] != right:
            raise ValueError("two equations contradict each other")
    return Block(
        list(place),
        [([index for index, _ in row], [factor for _, factor in row]) for row in made],
        list(made.values()),
    )
