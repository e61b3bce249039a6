"""The frequent name that a word may be a slip of: by the country pack's table, which says nothing of any list. Pure."""

from __future__ import annotations

from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from lakay.names.tables import tables

LEAST_ALIKE = 0.7
"""Letters that agree, of the longer word."""
SHORTEST = 4
"""A shorter word is like too many."""


@lru_cache(maxsize=20_000)
def likely_name(word: str) -> str:
    """The name of the table that is most like a word; "" if the word is a name itself, or like none. Of two that are equally like, the more
    frequent."""
    if word in tables().shares or len(word) < SHORTEST:
        return ""
    found = process.extractOne(word, _names(), scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE)
    return str(found[0]) if found else ""


@cache
def _names() -> tuple[str, ...]:
    """The names of the table, the most frequent first: among equals the first is taken."""
    shares = tables().shares
    return tuple(sorted(shares, key=lambda name: (-shares[name], name)))
