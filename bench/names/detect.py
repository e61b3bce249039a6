"""How many listed people raise an alert, and how many others: `python -m bench.names.detect [--train]`.

A list of a million invented people. Travellers from the same population: some on the list, written with the errors of `noise_other`,
others not on it. The model is fitted on other travellers with the errors of `noise` (--train writes it into the country pack), and its
thresholds are set there; the test sees neither.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt

from bench.names.population import Individual, people
from bench.names.search_index import STRANGERS_TO_TEST, STRANGERS_TO_TRAIN, as_read, prepared, spoiled, trained_on
from lakay.names.index.columns import load as load_columns
from lakay.names.index.entries import Question
from lakay.names.index.evidence import FEATURES
from lakay.names.index.model import FILE, load
from lakay.names.index.segment import Segment
from lakay.names.index.store import in_use
from lakay.names.tables import folder as pack_folder

Floats = npt.NDArray[np.float64]
Candidates = list[tuple[npt.NDArray[np.float32], npt.NDArray[np.bool_]]]
ALIKE = 1
"""Candidates of each traveller that the model is fitted on beside the true one: the likeliest by the model so far."""
DOCUMENT_POINTS = 14.0
FALSE_ALERTS = {"possible": 0.01, "strong": 0.002}


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


def write(weights: Floats, bands: dict[str, float]) -> None:
    """Put the model into the pack."""
    made = {
        "made_by": "python -m bench.names.detect --train, on invented people",
        "bias": round(float(weights[0]), 3),
        "features": {name: round(float(weight), 3) for name, weight in zip(FEATURES, weights[1:], strict=True)},
        "document": DOCUMENT_POINTS,
        "bands": {name: round(float(1 / (1 + np.exp(-odds))), 4) for name, odds in bands.items()},
    }
    (pack_folder() / FILE).write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    load.cache_clear()


def main() -> None:
    """Train, if asked to; then test."""
    parser = argparse.ArgumentParser(prog="python -m bench.names.detect", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000, help="people on the list")
    parser.add_argument("--listed", type=int, default=3_300, help="travellers who are on it")
    parser.add_argument("--others", type=int, default=10_000, help="travellers who are not")
    parser.add_argument("--folder", type=Path, help="keep the index here")
    parser.add_argument("--train", action="store_true", help="fit the model first and write it into the pack")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lakay-names-") as name:
        folder = asked.folder or Path(name)
        listed, _built = prepared(folder, asked.count)
        segment = Segment(load_columns(in_use(folder)))
        random = Random(11)
        if asked.train:
            some = [listed.one(random.randrange(len(listed))) for _ in range(asked.listed)]
            known = [(person.key, trained_on(random, person)) for person in some]
            strangers = [("", as_read(person)) for person in people(STRANGERS_TO_TRAIN, asked.others)]
            weights = train(segment, known + strangers)
            false = best_scores(candidates(segment, strangers), weights)
            write(weights, {name: float(np.quantile(false, 1 - share)) for name, share in FALSE_ALERTS.items()})
        report(segment, [*spoiled(Random(12), listed, asked.listed)], asked.others)


def report(segment: Segment, known: list[tuple[Individual, str, Question]], others: int) -> None:
    """Detection and false alerts at the thresholds of the model, and detection where false alerts are exactly so many."""
    numbers = load(pack_folder() / FILE)
    weights = np.concatenate(([numbers.bias], numbers.coefficients))
    found = candidates(segment, [(person.key, question) for person, _kind, question in known])
    strangers = [("", as_read(person)) for person in people(STRANGERS_TO_TEST, others)]
    false = best_scores(candidates(segment, strangers), weights)
    right = [weights[0] + float((evidence @ weights[1:])[true].max(initial=-99.0)) for evidence, true in found]
    scores = np.array(right)
    print(
        f"{len(segment.columns):,} on the list; {len(known):,} listed travellers, {others:,} others; load {os.getloadavg()[0]:.1f}"
    )
    for name, score in (("possible", numbers.possible), ("strong", numbers.strong)):
        odds = float(np.log(score / (1 - score)))
        print(f"  {name:9} detection {(scores >= odds).mean():.4f}, false alerts {(false >= odds).mean():.4%}")
    for share in (0.01, 0.002, 0.001):
        print(f"  at {share:.1%} false alerts: detection {(scores > np.quantile(false, 1 - share)).mean():.4f}")
    odds = float(np.quantile(false, 0.998))
    missed = Counter(kind for (_person, kind, _question), score in zip(known, right, strict=True) if score <= odds)
    print("  missed by kind of error:", dict(missed))


if __name__ == "__main__":
    main()
