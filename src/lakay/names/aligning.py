"""Two names laid beside each other: which word of one answers which word of the other, and what is left over on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from lakay.names.forms import Form
from lakay.names.kinship import NEAR, Kin, bond
from lakay.names.sounds import sound_keys

_SHORTEST = 4
"""A word of fewer letters is not several in one."""
_LONGER = 3
"""Several words in one, written by ear, may lose or gain so many letters and still count as near."""
Bonds = Sequence[tuple[float, Kin, float, int, int]]


class Pair(NamedTuple):
    """One word of the first name and one of the second (their places), or words joined into one."""

    one: int
    two: int
    kin: Kin
    likeness: float
    weight: float
    """What the pair tells: the mean weight of its two sides."""
    joined: bool = False


class Alignment(NamedTuple):
    """The pairs from the closest down, and the places of the words of each name that found nobody."""

    pairs: list[Pair]
    rest_one: list[int]
    rest_two: list[int]


def align(one: Form, two: Form) -> Alignment:
    """The closest words first; each word once. Words joined or split to the letter or the sound are closer than a slip (ROSEMARIE is Rose
    Marie before it is a short form of Rose); those nearly so are tried for what finds no close partner."""
    pairs, free_one, free_two = _equal(one, two)
    if free_one and free_two:
        bonds = sorted([(*bond(one.words[i], two.words[j]), i, j) for i in free_one for j in free_two], reverse=True)
        for words, joined in ((Kin.SOUND, Kin.SOUND), (Kin.SHORT, Kin.INITIAL)):
            _take(bonds, words, one, two, pairs, free_one, free_two)
            if free_one and free_two:
                _take_joined(joined, one, two, pairs, free_one, free_two)
        _take(bonds, Kin.GENDER, one, two, pairs, free_one, free_two)
    return Alignment(pairs, free_one, free_two)


def _equal(one: Form, two: Form) -> tuple[list[Pair], list[int], list[int]]:
    """The words that both names have, and the places of the others: for most pairs that is all."""
    pairs: list[Pair] = []
    free_one: list[int] = []
    for i, word in enumerate(one.words):
        j = two.at.get(word, -1)
        if j < 0 or one.at[word] != i:
            free_one.append(i)
        else:
            pairs.append(Pair(i, j, Kin.SAME, 1.0, (one.weights[i] + two.weights[j]) / 2))
    taken = {pair.two for pair in pairs}
    return pairs, free_one, [j for j in range(len(two.words)) if j not in taken]


def _take(bonds: Bonds, least: Kin, one: Form, two: Form, pairs: list[Pair], free_one: list[int], free_two: list[int]) -> None:
    """Pair the free words that are at least so close; they are free no more."""
    for rank, kin, likeness, i, j in bonds:
        if rank < least:
            break
        if i in free_one and j in free_two:
            free_one.remove(i)
            free_two.remove(j)
            pairs.append(Pair(i, j, kin, likeness, (one.weights[i] + two.weights[j]) / 2))


def _take_joined(least: Kin, one: Form, two: Form, pairs: list[Pair], free_one: list[int], free_two: list[int]) -> None:
    """Pair words that are several words of the other name in one, on either side, at least so close."""
    if two.runs:
        pairs += _joined(least, one, two, free_one, free_two)
    if one.runs:
        turned = _joined(least, two, one, free_two, free_one)
        pairs += [Pair(pair.two, pair.one, pair.kin, pair.likeness, pair.weight, joined=True) for pair in turned]


def _joined(least: Kin, one: Form, two: Form, free_one: list[int], free_two: list[int]) -> list[Pair]:
    """Free words of the first name that are several free words of the second in one: JANBATIS, Jean Baptiste; or their initials: JB."""
    pairs = []
    for i in tuple(free_one):
        word = one.words[i]
        runs = [
            (bond_of_joined(word, words), places)
            for words, letters, places in two.runs
            if places.issubset(free_two) and (abs(len(word) - letters) <= letters // 2 or len(word) == len(words))
        ]
        (kin, likeness), places = max(runs, key=lambda run: run[0], default=((Kin.NONE, 0.0), frozenset()))
        if kin >= least:
            weight = (one.weights[i] + sum([two.weights[j] for j in places])) / 2
            pairs.append(Pair(i, min(places), kin, likeness, weight, joined=True))
            free_one.remove(i)
            free_two[:] = [j for j in free_two if j not in places]
    return pairs


@lru_cache(maxsize=20_000)
def bond_of_joined(word: str, words: tuple[str, ...]) -> tuple[Kin, float]:
    """How a word is akin to several in one. Each of them is heard by itself: the S of Louis is silent in Pyelwi."""
    if word == "".join(each[0] for each in words):
        return Kin.INITIAL, 0.5
    text = "".join(words)
    if word == text:
        return Kin.SAME, 1.0
    if len(word) < _SHORTEST or abs(len(word) - len(text)) > len(text) // 2:
        return Kin.NONE, 0.0
    heard = "".join(sound_keys(each)[0] for each in words)
    likeness = max(OSA.normalized_similarity(heard, key) for key in sound_keys(word))
    if likeness == 1.0:
        return Kin.SOUND, 1.0
    found = bond(word, text)
    if max(found.likeness, likeness) < NEAR or abs(len(word) - len(text)) > _LONGER:
        return Kin.NONE, 0.0
    return max(found.kin, Kin.NEAR), max(found.likeness, likeness)
