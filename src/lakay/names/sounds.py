"""How a name sounds, as short keys: names written by ear share one. For Haitian Creole and French, Spanish and English.

A spelling does not say its language, so a word is read in several ways: the French reading of JEAN is the Creole reading of JAN. Two
words sound alike if they share a key. Keys are for comparing only and are no phonetic alphabet: nasal AN, EN and IN are one, U is I as in
Creole (Lucien, Lisyen), R before O is W (Robert, Wobè), and R that ends a syllable is silent (Pierre, Pyè).
"""

from __future__ import annotations

from functools import lru_cache

from lakay.names.readings import (
    AS_IN_ENGLISH,
    CODA,
    CREOLE,
    CREOLE_EN,
    ENGLISH,
    FRENCH_CONSONANTS,
    FRENCH_ILL,
    FRENCH_VOWELS,
    MUTE_ENDING,
    MUTE_INSIDE,
    SILENT_ENDING,
    SPANISH,
    read,
)

SHORTEST = 2
"""A key of one letter says nothing: a word whose keys are all shorter keeps its spelling as key."""


@lru_cache(maxsize=50_000)
def sound_keys(word: str) -> tuple[str, ...]:
    """The keys of one word of a name (capital letters A to Z, as `tokens` gives them), the likeliest in Haiti first; one to seven."""
    keys = [*french_keys(word), *creole_keys(word), *spanish_keys(word), read(word, (ENGLISH,))]
    unique = tuple(dict.fromkeys(key.upper() for key in keys if len(key) >= SHORTEST))
    return unique or (word,)


def french_keys(word: str) -> list[str]:
    """Read as French: with its last E mute, or sounded (a zone has no accents, so Dorce may be Dorcé), and LL as in Camille or Lucille."""
    bare = read(word, (FRENCH_CONSONANTS,))
    bases = [read(bare, (FRENCH_ILL,)), bare] if "ILL" in bare else [bare]
    found = []
    for base in bases:
        ends_mute = base.endswith(("E", "ES"))
        endings = (
            [(MUTE_INSIDE, MUTE_ENDING), (MUTE_ENDING,), ()] if ends_mute else [(MUTE_INSIDE, SILENT_ENDING), (SILENT_ENDING,)]
        )
        found += [read(base, ending) for ending in endings]
    return [read(ended, (FRENCH_VOWELS, CODA)) for ended in dict.fromkeys(found)]


def creole_keys(word: str) -> list[str]:
    """Read as Creole, where each letter is heard."""
    ways = [(CREOLE, CODA), (CREOLE_EN, CREOLE, CODA)] if word.endswith("EN") else [(CREOLE, CODA)]
    return [read(word, way) for way in ways]


def spanish_keys(word: str) -> list[str]:
    """Read as Spanish; a first J also as in English."""
    key = read(word, (SPANISH,))
    return [key, read(key, (AS_IN_ENGLISH,))] if key.startswith(("J", "DJ")) else [key]
