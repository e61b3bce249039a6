"""Hashes under which words meet that differ by a letter or two: those of each word with one or two of its first letters left out.

Two words that share such a hash need not be near: whoever asks compares them. (The idea is W. Garbe's, SymSpell; here the words are
rows of a matrix and all hashes of all words are computed at once.)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

WIDTH = 8
"""So many first letters count; what differs behind them costs nothing here."""
LONG = 7
"""From this length on two letters may be left out."""

Hashes = npt.NDArray[np.uint32]
_FACTOR = np.uint64(0x100000001B3)


def _patterns(out: int) -> npt.NDArray[np.intp]:
    """Which columns stay when so many are left out; column WIDTH is always empty."""
    rows = [[WIDTH if column in gone else column for column in range(WIDTH)] for gone in combinations(range(WIDTH), out)]
    return np.array(rows, dtype=np.intp)


_KEPT = (_patterns(0), _patterns(1), _patterns(2))


def matrix(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    """The first letters of the words, one row each; 0 behind the end."""
    letters = np.array([word.encode("ascii", "replace")[:WIDTH] for word in words], dtype=f"S{WIDTH + 1}")
    return letters.view(np.uint8).reshape(len(words), WIDTH + 1)


def hashes(letters: npt.NDArray[np.uint8], out: int, seed: int) -> Hashes:
    """Of each row, the hashes with exactly so many letters left out: an array (words, ways)."""
    kept = letters[:, _KEPT[out]]
    found = np.full(kept.shape[:2], seed + 1, dtype=np.uint64)
    for column in range(WIDTH):
        letter = kept[:, :, column].astype(np.uint64)
        found = np.where(letter > 0, (found ^ letter) * _FACTOR, found)
    return (found ^ (found >> np.uint64(32))).astype(np.uint32)


def one_hash(word: str, seed: int) -> int:
    """Of a whole word, however long; never 0."""
    found = seed + 1
    for letter in word.encode("ascii", "replace"):
        found = ((found ^ letter) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return ((found ^ (found >> 32)) & 0xFFFFFFFF) or 1
