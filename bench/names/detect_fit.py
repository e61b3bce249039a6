"""Fits the model of the index to travellers: a logistic regression on the likeliest candidates of each."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from lakay.names.index.entries import Question
from lakay.names.index.evidence import FEATURES
from lakay.names.index.segment import Segment

Floats = npt.NDArray[np.float64]
Candidates = list[tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]]
ALIKE = 1
"""Candidates of each traveller that the model is fitted on beside the true one: the likeliest by the model so far."""


def candidates(segment: Segment, asked: Iterable[tuple[str, Question]]) -> Candidates:
    """For each traveller the evidence of each candidate, and which candidate it truly is."""
    found: Candidates = []
    for key, question in asked:
        answer = segment.ask(question)
        found.append((answer.evidence.astype(np.float32), np.equal(segment.columns.keys[answer.lines], key.encode("ascii"))))
    return found


def fit(evidence: Floats, true: Floats, penalty: float = 0.1) -> Floats:
    """Coefficients of a logistic model, the constant first, by Newton's method; a penalty keeps them small."""
    rows = np.concatenate((np.ones((len(evidence), 1)), evidence), axis=1)
    weights = np.zeros(rows.shape[1])
    keep = np.diag([1e-6, *[penalty] * evidence.shape[1]])
    for _step in range(30):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (true - chance) - keep @ weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + keep
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def train(segment: Segment, asked: list[tuple[str, Question]]) -> Floats:
    """Fit on the candidates that look likeliest, twice: the second time by the first model."""
    found = candidates(segment, asked)
    weights = np.concatenate(
        ([0.0], np.where(np.array([name.startswith(("name.s", "birth.same")) for name in FEATURES]), 1.0, 0.0))
    )
    for _round in range(3):
        rows, true = [], []
        for evidence, right in found:
            best = np.argsort(-(evidence @ weights[1:]))[:ALIKE]
            best = np.union1d(best, np.flatnonzero(right)).astype(np.intp)
            rows.append(evidence[best])
            true.append(right[best])
        weights = fit(np.concatenate(rows).astype(np.float64), np.concatenate(true).astype(np.float64))
    return plain(weights)


def best_scores(found: Candidates, weights: Floats) -> Floats:
    """The log-odds of the likeliest candidate of each traveller."""
    return np.array([weights[0] + float((evidence @ weights[1:]).max(initial=-99.0)) for evidence, _right in found])


def plain(weights: Floats) -> Floats:
    """The same model, said so that a sex or nationality that agrees or is not known tells nothing, and one that differs never speaks for."""
    said = weights.copy()
    for what in ("sex", "nationality"):
        same, differs = (FEATURES.index(f"{what}.{how}") + 1 for how in ("same", "differs"))
        said[0] += said[same]
        said[differs] = min(0.0, said[differs] - said[same])
        said[same] = 0.0
    return said
