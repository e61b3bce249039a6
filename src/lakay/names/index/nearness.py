"""Hashes under which words meet that differ by a letter or two: those of each word with one or two of its first letters left out.

Two words that share such a hash need not be near: whoever asks compares them. (The idea is W. Garbe's, SymSpell.) The hash is the
CRC-32 of zlib; for all the words of a list it is computed at once, as rows of a matrix, and for one word asked by zlib itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from zlib import crc32

import numpy as np
import numpy.typing as npt

WIDTH = 8
"""So many first letters count; what differs behind them costs nothing here."""
SHORTEST = (0, 3, 7)
"""From which length on no letter, one letter, two letters may be left out."""

Hashes = npt.NDArray[np.uint32]
_ALL = np.uint32(0xFFFFFFFF)


def _table() -> Hashes:
    """What CRC-32 (ISO-HDLC, reversed 0xEDB88320) makes of each byte."""
    found = np.arange(256, dtype=np.uint32)
    for _bit in range(8):
        found = np.where(found & 1, (found >> np.uint32(1)) ^ np.uint32(0xEDB88320), found >> np.uint32(1))
    return found


def _patterns(out: int) -> npt.NDArray[np.intp]:
    """Which columns stay when so many are left out; column WIDTH is always empty."""
    rows = [[WIDTH if column in gone else column for column in range(WIDTH)] for gone in combinations(range(WIDTH), out)]
    return np.array(rows, dtype=np.intp)


_BYTE = _table()
_KEPT = (_patterns(0), _patterns(1), _patterns(2))


def matrix(words: Sequence[str]) -> npt.NDArray[np.uint8]:
    """The first letters of the words, one row each; 0 behind the end."""
    letters = np.array([word.encode("ascii", "replace")[:WIDTH] for word in words], dtype=f"S{WIDTH + 1}")
    return letters.view(np.uint8).reshape(len(words), WIDTH + 1)


def hashes(letters: npt.NDArray[np.uint8], out: int, seed: int) -> Hashes:
    """Of each row, the hashes with exactly so many letters left out: an array (words, ways)."""
    kept = letters[:, _KEPT[out]]
    found = np.full(kept.shape[:2], seed, dtype=np.uint32) ^ _ALL
    for column in range(WIDTH):
        letter = kept[:, :, column]
        found = np.where(letter > 0, _BYTE[(found ^ letter) & np.uint32(0xFF)] ^ (found >> np.uint32(8)), found)
    return found ^ _ALL


def near_hashes(word: str, seed: int, most: int) -> set[int]:
    """Of one word, the same hashes with up to so many letters left out."""
    letters = word.encode("ascii", "replace")
    first = letters[:WIDTH]
    found = {first}
    if most and len(letters) >= SHORTEST[1]:
        shorter = {first[:at] + first[at + 1 :] for at in range(len(first))}
        found |= shorter
        if most > 1 and len(letters) >= SHORTEST[2]:
            found |= {less[:at] + less[at + 1 :] for less in shorter for at in range(len(less))}
    return {crc32(text, seed) for text in found}


def one_hash(word: str, seed: int) -> int:
    """Of a whole word, however long; never 0."""
    return crc32(word.encode("ascii", "replace"), seed) or 1
