"""The words of a name for the index: what `lakay.names.tokens` finds, remembered, as a million people share their names."""

from __future__ import annotations

from functools import lru_cache

from lakay.names.tokens import tokens

MOST_WORDS = 10
"""Of one name. Longer ones exist; the words behind are left out."""


@lru_cache(maxsize=1 << 16)
def words_of(text: str) -> tuple[str, ...]:
    """The words of the family names or of the given names of one person."""
    return tokens(text)


def document_number(text: str) -> str:
    """The number of a document without blanks, marks and case."""
    return text if text.isalnum() and text.isupper() else "".join(letter for letter in text.upper() if letter.isalnum())
