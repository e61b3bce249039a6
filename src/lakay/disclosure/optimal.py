"""The smallest set of cells that protects a small table, by a programme in whole numbers."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from lakay.disclosure.solver import Infeasible, Matrix, Numbers, Solver, Unanswered
from lakay.disclosure.system import System

MOST_NUMBERS = 90
MOST_WATCHED = 24
MOST_TURNS = 8


@dataclass(frozen=True)
class Small:
    """A system small enough: numbers of known worth, those that may be hidden, and what each may fall by."""

    system: System
    fresh: dict[int, int]
    free: set[int]
    need: int
    room: list[int]


def smallest(
    system: System, fresh: dict[int, int], hidden: set[int], free: set[int], threshold: int, *, zeros_shown: bool
) -> set[int] | None:
    """The cheapest set with `hidden` in it in which every cell can move enough; None where the tables are not small."""
    if len(system.keys) > MOST_NUMBERS or len(hidden) > MOST_WATCHED or len(fresh) < len(system.keys) or threshold < 2:
        return None
    room = [max(0, fresh[number] - int(zeros_shown)) for number in range(len(system.keys))]
    small = Small(system, fresh, free, threshold - 1, room)
    watched, chosen = set(hidden), set(hidden)
    for _ in range(MOST_TURNS):
        answer = _solved(small, hidden, sorted(watched))
        if answer is None:
            return None
        chosen = answer
        if chosen <= watched:
            return chosen
        watched |= chosen
        if len(watched) > 2 * MOST_WATCHED:
            return None
    return None


def _solved(small: Small, hidden: set[int], watched: list[int]) -> set[int] | None:
    """Hide at least cost; each watched cell that is hidden must be able to move up by `u`, down by `d`, with u + d as asked.

    Unknowns: one yes or no for each number, then for each watched cell two moves of all numbers.
    """
    count = len(small.system.keys)
    columns = count * (1 + 2 * len(watched))
    lower, upper = _bounds(small, hidden, watched, columns)
    rows, right_low, right_high = _rows(small, watched)
    solver = Solver(Matrix.of(columns, rows), np.array(right_low), lower, upper, whole=True)
    for row, (low, high) in enumerate(zip(right_low, right_high, strict=True)):
        if low != high:
            solver.highs.changeRowBounds(row, low, high)
    weights = np.zeros(columns)
    for number in range(count):
        narrowed = len(small.system.keys[number][1])
        weights[number] = (1 + math.log1p(small.fresh[number])) * (1 + 1 / (1 + narrowed))
    try:
        answer = solver.least(weights)
    except (Infeasible, Unanswered):
        return None
    return {number for number in range(count) if answer[number] > 0.5}


def _bounds(small: Small, hidden: set[int], watched: list[int], columns: int) -> tuple[Numbers, Numbers]:
    count = len(small.system.keys)
    lower, upper = np.zeros(columns), np.zeros(columns)
    for number in range(count):
        lower[number] = 1.0 if number in hidden else 0.0
        upper[number] = 1.0 if number in hidden or number in small.free else 0.0
        for move in range(2 * len(watched)):
            place = count * (1 + move) + number
            lower[place], upper[place] = -float(min(small.room[number], small.need)), float(small.need)
    return lower, upper


def _rows(small: Small, watched: list[int]) -> tuple[list[tuple[list[int], list[int]]], list[float], list[float]]:
    """Sums stay true under each move; only hidden numbers move; a watched cell that is hidden moves enough."""
    count, need = len(small.system.keys), small.need
    rows: list[tuple[list[int], list[int]]] = []
    low: list[float] = []
    high: list[float] = []
    for move in range(2 * len(watched)):
        base = count * (1 + move)
        for total, parts in small.system.sums:
            rows.append(([base + total, *(base + part for part in parts)], [-1, *([1] * len(parts))]))
            low.append(0.0)
            high.append(0.0)
        for number in range(count):
            rows.extend([([base + number, number], [1, -need]), ([base + number, number], [1, min(small.room[number], need)])])
            low.extend([-np.inf, 0.0])
            high.extend([0.0, np.inf])
    for place, number in enumerate(watched):
        up, down = count * (1 + 2 * place) + number, count * (2 + 2 * place) + number
        rows.append(([up, down, number], [1, -1, -need]))
        low.append(0.0)
        high.append(np.inf)
    return rows, low, high
