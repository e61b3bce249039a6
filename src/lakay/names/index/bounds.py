"""The most that the names of two people can add to the log-odds, found without laying anything out: most pairs need not be weighed at all.

Never less than what `laying` and `evidence` come to, whatever else stands on the list; often more. It counts for each word of the question
the best that any word of the line could be to it, and does not ask whether two words of the question want the same one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from lakay.names.index.building import MOST_SOUNDS
from lakay.names.index.evidence import FEATURES, SCALE
from lakay.names.index.groups import CLOSE, FORM_ALIKE, LEAST_ALIKE
from lakay.names.index.laying import INITIAL_TELLS, LEAST_LOOSE, LOOSE_TELLS, SHORTEST_LOOSE
from lakay.names.index.model import Model
from lakay.names.index.otherwise import other_forms
from lakay.names.index.retrieving import SHORTEST_PART
from lakay.names.sounds import sound_keys

REMEMBERED = 400_000
"""Pairs of words kept at hand: some 80 MB."""
CUT_ALIKE, INITIAL_ALIKE, SPLIT_ALIKE = 0.85, 0.5, 0.95
"""As `groups` and `laying` put them down."""
ROUNDING = 1e-6
"""Likeness is counted there in numbers of four bytes."""


class Words(NamedTuple):
    """The words of a name, in order, and the most that each can tell: the natural logarithm of 1 / the share of its bearers."""

    words: tuple[str, ...]
    tells: tuple[float, ...]
    cut: bool = False
    """Of a question: the end of the last word may be missing."""


class Reach(NamedTuple):
    """What a word of the question can make of a word of a line, at most."""

    each: float
    """Points for each unit that the word tells."""
    loose: float
    """How alike they are, where they may be taken for one though no hash brings them together; else 0."""
    flat: float
    """Points whatever the words tell."""


class Most:
    """The bound by the coefficients of a model. Remembers the pairs of words it has seen."""

    def __init__(self, numbers: Model) -> None:
        self._of: dict[str, float] = dict(zip(FEATURES, numbers.coefficients.tolist(), strict=True))
        self._agreed = max(self._of["name.rare"], self._of["name.rarer"], 0.0) / SCALE
        self._initial = INITIAL_TELLS * self._points("name.initial", INITIAL_ALIKE)
        self._split = self._points("name.joined", SPLIT_ALIKE)
        self._beside = max(0.0, self._of["name.part"]) + max(0.0, self._of["name.order"])
        self._conflict = max(0.0, self._of["name.conflict"]) / SCALE
        self._pairs: dict[tuple[str, str, bool], Reach | None] = {}
        self._heard: dict[tuple[str, str], float] = {}

    def of(self, asked: Words, line: Words) -> float:
        """For a question and a line of the list."""
        most, met, found = self._singly(asked, line)
        joins = self._joined(asked, line, most, met, found)
        splits = self._in_two(asked, line, most, met, found)
        size, width = len(asked.words), len(line.words)
        missing = max(size - sum(met), size - width - joins, 0)
        extra = max(width - len(found), width - size - splits, 0)
        together = sum(most) + self._lost("name.missing", missing, size) + self._lost("name.extra", extra, width)
        alone = max(most, default=0.0) + self._of["name.lonely"]
        alone += self._lost("name.missing", max(missing, size - 1), size)
        alone += self._lost("name.extra", max(extra, width - (2 if splits else 1)), width)
        return max(together, alone) + self._beside + self._conflict * sum(asked.tells)

    def _points(self, feature: str, alike: float) -> float:
        """Of one unit of a word found by that way: what agrees, and what its letters lack."""
        return max(0.0, self._agreed + (self._of[feature] + self._of["name.letters"] * (1 - alike)) / SCALE)

    def _lost(self, feature: str, least: int, most: int) -> float:
        coefficient = self._of[feature]
        return coefficient * (least if coefficient < 0 else most)

    def _singly(self, asked: Words, line: Words) -> tuple[list[float], list[bool], set[int]]:
        """Word for word: the most of each word of the question, whether it can be met at all, and which words of the line can be."""
        most, met, found = [0.0] * len(asked.words), [False] * len(asked.words), set[int]()
        last = len(asked.words) - 1 if asked.cut else -1
        for place, word in enumerate(asked.words):
            own = asked.tells[place]
            for at, other in enumerate(line.words):
                reach = self._reach(word, other, place == last)
                if reach is not None:
                    met[place] = True
                    found.add(at)
                    told = max(min(own, line.tells[at]), reach.loose * min(LOOSE_TELLS, own))
                    most[place] = max(most[place], reach.flat, reach.each * told)
        return most, met, found

    def _joined(self, asked: Words, line: Words, most: list[float], met: list[bool], found: set[int]) -> int:
        """Neighbours of the question written as one. Returns of how many it may be so."""
        joins = 0
        for place in range(len(asked.words) - 1):
            together, possible = asked.words[place] + asked.words[place + 1], False
            for at, other in enumerate(line.words):
                each = self._as_heard(together, other)
                if each >= 0:
                    possible = met[place] = met[place + 1] = True
                    found.add(at)
                    most[place] = max(most[place], each * line.tells[at])
            joins += possible
        return joins

    def _in_two(self, asked: Words, line: Words, most: list[float], met: list[bool], found: set[int]) -> int:
        """A word of the question written as two. Returns of how many it may be so."""
        splits = 0
        for place, word in enumerate(asked.words):
            ways = list(_halves(word, line)) if len(word) >= 2 * SHORTEST_PART else []
            for one, two in ways:
                met[place] = True
                found |= {one, two}
                most[place] = max(most[place], self._split * (line.tells[one] + line.tells[two]))
            splits += bool(ways)
        return splits

    def _reach(self, word: str, other: str, cut: bool) -> Reach | None:
        key = word, other, cut
        if key not in self._pairs:
            if len(self._pairs) >= REMEMBERED:
                self._pairs.clear()
            self._pairs[key] = self._look(word, other, cut)
        return self._pairs[key]

    def _look(self, word: str, other: str, cut: bool) -> Reach | None:
        flat = -1.0
        if (len(word) == 1 or len(other) == 1) and word[0] == other[0]:
            flat = self._initial
        alike = OSA.normalized_similarity(word, other)
        each = max(self._ways(word, other, alike), default=-1.0) if len(word) > 1 else -1.0
        if cut and other.startswith(word):
            each = max(each, self._points("name.cut", CUT_ALIKE))
        if max(flat, each) < 0:
            return None
        loose = alike if alike >= LEAST_LOOSE - ROUNDING and len(word) >= SHORTEST_LOOSE else 0.0
        return Reach(max(each, 0.0), loose, max(flat, 0.0))

    def _ways(self, word: str, other: str, alike: float) -> Iterator[float]:
        """The points of each way in which two words may agree."""
        if word == other:
            yield self._points("name.same", 1.0)
        if not sounds(word).isdisjoint(sounds(other)):
            yield self._points("name.sound", alike)
        if alike >= LEAST_ALIKE - ROUNDING and alike > CLOSE - ROUNDING:
            yield self._points("name.near", alike)
        if alike >= LEAST_ALIKE - ROUNDING and alike < CLOSE + ROUNDING:
            yield self._points("name.loose", alike)
        if other in other_forms(word):
            yield self._points("name.form", FORM_ALIKE)

    def _as_heard(self, together: str, other: str) -> float:
        """Points of each unit where two words written as one may be this one; -1 where they cannot."""
        key = together, other
        if key not in self._heard:
            if len(self._heard) >= REMEMBERED:
                self._heard.clear()
            self._heard[key] = self._hear(together, other)
        return self._heard[key]

    def _hear(self, together: str, other: str) -> float:
        alike = OSA.normalized_similarity(together, other)
        if other in other_forms(together):
            return self._points("name.joined", max(alike, FORM_ALIKE))
        near = alike >= LEAST_ALIKE - ROUNDING or not sounds(together).isdisjoint(sounds(other))
        return self._points("name.joined", alike) if near else -1.0


def _halves(word: str, line: Words) -> Iterator[tuple[int, int]]:
    """Where the two words of a line stand that this one is made of."""
    for one, first in enumerate(line.words):
        if word.startswith(first):
            yield from ((one, two) for two, second in enumerate(line.words) if two != one and first + second == word)


def sounds(word: str) -> frozenset[str]:
    """The keys by which two words are held to sound alike."""
    return frozenset(sound_keys(word)[:MOST_SOUNDS])
