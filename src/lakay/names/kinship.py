"""How two words of names are akin: the same, alike by sound, one a short form of the other, male and female forms, or strangers."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from lakay.names.folding import search_key
from lakay.names.sounds import sound_keys
from lakay.names.tables import tables


class Kin(IntEnum):
    """From the closest down. The order decides which words of two names are laid beside each other."""

    SAME = 9
    SOUND = 8
    """One key of sound in common: Guillaume, Giyom."""
    NEAR = 7
    """A slip of the keyboard or the ear: at least four letters in five agree."""
    SHORT = 6
    """A short or pet form of the other."""
    CUT = 5
    """The beginning of the other, three letters or more."""
    LANGUAGE = 4
    """The same name in another language: Pierre, Pedro."""
    INITIAL = 3
    LOOSE = 2
    """Somewhat alike: three letters in five."""
    GENDER = 1
    """The male and the female form of one name: alike, and another person."""
    NONE = 0


class Bond(NamedTuple):
    """`rank` orders bonds: the kin first, then how like the letters are. `likeness` is 1 for the same letters, 0 for none."""

    rank: float
    kin: Kin
    likeness: float


NEAR = 0.8
LOOSE = 0.6
_LONGER = 2
"""A slip adds at most so many letters."""
_LETTERS = 3
"""So many letters of a beginning are taken for a cut-off word."""


@lru_cache(maxsize=100_000)
def bond(one: str, two: str) -> Bond:
    """How two words (as `tokens` gives them) are akin. Symmetric."""
    if one == two:
        return Bond(10.0, Kin.SAME, 1.0)
    likeness = _likeness(one, two)
    kin = _kin(one, two, likeness)
    return Bond(kin + likeness * 0.99, kin, likeness)


def _kin(one: str, two: str, likeness: float) -> Kin:
    if len(one) == 1 or len(two) == 1:
        return Kin.INITIAL if one[0] == two[0] else Kin.NONE
    if are_other_gender(one, two):
        return Kin.GENDER
    if search_key(one) == search_key(two):
        return Kin.SAME
    if not set(sound_keys(one)).isdisjoint(sound_keys(two)):
        return Kin.SOUND
    return _by_table(one, two) or _by_letters(one, two, likeness)


def _by_table(one: str, two: str) -> Kin | None:
    known = tables()
    if known.spelling.get(one, frozenset()) & known.spelling.get(two, frozenset()):
        return Kin.SOUND
    if known.short.get(one, frozenset()) & known.short.get(two, frozenset()):
        return Kin.SHORT
    if known.language.get(one, frozenset()) & known.language.get(two, frozenset()):
        return Kin.LANGUAGE
    return None


def _by_letters(one: str, two: str, likeness: float) -> Kin:
    shorter, longer = sorted((one, two), key=len)
    if likeness >= NEAR and len(longer) - len(shorter) <= _LONGER:
        return Kin.NEAR
    if len(shorter) >= _LETTERS and longer.startswith(shorter):
        return Kin.CUT
    return Kin.LOOSE if likeness >= LOOSE else Kin.NONE


def _likeness(one: str, two: str) -> float:
    """The share of letters that agree, by spelling or by the likeliest sound, whichever is more; swapped neighbours cost one."""
    spelt = max(OSA.normalized_similarity(one, two), 1.5 * JaroWinkler.similarity(one, two) - 0.5)
    heard = OSA.normalized_similarity(sound_keys(one)[0], sound_keys(two)[0])
    return max(spelt, heard)


def are_other_gender(one: str, two: str) -> bool:
    """Whether one is the man's and the other the woman's form of a name, by the pack's list; or one is a listed man's name and the other
    the same with a woman's ending."""
    known = tables()
    first, second = known.gender.get(one, frozenset()), known.gender.get(two, frozenset())
    if any((("f" if of[0] == "m" else "m") + of[1:]) in second for of in first):
        return True
    shorter, longer = sorted((one, two), key=len)
    mans = known.sexes.get(shorter) == frozenset("m") and "m" not in known.sexes.get(longer, frozenset())
    return mans and longer in _womens(shorter)


def _womens(name: str) -> tuple[str, ...]:
    """The woman's forms that a man's name may have: Martine, Michelle, Daniela, Mariana."""
    stem = name[:-1] if name[-1] in "OE" else name
    return (f"{stem}E", f"{stem}A", f"{stem}{stem[-1]}E", f"{stem}{stem[-1]}A")


def are_both_listed(one: str, two: str) -> bool:
    """Whether the pack knows both as names people have."""
    shares = tables().shares
    return one in shares and two in shares
