"""Labelled pairs of names, from files, split into halves that share no pair: one to train on, one to test on."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

OWN = Path(__file__).with_name("pairs.csv")
LEARNT = tuple(Path(__file__).with_name(name) for name in ("pairs_more.csv", "pairs_fresh.csv"))
"""Written later, scored once, and then learnt from as a whole."""
LAST = Path(__file__).with_name("pairs_last.csv")
"""Written after everything was chosen: only ever scored."""


class Labelled(NamedTuple):
    """Two writings, and whether they are of one name."""

    one: str
    two: str
    same: bool


def own(path: Path = OWN) -> list[Labelled]:
    """The spelling pairs of Haiti, the Dominican Republic and France that lie beside this file."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return [Labelled(row["name1"], row["name2"], row["same"] == "1") for row in rows]


def public(path: Path) -> list[Labelled]:
    """The pairs of people in the name benchmark of nomenklatura: its `contrib/name_bench/cases.csv` (MIT licence), read, not kept."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["schema"] == "Person"]
    return [Labelled(row["name1"], row["name2"], row["is_match"].lower() == "true") for row in rows]


def half(pairs: Iterable[Labelled], test: bool) -> list[Labelled]:
    """One half, chosen by a digest of the two names whatever their order; the same names are never in both."""
    return [pair for pair in pairs if _odd(pair) is test]


def _odd(pair: Labelled) -> bool:
    text = "|".join(sorted((pair.one.casefold(), pair.two.casefold())))
    return bool(sha256(text.encode()).digest()[0] & 1)


class Best(NamedTuple):
    """The threshold at which F1 is best, and the figures there."""

    f1: float
    threshold: float
    precision: float
    recall: float


def best(scores: Iterable[float], labels: Iterable[bool], weights: Iterable[float] | None = None) -> Best:
    """Over all thresholds. A pair counts as found from its threshold on."""
    each = repeat(1.0) if weights is None else weights
    ranked = sorted(zip(scores, labels, each, strict=weights is not None), reverse=True)
    total = sum(weight for _, label, weight in ranked if label)
    found = Best(0.0, 1.0, 0.0, 0.0)
    right = chosen = 0.0
    for place, (score, label, weight) in enumerate(ranked, 1):
        right += weight * label
        chosen += weight
        if place < len(ranked) and ranked[place][0] == score:
            continue
        found = max(found, Best(2 * right / (chosen + total), score, right / chosen, right / total))
    return found


def even(scores: Sequence[float], labels: Sequence[bool]) -> Best:
    """The threshold, in hundredths, at which the lesser of precision and recall is greatest; of several the highest."""
    found = [at(scores, labels, hundredths / 100) for hundredths in range(100)]
    return max(found, key=lambda one: (min(one.precision, one.recall), one.threshold))


def at(scores: Iterable[float], labels: Iterable[bool], threshold: float) -> Best:
    """The figures at a threshold that was chosen elsewhere."""
    pairs = list(zip(scores, labels, strict=True))
    chosen = [label for score, label in pairs if score >= threshold]
    total, right = sum(label for _, label in pairs), sum(chosen)
    return Best(2 * right / max(1, len(chosen) + total), threshold, right / max(1, len(chosen)), right / max(1, total))
