"""Make the coefficients of the names model again: `python -m bench.names.pairs_train [--public cases.csv]`.

A logistic regression with a small ridge, by Newton's steps, on the training halves of our own spelling pairs and of the public pairs, each
set and each label weighing the same. Writes the part `name` of `packs/ht/names/model.json`; the part `person` is left as it is.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from bench.names.pairs_data import LEARNT, Labelled, best, even, half, own, public
from lakay.names.features import FEATURES, features
from lakay.names.forms import form

MODEL = Path(__file__).resolve().parents[2] / "packs" / "ht" / "names" / "model.json"
RIDGE = 0.1
SIGNS = np.array([0.0, *(1.0 if feature == "rare" else -1.0 for feature in FEATURES)])
STEPS = 30
SURE = 0.98


def rows(pairs: Sequence[Labelled]) -> np.ndarray:
    """One row of features a pair, a one in front of them."""
    return np.array([[1.0, *features(form(pair.one), form(pair.two))[1]] for pair in pairs])


def fit(values: np.ndarray, labels: np.ndarray, weights: np.ndarray, signs: np.ndarray, ridge: float) -> np.ndarray:
    """The coefficients of greatest likelihood, the first of them the bias, which the ridge leaves alone.

    One that would have another sign than it may have (0: any) is left out: what differs may only count against a pair.
    """
    free = np.ones(values.shape[1], dtype=bool)
    while True:
        found = np.zeros(values.shape[1])
        found[free] = newton(values[:, free], labels, weights, ridge)
        wrong = found * signs < 0
        if not wrong.any():
            return found
        free &= ~wrong


def newton(values: np.ndarray, labels: np.ndarray, weights: np.ndarray, ridge: float) -> np.ndarray:
    """The coefficients of greatest likelihood, by Newton's steps, whatever their sign."""
    found = np.zeros(values.shape[1])
    penalty = np.full(values.shape[1], ridge)
    penalty[0] = 1e-6
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(values @ found, -30, 30)))
        slope = values.T @ (weights * (labels - chance)) - penalty * found
        curve = (values.T * (weights * chance * (1 - chance))) @ values + np.diag(penalty)
        found += np.linalg.solve(curve, slope)
    return found


def balanced(sets: Sequence[Sequence[Labelled]]) -> np.ndarray:
    """Weights by which each set, and in it each label, counts the same; their mean is 1."""
    weights = []
    for pairs in sets:
        counts = {label: sum(pair.same is label for pair in pairs) for label in (True, False)}
        weights += [1 / counts[pair.same] for pair in pairs]
    mean = sum(weights) / len(weights)
    return np.array([weight / mean for weight in weights])


def themselves(pairs: Sequence[Labelled]) -> list[Labelled]:
    """Each name beside itself: it must score highest, though hard pairs hardly ever show one."""
    return [Labelled(name, name, same=True) for pair in pairs for name in (pair.one, pair.two)]


def train(sets: Sequence[Sequence[Labelled]]) -> np.ndarray:
    """The coefficients from sets of pairs."""
    sets = [*sets, themselves([pair for each in sets for pair in each])]
    pairs = [pair for each in sets for pair in each]
    return fit(rows(pairs), np.array([float(pair.same) for pair in pairs]), balanced(sets), SIGNS, RIDGE)


def bands(scores: Sequence[float], sets: Sequence[Sequence[Labelled]]) -> dict[str, float]:
    """Where the two bands begin: `possible` where F1 is best, each set and label weighing the same; `strong` where 98 in 100 are right and from
    there on. And `even`: where of the first set, our own spelling pairs, as many are found as are right."""
    labels = [pair.same for each in sets for pair in each]
    ours = len(sets[0])
    ranked = sorted(zip(scores, labels, strict=True), reverse=True)
    right, strong = 0, 1.0
    for place, (score, label) in enumerate(ranked, 1):
        right += label
        if right / place >= SURE:
            strong = score
    possible = best(scores, labels, balanced(sets).tolist()).threshold
    return {
        "possible": round(possible, 2),
        "strong": round(max(strong, possible), 2),
        "even": even(scores[:ours], labels[:ours]).threshold,
    }


def main() -> None:
    """Train and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--public", type=Path, help="contrib/name_bench/cases.csv of nomenklatura")
    given = parser.parse_args()
    ours = [*half(own(), test=False), *[pair for path in LEARNT for pair in own(path)]]
    sets = [ours] + ([half(public(given.public), test=False)] if given.public else [])
    found = [round(float(value), 3) for value in train(sets)]
    pairs = [pair for each in sets for pair in each]
    scores = 1 / (1 + np.exp(-rows(pairs) @ np.array(found)))
    model = json.loads(MODEL.read_text(encoding="utf-8"))
    model["name"] = {"bias": found[0], "features": dict(zip(FEATURES, found[1:], strict=True))}
    model["bands"] = bands([float(score) for score in scores], sets)
    MODEL.write_text(json.dumps(model, indent=2) + "\n", encoding="utf-8")
    print(json.dumps([model["name"], model["bands"]]))


if __name__ == "__main__":
    main()
