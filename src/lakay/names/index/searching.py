"""Asks an index: who on the list may this person be, how likely, and why."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from lakay.names.index.building import build
from lakay.names.index.columns import load
from lakay.names.index.entries import Entry, Found, Question, Reason
from lakay.names.index.evidence import FEATURES
from lakay.names.index.laying import Floats
from lakay.names.index.model import Model, model
from lakay.names.index.segment import Asked, Segment, beside
from lakay.names.index.store import in_use, read_changes

FIRST = 10
SPARE = 3
"""A person with several names has several lines: so many times the lines are looked at."""


@dataclass(slots=True)
class _State:
    """What is open now."""

    generation: Path
    main: Segment
    read: int = 0
    changed: dict[str, list[Entry]] = field(default_factory=dict)
    hidden: frozenset[bytes] = frozenset()
    recent: Segment | None = None


class Searcher:
    """Open for as long as a process lives; it sees a new generation and each change by itself. Threads may share one."""

    def __init__(self, folder: Path, numbers: Model | None = None) -> None:
        """Raises NoIndex where nothing was published yet."""
        self._folder = folder
        self._numbers = numbers or model()
        self._lock = threading.Lock()
        self._state = self._open(in_use(folder))

    def __len__(self) -> int:
        """Entries in the generation in use, without the changes since."""
        return len(self._state.main.columns)

    def find(self, question: Question, first: int = FIRST, least: float = 0.0) -> list[Found]:
        """The likeliest entries, one for each key, in falling order of score; none below `least`."""
        state = self._fresh()
        found: dict[str, Found] = {}
        for segment, hidden in ((state.main, state.hidden), (state.recent, frozenset[bytes]())):
            if segment is not None:
                for one in answers(segment, segment.ask(question, hidden), self._numbers, len(state.main.columns), first, least):
                    if one.key not in found or one.score > found[one.key].score:
                        found[one.key] = one
        return sorted(found.values(), key=lambda one: -one.score)[:first]

    def _fresh(self) -> _State:
        """The state as the folder is now."""
        generation = in_use(self._folder)
        state = self._state
        if generation == state.generation and (generation / "changes").stat().st_size == state.read:
            return state
        with self._lock:
            if generation != self._state.generation:
                self._state = self._open(generation)
            self._state = _with_changes(self._state)
            return self._state

    @staticmethod
    def _open(generation: Path) -> _State:
        return _with_changes(_State(generation, Segment(load(generation))))


def _with_changes(state: _State) -> _State:
    """The state with the changes that are in the file and not yet in it."""
    changes, read = read_changes(state.generation, state.read)
    if not changes:
        return state
    changed = state.changed | dict(changes)
    entries = [entry for each in changed.values() for entry in each]
    return _State(
        generation=state.generation,
        main=state.main,
        read=read,
        changed=changed,
        hidden=frozenset(key.encode("ascii") for key in changed),
        recent=beside(build(entries), state.main) if entries else None,
    )


def answers(segment: Segment, asked: Asked, numbers: Model, people: int, first: int, least: float) -> list[Found]:
    """The likeliest lines, one for each key."""
    odds = log_odds(asked, numbers, people)
    scores = 1 / (1 + np.exp(-np.clip(odds, -40, 40)))
    rows = np.argsort(-odds)[: first * SPARE]
    rows = rows[scores[rows] >= least]
    distinct: dict[str, int] = {}
    for key, row in zip(segment.columns.keys[asked.lines[rows]].tolist(), rows.tolist(), strict=True):
        distinct.setdefault(key.decode("ascii"), row)
    best = list(distinct.items())[:first]
    points = (asked.evidence * numbers.coefficients)[[row for _, row in best]].tolist()
    return [
        Found(key, float(scores[row]), *segment.columns.name(int(asked.lines[row])), reasons=_reasons(asked, row, each, numbers))
        for (key, row), each in zip(best, points, strict=True)
    ]


def _reasons(asked: Asked, row: int, points: list[float], numbers: Model) -> tuple[Reason, ...]:
    found = [Reason(code, each) for code, each in zip(FEATURES, points, strict=True) if each]
    if asked.documents[row]:
        found.append(Reason("document.same", numbers.document))
    return tuple(found)


def log_odds(asked: Asked, numbers: Model, people: int) -> Floats:
    """Of each line of the answer, on a list of so many people."""
    odds: Floats = numbers.constant(people) + asked.evidence @ numbers.coefficients + numbers.document * asked.documents
    return odds
