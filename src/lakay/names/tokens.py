"""A name as words with their roles, however it was written: with a comma, as a machine-readable zone, with titles, initials or joined.

`tokens` gives the words by which a name is indexed; `parse` also says what each is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lakay.names.normal import spelling
from lakay.names.tables import Tables, tables

_SAINT_JOINED = re.compile(r"ST(?=[BCDFGJLMNPVX][A-Z]{2})")
"""A saint written as one word with its name: STLOUIS, STFLEUR. No other name of the region begins so; with a vowel, H, R or Y many do."""


class Role(StrEnum):
    """What a word does in a name."""

    FAMILY = "family"
    GIVEN = "given"
    NAME = "name"
    """Family or given: the writing does not say."""
    PARTICLE = "particle"
    INITIAL = "initial"
    SAINT = "saint"
    TITLE = "title"


class Place(StrEnum):
    """Which part of a name a word stands in."""

    FAMILY = "family"
    GIVEN = "given"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, as `spelling` writes it."""

    word: str
    role: Role
    place: Place
    compound: bool = False
    """Joined to its neighbour by a hyphen: Jean-Baptiste."""


def tokens(text: str) -> tuple[str, ...]:
    """The words of a name by which it is found, without titles and particles, abbreviations written out; never empty for a name."""
    parsed = parse(text)
    wanted = tuple(token.word for token in parsed if token.role not in {Role.TITLE, Role.PARTICLE})
    return wanted or tuple(token.word for token in parsed)


def parse(text: str, place: Place = Place.ANY) -> tuple[Token, ...]:
    """All words in order. `FAMILY, given` and `FAMILY<<GIVEN` say which is which; else all words are at `place`."""
    words = tables()
    family, mark, given = text.partition("<<") if "<<" in text else text.partition(",")
    if mark and place is Place.ANY and spelling(given):
        return (*_part(family, Place.FAMILY, words), *_part(given, Place.GIVEN, words))
    return tuple(_part(text, place, words))


def _part(text: str, place: Place, known: Tables) -> Iterator[Token]:
    pieces = [(word, len(words) > 1) for piece in text.split() for words in [spelling(piece).split()] for word in words]
    for word, compound in pieces:
        meant = (known.abbreviations.get(word) if len(pieces) > 1 else None) or _saint(word, known)
        for each in meant:
            yield Token(each, _role(each, place, known), place, compound or len(meant) > 1)


def _saint(word: str, known: Tables) -> tuple[str, ...]:
    """STLOUIS is SAINT LOUIS; STELOUIS is SAINTE LOUIS because Louis is a name, and STELLA remains one."""
    if _SAINT_JOINED.match(word):
        return (*known.abbreviations.get("ST", ("ST",)), word[2:])
    if word.startswith("STE") and word[3:] in known.shares:
        return (*known.abbreviations.get("STE", ("STE",)), word[3:])
    return (word,)


def _role(word: str, place: Place, known: Tables) -> Role:
    if word in known.titles:
        return Role.TITLE
    if word in known.saints:
        return Role.SAINT
    if word in known.particles:
        return Role.PARTICLE
    if len(word) == 1:
        return Role.INITIAL
    return {Place.FAMILY: Role.FAMILY, Place.GIVEN: Role.GIVEN, Place.ANY: Role.NAME}[place]
