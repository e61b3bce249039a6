"""HiGHS, as the few questions that are asked of it: least and most of a weighted sum, again and again over the same equations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
EXACT = 1e-6
SECONDS = 20.0
"""How long one question in whole numbers may take before it counts as not answered."""


class Infeasible(ValueError):
    """No numbers fulfil the equations."""


class Unanswered(ValueError):
    """The question took too long."""


@dataclass(frozen=True)
class Matrix:
    """Equations by row: starts, places and factors, as HiGHS wants them."""

    columns: int
    starts: NDArray[np.int32]
    places: NDArray[np.int32]
    factors: Numbers

    @classmethod
    def of(cls, columns: int, rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Matrix:
        """A matrix from rows of places and factors."""
        lengths = [len(places) for places, _ in rows]
        return cls(
            columns,
            np.concatenate([[0], np.cumsum(lengths, dtype=np.int32)]).astype(np.int32),
            np.array([place for places, _ in rows for place in places], dtype=np.int32),
            np.array([factor for _, factors in rows for factor in factors], dtype=np.float64),
        )


class Solver:
    """One set of equations with bounds; the last answer is where the next question begins.

    `primal` where only the weights of the sum will change: the last answer still fulfils everything then, and is walked on from.
    """

    def __init__(
        self, matrix: Matrix, right: Numbers, lower: Numbers, upper: Numbers, *, whole: bool = False, primal: bool = False
    ) -> None:
        self.columns = matrix.columns
        self.every = np.arange(self.columns, dtype=np.int32)
        self.highs = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, value in (("output_flag", False), ("threads", 1), ("random_seed", 1), ("time_limit", SECONDS)):
            self.highs.setOptionValue(option, value)
        if whole:
            self.highs.setOptionValue("mip_rel_gap", 0.0)
        if primal:
            self.highs.setOptionValue("simplex_strategy", int(highspy.simplex_constants.SimplexStrategy.kSimplexStrategyPrimal))
        self.highs.passModel(_model(matrix, right, lower, upper, whole=whole))

    def bounds(self, places: Sequence[int], lower: Sequence[float], upper: Sequence[float]) -> None:
        """Change what some unknowns may be."""
        self.highs.changeColsBounds(
            len(places),
            np.array(places, dtype=np.int32),
            np.array(lower, dtype=np.float64),
            np.array(upper, dtype=np.float64),
        )

    def costs(self, weights: Numbers) -> None:
        """Change what is summed up."""
        self.highs.changeColsCost(self.columns, self.every, weights)

    def least(self, weights: Numbers | None = None) -> Numbers:
        """The numbers for which the weighted sum is least. Raises Infeasible, Unanswered."""
        if weights is not None:
            self.costs(weights)
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + SECONDS)
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            raise Infeasible
        if status != highspy.HighsModelStatus.kOptimal:
            raise Unanswered(str(status))
        return np.array(self.highs.getSolution().col_value, dtype=np.float64)


def _model(matrix: Matrix, right: Numbers, lower: Numbers, upper: Numbers, *, whole: bool) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = matrix.columns, len(right)
    model.col_cost_ = np.zeros(matrix.columns)
    model.col_lower_, model.col_upper_ = lower, upper
    model.row_lower_ = model.row_upper_ = right
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = matrix.starts, matrix.places, matrix.factors
    if whole:
        model.integrality_ = [highspy.HighsVarType.kInteger] * matrix.columns
    return model


def whole(numbers: Numbers) -> Numbers | None:
    """The numbers rounded, or None where they are no whole numbers."""
    rounded = np.rint(numbers)
    return rounded if bool(np.all(np.abs(numbers - rounded) < EXACT)) else None
