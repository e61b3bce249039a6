"""The cheapest company for a hidden cell: others that can rise and fall with it, so that no total gives it away."""

from __future__ import annotations

import math

import numpy as np

from lakay.disclosure.solver import EXACT, Infeasible, Matrix, Numbers, Solver, Unanswered
from lakay.disclosure.system import System

NEARLY_FREE = 1e-4
"""So that of two moves that hide as much the shorter one is taken."""


class Unprotectable(ValueError):
    """Nothing that may still be hidden helps this cell."""


class Companion:
    """Answers for one system. A move is how much each number changes, all sums staying true: up in the first half, down in the second."""

    def __init__(self, system: System, fresh: dict[int, int], free: set[int], threshold: int, *, zeros_shown: bool) -> None:
        self.count, self.need, self.free = len(system.keys), threshold - 1, free
        rows = [
            (
                [total, *parts, total + self.count, *(part + self.count for part in parts)],
                [-1, *([1] * len(parts)), 1, *([-1] * len(parts))],
            )
            for total, parts in system.sums
        ]
        self.room = self._room(system, fresh, zeros_shown=zeros_shown)
        matrix = Matrix.of(2 * self.count, rows)
        zeros = np.zeros(2 * self.count)
        self.solver = Solver(matrix, np.zeros(len(rows)), zeros, zeros.copy())
        self.prices = np.array([self._price(system, fresh, number) for number in range(self.count)])
        self.movable: set[int] = set()
        self._open(set(self.free) | {number for number, value in enumerate(system.values) if value is None})

    def _room(self, system: System, fresh: dict[int, int], *, zeros_shown: bool) -> Numbers:
        """How far each number can fall. What an earlier release hid is not known here: it may fall by all that is asked."""
        least = [1 if zeros_shown and not system.virtual[number] else 0 for number in range(self.count)]
        return np.array([max(0, fresh[number] - least[number]) if number in fresh else self.need for number in range(self.count)])

    def _price(self, system: System, fresh: dict[int, int], number: int) -> float:
        """What hiding a number costs its readers, for each unit of a move: more for large numbers, and for totals of much."""
        if number not in self.free:
            return 0.0
        narrowed = len(system.keys[number][1])
        return (1.0 + math.log1p(fresh.get(number, 0))) * (1.0 + 1.0 / (1 + narrowed)) / max(1, self.need)

    def _open(self, numbers: set[int]) -> None:
        places = sorted(numbers)
        self.movable = numbers
        upper = [2.0 * self.need] * len(places) + [float(min(self.room[number], 2 * self.need)) for number in places]
        self.solver.bounds([*places, *(number + self.count for number in places)], [0.0] * 2 * len(places), upper)

    def of(self, number: int, hidden: set[int]) -> set[int]:
        """The further numbers to hide, so that this one keeps enough possible values. Raises Unprotectable."""
        prices = np.array([0.0 if one in hidden else price for one, price in enumerate(self.prices)])
        both = np.concatenate([prices, prices]) + NEARLY_FREE
        best = self._moved(number, 0, both)
        if best is None or float(best @ (both - NEARLY_FREE)) > 0:
            moves = [move for move in (best, self._moved(number, self.count, both)) if move is not None]
            if not moves:
                raise Unprotectable
            best = min(moves, key=lambda move: float(move @ both))
        change = best[: self.count] - best[self.count :]
        return {int(one) for one in np.flatnonzero(np.abs(change) > EXACT) if int(one) in self.free} - hidden

    def _moved(self, number: int, way: int, prices: Numbers) -> Numbers | None:
        """The cheapest move that takes a number up (0) or down by what is asked, or None."""
        up, down = number, number + self.count
        room = float(min(self.room[number], 2 * self.need))
        if number not in self.movable or (way and room < self.need):
            return None
        wanted, other = (down, up) if way else (up, down)
        self.solver.bounds([wanted, other], [self.need, 0.0], [float(self.need), 0.0])
        try:
            return self.solver.least(prices)
        except (Infeasible, Unanswered):
            return None
        finally:
            self.solver.bounds([up, down], [0.0, 0.0], [2.0 * self.need, room])
