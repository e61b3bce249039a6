"""The words of a name for the index: what `lakay.names.tokens` finds, remembered, as a million people share their names."""

from __future__ import annotations

from functools import lru_cache

from lakay.names.normal import spelling
from lakay.names.tables import tables
from lakay.names.tokens import tokens

MOST_WORDS = 10
"""Of one name. Longer ones exist; the words behind are left out."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of the family names or of the given names of one person: as `tokens` gives them."""
    found: tuple[str, ...] = ()
    for piece in text.split():
        words = _plain(piece)
        if words is None:
            return tokens(text)
        found += words
    return found


def line_of(family: str, given: str) -> tuple[tuple[str, ...], int]:
    """The words of a line of the list, and how many of them are family names."""
    families, givens = words_of(family), words_of(given)
    few = len(families) + len(givens) <= MOST_WORDS
    words = tuple(dict.fromkeys((*families, *givens))) if few else (families + givens)[:MOST_WORDS]
    return words, min(len(families), len(words))


def asked_of(family: str, given: str) -> tuple[tuple[str, ...], int]:
    """The words of a question, each once, and how many of them are family names."""
    families, givens = words_of(family), words_of(given)
    return tuple(dict.fromkeys(families + givens))[:MOST_WORDS], len(dict.fromkeys(families))


@lru_cache(maxsize=1 << 18)
def _plain(piece: str) -> tuple[str, ...] | None:
    """The words of a piece between blanks; None where they depend on what stands beside: particles, titles, abbreviations, marks."""
    if "," in piece or "<" in piece:
        return None
    known, words = tables(), tuple(spelling(piece).split())
    special = known.particles | known.titles | known.saints | known.abbreviations.keys()
    return words if special.isdisjoint(words) else None


def document_number(text: str) -> str:
    """The number of a document without blanks, marks and case."""
    return text if text.isalnum() and text.isupper() else "".join(letter for letter in text.upper() if letter.isalnum())
