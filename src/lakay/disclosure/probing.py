"""How far each hidden count of a block can be narrowed down.

A count is proven safe by two ways to fill all hidden cells with whole numbers that lie far enough apart: each answer of the solver is
such a way for every cell of the block at once, so that most cells are proven by a few sums over many of them: first by plain questions alone,
of whose answers those in whole numbers count, then in whole numbers, which takes several times as long. What is left is asked for one by one;
where the least or most comes out between two whole numbers, it is asked for again in whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from lakay.disclosure.blocks import Block
from lakay.disclosure.solver import EXACT, Matrix, Numbers, Solver, Unanswered, whole

ROUNDS = 200
PATIENT, STALLED = 40, 4
"""So many turns in a row may prove nothing: plain ones, and those in whole numbers."""
FALLING = 0.3
"""How many of those that have been seen above their least are asked to fall; the others are asked to rise."""
EVENLY = 0.05
"""What each counts at least in a sum. The rest is drawn, so that in each turn others rise."""
SMALL = 2_000
"""Unknowns of a block up to which sums over many are asked in whole numbers."""
ROUGHLY = 0.3
"""How far from the best a way to fill the cells may be that only has to lie far from others."""


@dataclass
class Prober:
    """One block under attack. `lower` is what is known of each unknown beforehand; `need` how many values must stay possible."""

    block: Block
    lower: Numbers
    watched: Numbers
    need: int
    rng: np.random.Generator
    low: Numbers = field(init=False)
    high: Numbers = field(init=False)
    _whole: Solver | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        count = len(self.block.unknowns)
        self.right = np.array(self.block.right, dtype=np.float64)
        self.matrix = Matrix.of(count, self.block.rows)
        self.cap = float(np.abs(self.right).sum() * 2 + 100 * self.need + 1000)
        self.upper = np.full(count, self.cap)
        self.solver = Solver(self.matrix, self.right, self.lower, self.upper, primal=True)
        self.low, self.high = np.full(count, np.inf), np.full(count, -np.inf)

    def seen(self, numbers: Numbers) -> None:
        """Take note of one way to fill the cells."""
        self.low, self.high = np.minimum(self.low, numbers), np.maximum(self.high, numbers)

    @property
    def open(self) -> Numbers:
        """The watched unknowns that are not proven safe yet, by place."""
        with np.errstate(invalid="ignore"):
            return np.flatnonzero((self.watched > 0) & ~(self.high - self.low >= self.need - 1)).astype(np.float64)

    def narrowed(self) -> dict[int, tuple[int, int]]:
        """The unknowns with fewer than `need` possible values, by place: least and most. Raises Infeasible."""
        self._many_at_once(self._look, PATIENT)
        self._many_at_once(self._look_whole, STALLED)
        found: dict[int, tuple[int, int]] = {}
        while left := [int(place) for place in self.open if int(place) not in found]:
            place = left[0]
            span = self._span(place)
            if span is not None:
                found[place] = span
        return found

    def _many_at_once(self, look: Callable[[Numbers], Numbers | None], patience: int) -> None:
        """Look at one sum after the other, until so many of them in a row have proven nothing."""
        stalled = 0
        for _ in range(ROUNDS):
            before = len(self.open)
            if not before or stalled >= patience:
                return
            numbers = look(self._weights())
            if numbers is not None:
                self.seen(numbers)
            stalled = 0 if len(self.open) < before else stalled + 1

    def _weights(self) -> Numbers:
        """The next sum. What was only ever seen at its least can only rise: asking it to fall would prove nothing."""
        left = self.open.astype(np.int64)
        weights = self.rng.exponential(1.0, len(left)) + EVENLY
        above = self.low[left] > self.lower[left] + 0.5
        fall = above & (self.rng.random(len(left)) < FALLING)
        if not np.isfinite(self.low).all():  # nothing has been seen yet: all at their least is the way to begin
            fall = np.ones(len(left), dtype=bool)
        found = np.zeros(len(self.block.unknowns))
        found[left] = np.where(fall, weights, -weights)
        return found

    def _look(self, weights: Numbers) -> Numbers | None:
        return whole(self.solver.least(weights))

    def _look_whole(self, weights: Numbers) -> Numbers | None:
        """In whole numbers, if the first answer has none and the block is small."""
        numbers = self._look(weights)
        return self._ask_whole(weights, ROUGHLY) if numbers is None and len(weights) <= SMALL else numbers

    def _ask_whole(self, weights: Numbers, gap: float = 0.0) -> Numbers | None:
        if self._whole is None:
            self._whole = Solver(self.matrix, self.right, self.lower, self.upper, whole=True)
        self._whole.highs.setOptionValue("mip_rel_gap", gap)
        try:
            return whole(self._whole.least(weights))
        except Unanswered:
            return None

    def _span(self, place: int) -> tuple[int, int] | None:
        """Least and most of one unknown; None where it turns out to be safe."""
        low = self._end(place, 1.0, lambda value: math.ceil(value - EXACT))
        high = self._end(place, -1.0, lambda value: math.floor(value + EXACT))
        if high >= self.cap / 2 or high - low >= self.need - 1:
            self.low[place], self.high[place] = min(self.low[place], low), max(self.high[place], high)
            return None
        return low, high

    def _end(self, place: int, sign: float, rounded: Callable[[float], int]) -> int:
        """One end: by the plain question, and in whole numbers where its answer is none."""
        weights = np.zeros(len(self.block.unknowns))
        weights[place] = sign
        answer = self.solver.least(weights)
        numbers = whole(answer)
        if numbers is None:
            numbers = self._ask_whole(weights)
        if numbers is None:  # not answered in time: what whole numbers have been seen is what counts
            seen = self.low[place] if sign > 0 else self.high[place]
            return int(seen) if math.isfinite(seen) else rounded(float(answer[place]))
        self.seen(numbers)
        return rounded(float(numbers[place]))
