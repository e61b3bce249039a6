"""Two names laid beside each other: which word of one answers which word of the other, and what is left over on both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from lakay.names.forms import Form
from lakay.names.kinship import NEAR, Bond, Kin, bond
from lakay.names.sounds import sound_keys

MOST_JOINED = 3
"""So many words may have been written as one."""
_SHORTEST = 4
"""A word of fewer letters is not several in one."""
_LONGER = 3
"""Several words in one, written by ear, may lose or gain so many letters and still count as near."""
Bonds = Sequence[tuple[Bond, int, int]]


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
    """The closest words first; each word once. Words joined or split are tried for what finds no close partner."""
    bonds = sorted([(bond(a, b), i, j) for i, a in enumerate(one.words) for j, b in enumerate(two.words)], reverse=True)
    free_one, free_two = set(range(len(one.words))), set(range(len(two.words)))
    pairs = _take(bonds, Kin.SHORT, one, two, free_one, free_two)
    if free_one and free_two:
        pairs += _joined(one, two, free_one, free_two)
        pairs += [
            Pair(pair.two, pair.one, pair.kin, pair.likeness, pair.weight, joined=True)
            for pair in _joined(two, one, free_two, free_one)
        ]
        pairs += _take(bonds, Kin.GENDER, one, two, free_one, free_two)
    return Alignment(pairs, sorted(free_one), sorted(free_two))


def _take(bonds: Bonds, least: Kin, one: Form, two: Form, free_one: set[int], free_two: set[int]) -> list[Pair]:
    """The pairs of free words that are at least so close; they are free no more."""
    pairs = []
    for (rank, kin, likeness), i, j in bonds:
        if rank < least:
            break
        if i in free_one and j in free_two:
            free_one.remove(i)
            free_two.remove(j)
            pairs.append(Pair(i, j, kin, likeness, (one.weights[i] + two.weights[j]) / 2))
    return pairs


def _joined(one: Form, two: Form, free_one: set[int], free_two: set[int]) -> list[Pair]:
    """Free words of the first name that are several free words of the second in one: JANBATIS, Jean Baptiste; or their initials: JB."""
    pairs = []
    for i in sorted(free_one):
        word = one.words[i]
        for words, places in _runs(two, free_two):
            kin, likeness = bond_of_joined(word, words)
            if kin is not Kin.NONE:
                weight = (one.weights[i] + sum(two.weights[j] for j in places)) / 2
                pairs.append(Pair(i, min(places), kin, likeness, weight, joined=True))
                free_one.remove(i)
                free_two -= places
                break
    return pairs


@lru_cache(maxsize=200_000)
def bond_of_joined(word: str, words: tuple[str, ...]) -> tuple[Kin, float]:
    """How a word is akin to several in one. Each of them is heard by itself: the S of Louis is silent in Pyelwi."""
    if word == "".join(each[0] for each in words):
        return Kin.INITIAL, 0.5
    text = "".join(words)
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


def _runs(name: Form, free: set[int]) -> Iterator[tuple[tuple[str, ...], set[int]]]:
    """Neighbouring words that are free, particles among them, and their places."""
    for length in range(2, MOST_JOINED + 1):
        for start in range(len(name.spans) - length + 1):
            run = name.spans[start : start + length]
            places = {place for _, place in run if place >= 0}
            if places and places <= free:
                yield tuple([word for word, _ in run]), places
