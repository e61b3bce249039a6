"""How well two writings of a name are told from two names, side by side in one run: `python -m bench.names.pairs`.

    python -m bench.names.pairs --public cases.csv --nomenklatura VENV/bin/python

`cases.csv` is `contrib/name_bench/cases.csv` of github.com/opensanctions/nomenklatura (MIT licence): its pairs of people are read, not
kept. nomenklatura runs in an environment of its own, because it brings 700 MB along; without it, and without `cases.csv`, the run says so
and goes on. Scored are the halves that no coefficient was trained on. Times are processor time for one pair, from the two texts: `first`
with everything forgotten before each pass, `again` once the names have been seen.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rapidfuzz import fuzz

from bench.names.pairs_data import LAST, Labelled, at, best, half, own, public
from lakay.names import aligning, forms, frequency, kinship, sounds
from lakay.names.comparing import score_names
from lakay.names.forms import form
from lakay.names.model import model

PASSES = 5
CACHES = (forms.form, kinship.bond, aligning.bond_of_joined, sounds.sound_keys, frequency.weight)
ELSEWHERE = """
import json, sys, time
from uuid import uuid4
from followthemoney import ValueEntity, model
from nomenklatura.matching.logic_v2.model import LogicV2
config, schema = LogicV2.default_config(), model.get("Person")
def entity(name):
    made = ValueEntity(schema, {"id": uuid4().hex})
    made.add("name", name)
    return made
def once(pairs):
    return [float(LogicV2.compare(entity(one), entity(two), config).score) for one, two in pairs]
pairs = json.load(sys.stdin)
times = []
for _ in range(PASSES):
    begun = time.process_time()
    scores = once(pairs)
    times.append((time.process_time() - begun) / len(pairs) * 1e6)
print(json.dumps([scores, times[0], sorted(times)[len(times) // 2]]))
""".replace("PASSES", str(PASSES))

Scored = tuple[list[float], float, float]
"""The scores; microseconds a pair the first time and again."""


def ours(pairs: Sequence[Labelled]) -> Scored:
    """The score of `lakay.names`."""
    for cache in CACHES:
        cache.cache_clear()
    return timed(lambda one, two: score_names(form(one), form(two)), pairs)


def timed(score: Callable[[str, str], float], pairs: Sequence[Labelled]) -> Scored:
    """Score all pairs several times over: the first pass, and the median of all."""
    times = []
    for _ in range(PASSES):
        begun = time.process_time()
        scores = [score(pair.one, pair.two) for pair in pairs]
        times.append((time.process_time() - begun) / len(pairs) * 1e6)
    return scores, times[0], sorted(times)[PASSES // 2]


def folded(scorer: Callable[[str, str], float]) -> Callable[[str, str], float]:
    """A scorer of rapidfuzz on the texts without case."""
    return lambda one, two: scorer(one.casefold(), two.casefold()) / 100


def logic_v2(python: Path, pairs: Sequence[Labelled]) -> Scored:
    """The score of nomenklatura, in its own environment."""
    asked = json.dumps([(pair.one, pair.two) for pair in pairs])
    done = subprocess.run([python, "-c", ELSEWHERE], input=asked, capture_output=True, text=True, check=True)
    scores, first, again = json.loads(done.stdout.strip().splitlines()[-1])
    return scores, first, again


def report(title: str, pairs: Sequence[Labelled], nomenklatura: Path | None) -> None:
    """One table."""
    labels = [pair.same for pair in pairs]
    print(f"\n{title}: {len(pairs)} pairs, {sum(labels)} of them of one name")
    print(f"{'':22}{'best F1':>8}{'at':>7}{'prec.':>7}{'recall':>7}{'us first':>10}{'again':>7}")
    runs: dict[str, Callable[[], Scored]] = {"ours": lambda: ours(pairs)}
    if nomenklatura:
        runs["logic-v2"] = lambda: logic_v2(nomenklatura, pairs)
    runs["rapidfuzz WRatio"] = lambda: timed(folded(fuzz.WRatio), pairs)
    runs["rapidfuzz token_sort"] = lambda: timed(folded(fuzz.token_sort_ratio), pairs)
    for name, run in runs.items():
        scores, first, again = run()
        found = best(scores, labels)
        print(f"{name:22}{found.f1:8.3f}{found.threshold:7.2f}{found.precision:7.3f}{found.recall:7.3f}{first:10.1f}{again:7.1f}")
        if name == "ours":
            for band, threshold in (("“possible”", model().possible), ("“even”", model().even)):
                chosen = at(scores, labels, threshold)
                figures = f"{chosen.f1:8.3f}{chosen.threshold:7.2f}{chosen.precision:7.3f}{chosen.recall:7.3f}"
                print(f"{f'  from {band} on':22}{figures}")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--public", type=Path, help="contrib/name_bench/cases.csv of nomenklatura")
    parser.add_argument("--nomenklatura", type=Path, help="the Python of an environment that has nomenklatura")
    given = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
    if not given.nomenklatura:
        print("Without --nomenklatura its logic-v2 is left out.")
    report("Spelling pairs of Haiti, the Dominican Republic and France (test half)", half(own(), test=True), given.nomenklatura)
    report("Spelling pairs written last, nothing learnt from them", own(LAST), given.nomenklatura)
    if given.public:
        pairs = public(given.public)
        report("Public pairs of people (test half)", half(pairs, test=True), given.nomenklatura)
        report("Public pairs of people (all: half of them trained on)", pairs, given.nomenklatura)
    else:
        print("Without --public the public pairs are left out.")


if __name__ == "__main__":
    main()
