"""The words of a name as they are spelt, in capital letters A to Z, whatever alphabet, accents or reader they came through.

Unlike `search_key` it keeps the spelling, because the sound is read off it: GUERLINE is not GURLINE. The transliterations with X of
ICAO Doc 9303-3 §6 are undone (NXX, UXX); the others (UE, OE, AE, AA) are folded only where two spellings are compared.
"""

from __future__ import annotations

import re

from anyascii import anyascii

_APOSTROPHES = re.compile(r"['’‘ʼ`ʹʾʿ]")
_NOT_LETTERS = re.compile(r"[^A-Z]+")
_DIGIT_IN_A_WORD = re.compile(r"(?<=[A-Z])[012345689]|[012345689](?=[A-Z])")
_READ_WRONG = {"0": "O", "1": "I", "2": "Z", "3": "E", "4": "A", "5": "S", "6": "G", "8": "B", "9": "G"}
_TRANSLITERATED = (("NXX", "N"), ("UXX", "U"))


def spelling(text: str) -> str:
    """Capital letters A to Z and single spaces. A digit inside a word is a letter that a reader took wrongly (0 for O)."""
    letters = _APOSTROPHES.sub("", anyascii(_APOSTROPHES.sub("", text))).upper()
    if not letters.isalpha():
        letters = _DIGIT_IN_A_WORD.sub(lambda found: _READ_WRONG[found[0]], letters)
        letters = _NOT_LETTERS.sub(" ", letters).strip()
    for written, folded in _TRANSLITERATED:
        if written in letters:
            letters = letters.replace(written, folded)
    return letters
