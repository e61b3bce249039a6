"""How many listed people raise an alert, and how many others: `python -m bench.names.detect [--train | --sizes]`.

A list of a million invented people. Travellers from the same population: some on the list, written with the errors of `noise_other`,
others not on it. The model is fitted on other travellers with the errors of `noise` (--train writes it into the country pack), and its
thresholds are set there; the test sees neither. --sizes then finds what is added on shorter lists, so that the same threshold
raises as few false alerts there, and tests each.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import numpy as np

from bench.names.detect_fit import Floats, best_scores, candidates, train
from bench.names.noise_other import APART, KINDS
from bench.names.population import Population, people
from bench.names.search_index import STRANGERS_TO_TEST, STRANGERS_TO_TRAIN, Asked, as_read, prepared, spoiled, trained_on
from lakay.names.index.columns import load as load_columns
from lakay.names.index.evidence import FEATURES
from lakay.names.index.model import FILE, Model, load
from lakay.names.index.segment import Segment
from lakay.names.index.store import in_use
from lakay.names.normal import spelling
from lakay.names.tables import folder as pack_folder

DOCUMENT_POINTS = 14.0
FALSE_ALERTS = {"possible": 0.01, "strong": 0.002}
LONGEST = 1_000_000
SHORTER = (1_000, 10_000, 100_000)


def fitted(weights: Floats, false: Floats) -> dict[str, Any]:
    """The model as the pack holds it, its thresholds where so many strangers are above them."""
    bands = {name: float(np.quantile(false, 1 - share)) for name, share in FALSE_ALERTS.items()}
    return {
        "made_by": "python -m bench.names.detect --train, on invented people",
        "bias": round(float(weights[0]), 3),
        "features": {name: round(float(weight), 3) for name, weight in zip(FEATURES, weights[1:], strict=True)},
        "document": DOCUMENT_POINTS,
        "bands": {name: round(float(1 / (1 + np.exp(-odds))), 4) for name, odds in bands.items()},
        "lists": {str(LONGEST): 0.0},
    }


def write(made: dict[str, Any]) -> None:
    """Put the model into the pack."""
    (pack_folder() / FILE).write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    load.cache_clear()


def added(segment: Segment, others: int, numbers: Model) -> float:
    """What is to be added to the log-odds on this list, so that both thresholds raise as few false alerts as on the longest, on average."""
    strangers = [("", as_read(person)) for person in people(STRANGERS_TO_TRAIN, others)]
    false = best_scores(candidates(segment, strangers), weights_of(numbers))
    bands = {"possible": numbers.possible, "strong": numbers.strong}
    missing = [np.log(score / (1 - score)) - np.quantile(false, 1 - FALSE_ALERTS[name]) for name, score in bands.items()]
    return round(float(np.mean(missing)), 2)


def weights_of(numbers: Model, people_listed: int = LONGEST) -> Floats:
    """The constant and the coefficients."""
    return np.concatenate(([numbers.constant(people_listed)], numbers.coefficients))


def main() -> None:
    """Train, if asked to; then test."""
    parser = argparse.ArgumentParser(prog="python -m bench.names.detect", description=__doc__)
    parser.add_argument("--count", type=int, default=LONGEST, help="people on the list")
    parser.add_argument("--listed", type=int, default=3_300, help="travellers who are on it")
    parser.add_argument("--others", type=int, default=10_000, help="travellers who are not")
    parser.add_argument("--folder", type=Path, help="keep the index here")
    parser.add_argument("--train", action="store_true", help="fit the model first and write it into the pack")
    parser.add_argument("--sizes", action="store_true", help="find what is added on shorter lists, and test each")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lakay-names-") as name:
        if asked.sizes:
            for count in SHORTER:
                listed, segment = opened(Path(name) / str(count), count)
                made = json.loads((pack_folder() / FILE).read_text(encoding="utf-8"))
                made["lists"][str(count)] = added(segment, asked.others, load(pack_folder() / FILE))
                made["lists"] = dict(sorted(made["lists"].items(), key=lambda item: int(item[0])))
                write(made)
                report(segment, listed, asked.listed, asked.others)
            return
        listed, segment = opened(asked.folder or Path(name), asked.count)
        if asked.train:
            random = Random(11)
            some = [listed.one(random.randrange(len(listed))) for _ in range(asked.listed)]
            known = [(person.key, trained_on(random, person)) for person in some]
            strangers = [("", as_read(person)) for person in people(STRANGERS_TO_TRAIN, asked.others)]
            weights = train(segment, known + strangers)
            write(fitted(weights, best_scores(candidates(segment, strangers), weights)))
        report(segment, listed, asked.listed, asked.others)


def opened(folder: Path, count: int) -> tuple[Population, Segment]:
    """A list of so many, and its index."""
    listed, _built = prepared(folder, count)
    return listed, Segment(load_columns(in_use(folder)))


def report(segment: Segment, listed: Population, count: int, others: int) -> None:
    """Detection and false alerts at the thresholds of the model, and detection where false alerts are exactly so many."""
    numbers = load(pack_folder() / FILE)
    weights = weights_of(numbers, len(listed))
    known = [*spoiled(Random(12), listed, count, KINDS)]
    right = _right(segment, known, weights)
    strangers = [("", as_read(person)) for person in people(STRANGERS_TO_TEST, others)]
    false = best_scores(candidates(segment, strangers), weights)
    print(f"{len(listed):,} on the list; {len(known):,} listed travellers, {others:,} others; load {os.getloadavg()[0]:.1f}")
    for name, score in (("possible", numbers.possible), ("strong", numbers.strong)):
        odds = float(np.log(score / (1 - score)))
        print(f"  {name:9} detection {(right >= odds).mean():.4f}, false alerts {(false >= odds).mean():.4%}")
    for share in (0.01, 0.002, 0.001):
        print(f"  at {share:.1%} false alerts: detection {(right > np.quantile(false, 1 - share)).mean():.4f}")
    odds = float(np.quantile(false, 0.998))
    dated = np.array([person.birth > 0 for person, _kind, _question in known])
    print(f"  at 0.2%, where the list has a birth date: {(right[dated] > odds).mean():.4f}")
    missed = Counter(kind for (_person, kind, _question), score in zip(known, right.tolist(), strict=True) if score <= odds)
    print("  missed by kind of error:", dict(missed))
    called = [*spoiled(Random(13), listed, max(1, count // 10), APART)]
    changed = np.array([_called(person.given, question.given) for person, _kind, question in called])
    print(f"  by a short form or in another language: {(_right(segment, called, weights)[changed] > odds).mean():.4f}")


def _called(given: str, asked: str) -> bool:
    return sorted(spelling(given).split()) != sorted(asked.split())


def _right(segment: Segment, known: Asked, weights: Floats) -> Floats:
    """The log-odds of the person truly meant."""
    found = candidates(segment, [(person.key, question) for person, _kind, question in known])
    return np.array([weights[0] + float((evidence @ weights[1:])[true].max(initial=-99.0)) for evidence, true in found])


if __name__ == "__main__":
    main()
