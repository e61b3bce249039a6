"""How soon and how surely a person is found among a million: `python -m bench.names.search`, beside what others offer, in one run.

Figures are processor time of one thread, because the machine may have other work; the load is printed. A person counts as found if among
the first ten. Without a birth date people of the very same name cannot be told apart, so any of them counts; the strict share is
printed beside it.

`--tantivy PYTHON`: an interpreter that has tantivy and rapidfuzz (`pip install tantivy rapidfuzz` in an environment of its own).
nomenklatura has no index for single questions any more (its blocker compares whole tables), so it has no row here.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
from rapidfuzz.fuzz import token_sort_ratio
from rapidfuzz.process import cdist

from bench.names.population import Individual, Population
from bench.names.search_index import Asked, prepared, spoiled
from lakay.names.index.entries import Entry, Question
from lakay.names.index.retrieving import dates_agree
from lakay.names.index.searching import Searcher
from lakay.names.index.store import change
from lakay.names.normal import spelling

FIRST = 10
Answer = Callable[[Question], Sequence[str]]


def measure(name: str, asked: Asked, answer: Answer, listed: Population) -> None:
    """Ask all questions; print the shares found and the times."""
    exact, found, times = 0, 0, []
    missed: dict[str, int] = {}
    for person, kind, question in asked:
        started = time.thread_time_ns()
        keys = answer(question)
        times.append((time.thread_time_ns() - started) / 1e6)
        exact += person.key in keys
        same = person.key in keys or (not question.birth and any(_named_alike(listed, key, person) for key in keys))
        found += same
        if not same:
            missed[kind] = missed.get(kind, 0) + 1
    low, high = np.percentile(times, (50, 99))
    print(
        f"  {name:34} found {found / len(asked):.4f} (strictly {exact / len(asked):.4f}), p50 {low:.2f} ms, p99 {high:.2f} ms",
        missed,
    )


def _named_alike(listed: Population, key: str, person: Individual) -> bool:
    other = listed.one(int(key))
    return sorted(spelling(f"{other.family} {other.given}").split()) == sorted(
        spelling(f"{person.family} {person.given}").split()
    )


def brute(listed: Population) -> Answer:
    """rapidfuzz over every name of the list, one thread; the birth date adds as it does in the index."""
    names = [spelling(f"{family} {given}") for family, given in zip(listed.family, listed.given, strict=True)]
    births = listed.birth.astype(np.int32)

    def answer(question: Question) -> list[str]:
        scores = cdist([f"{question.family} {question.given}"], names, scorer=token_sort_ratio, dtype=np.float32)[0]
        total = scores + (4 * dates_agree(question.birth, births) if question.birth else 0)
        return [str(place) for place in np.argpartition(-total, FIRST)[:FIRST].tolist()]

    return answer


def tantivy(python: str, listed: Population, asked: Asked) -> None:
    """tantivy in another process: names as trigrams, the best 150 compared by rapidfuzz."""
    with tempfile.TemporaryDirectory(prefix="lakay-tantivy-") as name:
        folder = Path(name)
        with (folder / "names.jsonl").open("w", encoding="utf-8") as file:
            for person in listed:
                file.write(json.dumps([spelling(f"{person.family} {person.given}"), person.birth]) + "\n")
        questions = [(f"{question.family} {question.given}", question.birth) for _person, _kind, question in asked]
        (folder / "questions.json").write_text(json.dumps(questions), encoding="utf-8")
        script = Path(__file__).with_name("search_tantivy.py")
        done = subprocess.run([python, str(script), str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        print("  tantivy: skipped,", done.stderr.strip().splitlines()[-1:])
        return
    answers = json.loads(done.stdout)
    for label, start in (("with birth date", 0), ("name only", len(asked) // 2)):
        rows = list(zip(asked, answers["answers"], strict=True))[start : start + len(asked) // 2]
        found = sum(
            person.key in keys or (not question.birth and any(_named_alike(listed, key, person) for key in keys))
            for (person, _kind, question), (keys, _ms) in rows
        )
        low, high = np.percentile([ms for _asked, (_keys, ms) in rows], (50, 99))
        print(f"  tantivy trigrams, {label:16} found {found / len(rows):.4f}, p50 {low:.2f} ms, p99 {high:.2f} ms")
    print(f"  tantivy built in {answers['built']:.1f} s")


def resident() -> float:
    """Megabytes of memory that this process has now (Linux)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize() / 1e6


def visible_after(folder: Path, searcher: Searcher) -> float:
    """Milliseconds from a change to the first answer that shows it, among a thousand others."""
    for number in range(1000):
        change(folder, f"x{number}", [Entry(f"x{number}", f"Nouvo{number}", "Ajoute")])
    searcher.find(Question("Nouvo1", "Ajoute"))
    started = time.perf_counter()
    change(folder, "fresh", [Entry("fresh", "Zwazotankou", "Amaranthe", 19910304, "F", "HTI")])
    found = searcher.find(Question("Zwazotankou", "Amaranthe", 19910304))
    taken = (time.perf_counter() - started) * 1000
    for key in (*(f"x{number}" for number in range(1000)), "fresh"):
        change(folder, key)
    return taken if found and found[0].key == "fresh" else float("nan")


def main() -> None:
    """Build, ask, compare."""
    parser = argparse.ArgumentParser(prog="python -m bench.names.search", description=__doc__)
    parser.add_argument("--count", type=int, default=1_000_000, help="people on the list")
    parser.add_argument("--questions", type=int, default=3_300)
    parser.add_argument("--brute", type=int, default=44, help="questions for the comparison with everybody; 0: none")
    parser.add_argument("--tantivy", default="", metavar="PYTHON")
    parser.add_argument("--folder", type=Path, help="keep the index here")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lakay-names-") as name:
        folder = given.folder or Path(name)
        listed, built = prepared(folder, given.count)
        asked = [*spoiled(Random(5), listed, given.questions)]
        nameless = [(person, kind, replace(question, birth=0)) for person, kind, question in asked]
        print(
            f"{given.count:,} people, {len(asked):,} questions, load {os.getloadavg()[0]:.1f}; built in {built:.1f} s of processor time"
        )
        before = resident()
        searcher = Searcher(folder)
        for label, questions in (("with birth date", asked), ("name only", nameless)):
            measure(f"Lakay, {label}", questions, lambda one: [found.key for found in searcher.find(one)], listed)
        grown = resident() - before
        size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
        print(f"  memory +{grown:.0f} MB; {size:.0f} MB on disk; a change shows after {visible_after(folder, searcher):.0f} ms")
        if given.brute:
            answer = brute(listed)
            measure("rapidfuzz everybody, with birth", asked[: given.brute], answer, listed)
            measure("rapidfuzz everybody, name only", nameless[: given.brute], answer, listed)
        if given.tantivy:
            tantivy(given.tantivy, listed, asked[:1100] + nameless[:1100])
        else:
            print("  tantivy: not asked for (--tantivy PYTHON)")


if __name__ == "__main__":
    main()
