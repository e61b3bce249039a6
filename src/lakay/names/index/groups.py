"""The words of a question, each with the words of the list that may be it, and how much a meeting of the two tells."""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from enum import IntEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from lakay.names.index.building import BY_SOUND, BY_SPELLING, MOST_SOUNDS, NEAR_SOUNDS
from lakay.names.index.columns import Columns
from lakay.names.index.nearness import near_hashes, one_hash
from lakay.names.index.otherwise import other_forms
from lakay.names.index.rarity import Rarity
from lakay.names.sounds import sound_keys

LEAST_ALIKE = 0.5
"""Words whose spelling agrees in less than half of the longer one are no candidates, unless they sound alike."""
CLOSE = 0.72
"""From here on one word may well be a slip of the other."""
FORM_ALIKE = 0.7
"""How like a name its short form is taken to be, and its form in another language."""
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
    FORM = 8
    """A short form, or the name in another language."""


NEAR, CUT, SOUND, SAME, FORM = (int(kin) for kin in (Kin.NEAR, Kin.CUT, Kin.SOUND, Kin.SAME, Kin.FORM))


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

    def __init__(self, columns: Columns, rarity: Rarity) -> None:
        self.columns = columns
        self.rarity = rarity
        self._shift = np.uint32(33 - len(columns.buckets).bit_length())
        self._known: OrderedDict[tuple[str, bool], Group] = OrderedDict()
        self._sounding: OrderedDict[str, Group] = OrderedDict()

    def group(self, word: str, *, cut: bool = False) -> Group:
        """The words that may be this one. `cut`: its end may be missing."""
        found = self._known.get((word, cut))
        if found is None:
            found = self._known[word, cut] = self._look_up(word, cut)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return found

    def weight(self, word: str) -> float:
        """What the word tells: by those who have it; if nobody does, by those who have one close to it, of which it may be a slip."""
        place = self.columns.place(word)
        if place >= 0:
            return self.rarity.tells(place)
        near = self.group(word)
        close = near.tells[near.alike >= CLOSE]
        return float(close.max()) if len(close) else self.rarity.rarest

    def sounding(self, word: str) -> Group:
        """The words spelt or sounding like this one, and no others: for words joined."""
        found = self._sounding.get(word)
        if found is None:
            keys = [one_hash(key, BY_SOUND) for key in sound_keys(word)[:MOST_SOUNDS]]
            places = self._meeting(keys)
            found = self._sounding[word] = self._grouped(word, places, keys) if len(places) else _nobody(word)
            if len(self._sounding) > REMEMBERED:
                self._sounding.popitem(last=False)
        return found

    def spelt(self, word: str) -> Group:
        """This very word, which must be in the vocabulary: for half a word."""
        place = self.columns.place(word)
        tells = np.array([self.rarity.tells(place)], dtype=np.float32)
        return Group(word, np.array([place], np.int32), np.array([SAME], np.uint8), np.ones(1, np.float32), tells)

    def _look_up(self, word: str, cut: bool) -> Group:
        if len(word) == 1:
            return _nobody(word)
        sounds = sound_keys(word)[:MOST_SOUNDS]
        keys = [one_hash(key, BY_SOUND) for key in sounds]
        wanted = near_hashes(word, BY_SPELLING, 2).union(keys)
        for key in sounds[:NEAR_SOUNDS]:
            wanted |= near_hashes(key, BY_SOUND, 1)
        return self._grouped(word, self._meeting(list(wanted)), keys, cut=cut)

    def _grouped(self, word: str, places: npt.NDArray[np.int32], keys: list[int], *, cut: bool = False) -> Group:
        sound = (self.columns.sounds[places][:, :, None] == np.array(keys, dtype=np.uint32)).any(axis=(1, 2))
        texts = self.columns.words
        alike = cdist([word], [texts[place] for place in places.tolist()], scorer=OSA.normalized_similarity, dtype=np.float32)[0]
        kins = sound.astype(np.uint8) * (SOUND - NEAR) + NEAR
        kins[alike == 1.0] = SAME
        keep = sound | (alike >= LEAST_ALIKE)
        places, kins, alike = self._with_forms(word, places[keep], kins[keep], alike[keep])
        if cut:
            places, kins, alike = self._with_longer(word, places, kins, alike)
        return self._weighed(word, places, kins, alike)

    def _meeting(self, wanted: list[int]) -> npt.NDArray[np.int32]:
        """The words under these hashes."""
        columns = self.columns
        asked = np.array(wanted, dtype=np.uint32)
        bucket = asked >> self._shift
        first = columns.buckets[bucket].astype(np.int64)
        last = columns.buckets[bucket + np.uint32(1)].astype(np.int64)
        near = spans(first, last)
        return sorted_unique(columns.hashed[near[columns.hashes[near] == np.repeat(asked, last - first)]])

    def _with_forms(
        self, word: str, places: npt.NDArray[np.int32], kins: npt.NDArray[np.uint8], alike: npt.NDArray[np.float32]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
        """And the other forms of the name that the pack lists."""
        known = [place for form in other_forms(word) if (place := self.columns.place(form)) >= 0]
        if not known:
            return places, kins, alike
        better = np.isin(places, known) & (kins == NEAR) & (alike < FORM_ALIKE)
        kins[better], alike[better] = FORM, FORM_ALIKE
        more = np.setdiff1d(np.array(known, dtype=np.int32), places)
        return (
            np.concatenate((places, more)),
            np.concatenate((kins, np.full(len(more), FORM, dtype=np.uint8))),
            np.concatenate((alike, np.full(len(more), FORM_ALIKE, dtype=np.float32))),
        )

    def _with_longer(
        self, word: str, places: npt.NDArray[np.int32], kins: npt.NDArray[np.uint8], alike: npt.NDArray[np.float32]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.uint8], npt.NDArray[np.float32]]:
        """And the words of which this one is the beginning."""
        first, last = bisect_left(self.columns.words, word), bisect_left(self.columns.words, word + "[")
        if last - first > MOST_CUT:
            return places, kins, alike
        longer = np.setdiff1d(np.arange(first, last, dtype=np.int32), places[kins == SAME])
        rest = ~np.isin(places, longer)
        return (
            np.concatenate((places[rest], longer)),
            np.concatenate((kins[rest], np.full(len(longer), CUT, dtype=np.uint8))),
            np.concatenate((alike[rest], np.full(len(longer), 0.85, dtype=np.float32))),
        )

    def _weighed(
        self, word: str, places: npt.NDArray[np.int32], kins: npt.NDArray[np.uint8], alike: npt.NDArray[np.float32]
    ) -> Group:
        rank = np.where(kins == SAME, 2.0, alike + np.where((kins == CUT) | (kins == SOUND), 0.6, 0.0))
        order = np.argsort(-rank, kind="stable")[: MOST_CUT if (kins == CUT).any() else MOST_NEAR]
        ranked = rank[order]
        bearers = np.cumsum(self.rarity.bearers[places[order]])
        at_least = bearers[np.searchsorted(-ranked, -ranked, side="right") - 1] if len(order) else bearers
        tells = (self.rarity.rarest - np.log(np.minimum(at_least, self.rarity.people))).astype(np.float32)
        by_place = np.argsort(places[order])
        chosen = order[by_place]
        return Group(word, places[chosen], kins[chosen], alike[chosen], tells[by_place])


def sorted_unique(numbers: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """Each number once, in order; faster than np.unique for a handful."""
    numbers.sort()
    keep = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=keep[1:])
    return numbers[keep]


def spans(first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """All numbers from each first up to, not including, each last."""
    sizes = last - first
    total = int(sizes.sum())
    ends = np.cumsum(sizes)
    return np.repeat(first - (ends - sizes), sizes) + np.arange(total)


def _nobody(word: str) -> Group:
    return Group(word, np.empty(0, np.int32), np.empty(0, np.uint8), np.empty(0, np.float32), np.empty(0, np.float32))
