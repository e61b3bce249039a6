"""The words of a question, each with the words of the list that may be it, and how much a meeting of the two tells."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from enum import IntEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, Prefix
from rapidfuzz.process import cdist

from lakay.names.index.building import BY_SOUND, BY_SPELLING, MOST_SOUNDS, NEAR_SOUNDS
from lakay.names.index.columns import Columns
from lakay.names.index.nearness import LONG, hashes, matrix, one_hash
from lakay.names.sounds import sound_keys

LEAST_ALIKE = 0.5
"""Words whose spelling agrees in less than half of the longer one are no candidates, unless they sound alike."""
MOST_NEAR = 250
"""Words of the list kept for one word of a question, the likest first."""
MOST_CUT = 4000
"""A cut word that so many words begin with tells nothing."""
REMEMBERED = 4096


class Kin(IntEnum):
    """How a word of the question and a word of the list agree."""

    NONE = 0
    NEAR = 1
    CUT = 2
    SOUND = 3
    SAME = 4


class Group(NamedTuple):
    """A word of the question (or two joined, or half of one) and the words of the list that may be it, in vocabulary order."""

    word: str
    words: npt.NDArray[np.int32]
    kins: npt.NDArray[np.uint8]
    alike: npt.NDArray[np.float32]
    """0 to 1."""
    tells: npt.NDArray[np.float32]
    """Natural logarithm of 1 / the share of people who have a word at least so like: the weight of this agreement."""


class Vocabulary:
    """Looks up single words; the last ones asked are remembered."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        self.people = max(len(columns), 2)
        self.rarest = float(np.log(self.people))
        self._known: OrderedDict[tuple[str, bool], Group] = OrderedDict()

    def group(self, word: str, *, cut: bool = False) -> Group:
        """The words that may be this one. `cut`: its end may be missing."""
        found = self._known.get((word, cut))
        if found is None:
            found = self._known[word, cut] = self._look_up(word, cut)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return found

    def weight(self, word: str) -> float:
        """What the word tells where it agrees exactly."""
        place = self.columns.place(word)
        return float(np.log(self.people / max(1, int(self.columns.counts[place])))) if place >= 0 else self.rarest

    def _look_up(self, word: str, cut: bool) -> Group:
        if len(word) == 1:
            return _nobody(word)
        keys = [one_hash(key, BY_SOUND) for key in sound_keys(word)[:MOST_SOUNDS]]
        places = self._meeting(word, keys)
        sound = np.isin(self.columns.sounds[places], np.array(keys, dtype=np.uint32)).any(axis=1)
        texts = [self.columns.words[place] for place in places]
        alike = cdist([word], texts, scorer=OSA.normalized_similarity, dtype=np.float32)[0] if texts else np.empty(0, np.float32)
        kins = np.where(sound, Kin.SOUND, Kin.NEAR).astype(np.uint8)
        kins[alike == 1.0] = Kin.SAME
        keep = sound | (alike >= LEAST_ALIKE)
        places, kins, alike = places[keep], kins[keep], alike[keep]
        if cut and len(word) > 1:
            places, kins, alike = self._with_longer(word, places, kins, alike)
        return self._weighed(word, places, kins, alike)

    def _meeting(self, word: str, keys: list[int]) -> npt.NDArray[np.int32]:
        """The words that share a hash."""
        asked = [np.array(keys, dtype=np.uint32), *_near(word, BY_SPELLING, 2 if len(word) >= LONG else 1)]
        for key in sound_keys(word)[:NEAR_SOUNDS]:
            asked += _near(key, BY_SOUND, 1)
        wanted = np.concatenate(asked)
        wanted.sort()
        first = np.searchsorted(self.columns.hashes, wanted, side="left")
        last = np.searchsorted(self.columns.hashes, wanted, side="right")
        return np.unique(self.columns.hashed[spans(first, last)])

    def _with_longer(
        self, word: str, places: npt.NDArray[np.int32], kins: npt.NDArray[np.uint8], alike: npt.NDArray[np.float32]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
        """And the words of which this one is the beginning."""
        first, last = bisect_left(self.columns.words, word), bisect_left(self.columns.words, word + "[")
        if last - first > MOST_CUT:
            return places, kins, alike
        longer = np.setdiff1d(np.arange(first, last, dtype=np.int32), places[kins == Kin.SAME])
        rest = ~np.isin(places, longer)
        return (
            np.concatenate((places[rest], longer)),
            np.concatenate((kins[rest], np.full(len(longer), Kin.CUT, dtype=np.uint8))),
            np.concatenate((alike[rest], np.full(len(longer), 0.85, dtype=np.float32))),
        )

    def _weighed(
        self, word: str, places: npt.NDArray[np.int32], kins: npt.NDArray[np.uint8], alike: npt.NDArray[np.float32]
    ) -> Group:
        rank = np.where(kins == Kin.SAME, 2.0, alike + np.where(kins >= Kin.CUT, 0.6, 0.0))
        order = np.argsort(-rank, kind="stable")[: MOST_CUT if (kins == Kin.CUT).any() else MOST_NEAR]
        ranked = rank[order]
        bearers = np.cumsum(self.columns.counts[places[order]])
        at_least = bearers[np.searchsorted(-ranked, -ranked, side="right") - 1] if len(order) else bearers
        tells = np.log(self.people / np.minimum(np.maximum(at_least, 1), self.people)).astype(np.float32)
        by_place = np.argsort(places[order])
        chosen = order[by_place]
        return Group(word, places[chosen], kins[chosen], alike[chosen], tells[by_place])


def spans(first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """All numbers from each first up to, not including, each last."""
    sizes = last - first
    total = int(sizes.sum())
    ends = np.cumsum(sizes)
    return np.repeat(first - (ends - sizes), sizes) + np.arange(total)


def begins_alike(one: str, two: str) -> bool:
    """Whether one word is the beginning of the other."""
    return Prefix.similarity(one, two) == min(len(one), len(two))


def _near(text: str, seed: int, out: int) -> list[npt.NDArray[np.uint32]]:
    letters = matrix([text])
    shortest = (0, 3, LONG)
    return [hashes(letters, less, seed)[0] for less in range(out + 1) if len(text) >= shortest[less]]


def _nobody(word: str) -> Group:
    return Group(word, np.empty(0, np.int32), np.empty(0, np.uint8), np.empty(0, np.float32), np.empty(0, np.float32))
