"""Lays the words of a question beside those of many lines at once, and says in numbers how they agree.

Rows are lines (64 or so), columns their words. The most telling pairs come first, each word once; then words written as one, or in two,
are tried where that explains more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from lakay.names.index.columns import Columns
from lakay.names.index.groups import Group
from lakay.names.index.retrieving import Parts

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Truth = npt.NDArray[np.bool_]


class Way(IntEnum):
    """How a word of the question found its own in a line. The first five are those of `Kin`."""

    NONE = 0
    NEAR = 1
    CUT = 2
    SOUND = 3
    SAME = 4
    INITIAL = 5
    JOINED = 6
    COVERED = 7
    """Told by the word before, with which it is one."""
    FORM = 8


INITIAL_TELLS = 2.0
"""What an initial tells: one name in seven begins with a given letter, or so."""
LOOSE_TELLS = 6.0
"""What a word half alike tells, times how like it is: one pair of names in twenty is so like by chance."""
LEAST_LOOSE = 0.6
"""Words left over that agree in less are strangers: names made of the same syllables share half of their letters by chance."""
SHORTEST_LOOSE = 4
MORE = 1.0
"""So much more must words written as one explain to be taken for that."""


@dataclass(slots=True)
class Laid:
    """For each line (row) and word of the question (column)."""

    way: Whole
    tells: Floats
    alike: Floats
    at: Whole
    """Which word of the line; -1 for none."""
    used: Truth
    """For each line and word of the line: whether a word of the question found it."""
    words: npt.NDArray[np.int32]
    """The words of the lines; -1 behind the last."""


def lay(asked: Parts, columns: Columns, lines: Whole) -> Laid:
    """The question beside each of the lines."""
    words = columns.words_of_lines(lines)
    rows, width = words.shape
    size = len(asked.words)
    tells, alike, kin = (np.zeros((rows, size, width)) for _ in range(3))
    for place, group in enumerate(asked.single):
        tells[:, place], alike[:, place], kin[:, place] = _meet(group, words)
    _initials(asked, columns, words, tells, alike, kin)
    laid = Laid(
        way=np.zeros((rows, size), dtype=np.int64),
        tells=np.zeros((rows, size)),
        alike=np.zeros((rows, size)),
        at=np.full((rows, size), -1, dtype=np.int64),
        used=words < 0,
        words=words,
    )
    _pair(laid, tells, alike, kin)
    for place, group in asked.joined.items():
        _join(laid, place, group)
    for place, ways in asked.split.items():
        for halves in ways:
            _split(laid, place, halves)
    _leftovers(laid, asked, columns)
    return laid


def _meet(group: Group, words: npt.NDArray[np.int32]) -> tuple[Floats, Floats, Floats]:
    """What each word of each line tells, how like it is, and its kin; 0 where the group does not know it."""
    if not len(group.words):
        nothing = np.zeros(words.shape)
        return nothing, nothing, nothing
    place = np.minimum(np.searchsorted(group.words, words), len(group.words) - 1)
    there = group.words[place] == words
    return (
        np.where(there, group.tells[place], 0.0),
        np.where(there, group.alike[place], 0.0),
        np.where(there, group.kins[place], 0).astype(np.float64),
    )


def _initials(asked: Parts, columns: Columns, words: npt.NDArray[np.int32], tells: Floats, alike: Floats, kin: Floats) -> None:
    """An initial of the question agrees with a word that begins with it, and the other way round."""
    letters = np.where(words >= 0, columns.letters[words], 0)
    for place, word in enumerate(asked.words):
        letter = ord(word[0])
        agree = (letters & 0x7F == letter) if len(word) == 1 else (letters == letter | 0x80)
        agree &= tells[:, place] == 0
        tells[:, place][agree], alike[:, place][agree], kin[:, place][agree] = INITIAL_TELLS, 0.5, Way.INITIAL


def _pair(laid: Laid, tells: Floats, alike: Floats, kin: Floats) -> None:
    """The most telling pairs first."""
    rows, size, width = tells.shape
    worth = tells * alike
    every = np.arange(rows)
    for _round in range(min(size, width)):
        best = worth.reshape(rows, -1).argmax(axis=1)
        word, at = best // width, best % width
        real = every[worth[every, word, at] > 0]
        if not len(real):
            return
        word, at = word[real], at[real]
        laid.way[real, word] = kin[real, word, at]
        laid.tells[real, word] = tells[real, word, at]
        laid.alike[real, word] = alike[real, word, at]
        laid.at[real, word] = at
        laid.used[real, at] = True
        worth[real, word, :] = 0
        worth[real, :, at] = 0


def _leftovers(laid: Laid, asked: Parts, columns: Columns) -> None:
    """Words left over on both sides that are somewhat alike: two slips in a short word, which no hash brings together."""
    free: Truth = np.asarray(laid.way == Way.NONE, dtype=np.bool_)
    open_words = [place for place, word in enumerate(asked.words) if len(word) >= SHORTEST_LOOSE and free[:, place].any()]
    lonely = ~laid.used & free.any(axis=1, keepdims=True)
    there = np.unique(laid.words[lonely])
    if not open_words or not len(there):
        return
    texts = [columns.words[word] for word in there.tolist()]
    likeness = cdist([asked.words[place] for place in open_words], texts, scorer=OSA.normalized_similarity, dtype=np.float32)
    column = np.minimum(np.searchsorted(there, laid.words), len(there) - 1)
    for row, place in enumerate(open_words):
        found = np.where(laid.used | ~free[:, place][:, None], 0.0, likeness[row][column])
        at = found.argmax(axis=1)
        best = found[np.arange(len(at)), at]
        good = np.flatnonzero(best >= LEAST_LOOSE)
        laid.way[good, place], laid.at[good, place], laid.alike[good, place] = Way.NEAR, at[good], best[good]
        laid.tells[good, place] = min(LOOSE_TELLS, asked.weights[place]) * best[good]
        laid.used[good, at[good]] = True


def _join(laid: Laid, place: int, group: Group) -> None:
    """Two words of the question that a line writes as one."""
    tells, alike, _kin = _meet(group, laid.words)
    worth = tells * alike
    at = worth.argmax(axis=1)
    every = np.arange(len(at))
    before = (laid.tells * laid.alike)[:, place : place + 2].sum(axis=1)
    better = every[worth[every, at] > before + MORE]
    _free(laid, better, place)
    _free(laid, better, place + 1)
    _take(laid, better, place, at[better], tells[better, at[better]], alike[better, at[better]])
    laid.way[better, place + 1] = Way.COVERED


def _split(laid: Laid, place: int, halves: tuple[Group, Group]) -> None:
    """A word of the question that a line writes as two."""
    one, two = (_meet(half, laid.words)[0] for half in halves)
    at, beside = one.argmax(axis=1), two.argmax(axis=1)
    every = np.arange(len(at))
    first, second = one[every, at], two[every, beside]
    before = (laid.tells * laid.alike)[:, place]
    better = every[(first > 0) & (second > 0) & (at != beside) & (first + second > before + MORE)]
    _free(laid, better, place)
    _take(laid, better, place, at[better], (first + second)[better], np.full(len(better), 0.95))
    laid.used[better, beside[better]] = True


def _free(laid: Laid, rows: Whole, place: int) -> None:
    """The word of the line that this word had found is free again."""
    at = laid.at[rows, place]
    had = at >= 0
    laid.used[rows[had], at[had]] = False
    laid.at[rows, place], laid.tells[rows, place], laid.alike[rows, place] = -1, 0.0, 0.0


def _take(laid: Laid, rows: Whole, place: int, at: Whole, tells: Floats, alike: Floats) -> None:
    """This word is told by that word of the line, joined or split. Whatever else had found that word keeps nothing of it."""
    others = laid.at[rows] == at[:, None]
    for column in range(laid.at.shape[1]):
        lost = rows[others[:, column]]
        laid.way[lost, column], laid.at[lost, column] = Way.NONE, -1
        laid.tells[lost, column], laid.alike[lost, column] = 0.0, 0.0
    laid.way[rows, place], laid.at[rows, place] = Way.JOINED, at
    laid.tells[rows, place], laid.alike[rows, place] = tells, alike
    laid.used[rows, at] = True
