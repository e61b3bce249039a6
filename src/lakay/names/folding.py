"""One key for the spellings that a machine-readable zone, a clerk and a keyboard without accents give the same name.

It undoes accents and the transliterations of ICAO Doc 9303-3 §6 (MÜLLER is MUELLER, MULLER or MUXXLLER in a zone). It does not
know which Kreyòl and French names are one.
"""

from __future__ import annotations

import re

from anyascii import anyascii

_APOSTROPHES = re.compile(r"['’‘ʼ`]")
_NOT_LETTERS = re.compile(r"[^A-Z]+")
_TRANSLITERATED = (("NXX", "N"), ("UXX", "U"), ("UE", "U"), ("OE", "O"), ("AE", "A"), ("AA", "A"))

PARTICLES = frozenset({"DE", "LA", "LE", "DU", "DES", "LES", "DEL", "LOS", "LAS", "DA", "DI", "DOS", "VAN", "VON"})
"""Words that so many names share that they tell nothing."""


def search_key(text: str) -> str:
    """A name in capital letters A to Z and single spaces, without accents, marks or transliterations: `MULLER` for Müller.

    For comparing with other keys only; it is nobody's name.
    """
    letters = _APOSTROPHES.sub("", anyascii(_APOSTROPHES.sub("", text))).upper()
    for written, folded in _TRANSLITERATED:
        letters = letters.replace(written, folded)
    return _NOT_LETTERS.sub(" ", letters).strip()


def search_tokens(*texts: str) -> frozenset[str]:
    """The words of names by which a person can be found; particles only where a name has nothing else."""
    words = {word for text in texts for word in search_key(text).split()}
    return frozenset(words - PARTICLES or words)
