"""How much a shared word of a name tells: little if many bear it, much if few do.

The weight of a word is the natural logarithm of 1 / (the share of people who bear it): 3.5 for a word of three people in a hundred, 11.5
for one of one in a hundred thousand. Two people who share words of total weight w are one in e^w by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from math import log

from lakay.names.sounds import sound_keys
from lakay.names.tables import tables

PEOPLE = 100_000
"""The tables of the pack count bearers among so many people. A word that they do not know is taken for as rare as one of them."""
COMMONEST = 0.05
"""No word is taken for commoner than this share, or a list of one family would call its name worthless."""

Weigh = Callable[[str], float]


@lru_cache(maxsize=50_000)
def weight(word: str) -> float:
    """What the word (as `tokens` gives it) tells, by the pack's estimates; one that is not listed, by the names it sounds like."""
    shares = tables().shares
    share = shares.get(word) or max((_by_sound().get(key, 0.0) for key in sound_keys(word)[:2]), default=0.0)
    return _weight(share / PEOPLE, 1 / PEOPLE)


def counted(counts: Mapping[str, int], people: int) -> Weigh:
    """The same from the counts of a list that is searched: word -> how many of its people bear it."""

    def of_this_list(word: str) -> float:
        return _weight(counts.get(word, 0) / people, 1 / max(people, 2))

    return of_this_list


def _weight(share: float, least: float) -> float:
    return -log(min(max(share, least), COMMONEST))


@lru_cache(maxsize=1)
def _by_sound() -> Mapping[str, float]:
    """The first sound keys of the listed words, with the share of the commonest."""
    found: dict[str, float] = {}
    for word, share in tables().shares.items():
        for key in sound_keys(word)[:2]:
            found[key] = max(found.get(key, 0.0), share)
    return found
