"""A name made ready for comparing: once for each name, however often it is compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from lakay.names.frequency import Weigh, weight
from lakay.names.people import Person
from lakay.names.tokens import Place, Role, Token, parse

MOST_WORDS, MOST_LETTERS = 12, 40
"""What is longer is no name; the rest is left out, so that no cell of a table holds up the others."""
MOST_JOINED = 3
"""So many words may have been written as one."""
INITIAL_WEIGHT = 2.5
"""What an initial tells: one name in a dozen begins with it."""


class Run(NamedTuple):
    """Words that stand beside each other, how many letters they have together, and their places among the words that count."""

    words: tuple[str, ...]
    letters: int
    places: frozenset[int]


class Form(NamedTuple):
    """The words that count, in order, and what each tells; and all words, particles included, for names joined or split."""

    words: tuple[str, ...]
    weights: tuple[float, ...]
    places: tuple[Place, ...]
    runs: tuple[Run, ...]
    """Neighbouring words that may have been written as one, particles among them: DE LA CRUZ, LA CRUZ."""
    total: float
    """The sum of the weights; above 0 for a name."""
    at: dict[str, int]
    """Where each of `words` stands."""
    cut: int
    """The place of the word that may be cut off, behind which more may be missing; -1 if none."""


@lru_cache(maxsize=20_000)
def form(text: str, weigh: Weigh = weight) -> Form:
    """The form of a name of which nobody says which words are family and which given names. A zone filled to its end may be cut off."""
    return _form(parse(text), weigh, "<" in text and not text.rstrip().endswith("<"))


@lru_cache(maxsize=20_000)
def form_of(family: str, given: str, weigh: Weigh = weight, cut: bool = False) -> Form:
    """The form of a name in two parts."""
    return _form((*parse(family, Place.FAMILY), *parse(given, Place.GIVEN)), weigh, cut)


def person_form(person: Person, weigh: Weigh = weight) -> Form:
    """The form of a person's name, in parts where they are known."""
    if person.family or person.given:
        return form_of(person.family, person.given, weigh, person.cut)
    return form(person.name, weigh)


def _form(parsed: tuple[Token, ...], weigh: Weigh, cut: bool) -> Form:
    spans = _without(parsed, Role.TITLE)
    words = _counting(_without(spans, Role.PARTICLE))
    weights = tuple(INITIAL_WEIGHT if len(token.word) == 1 else weigh(token.word) for token in words)
    order = {(token.word, token.place): place for place, token in enumerate(words)}
    return Form(
        words=tuple(token.word for token in words),
        weights=weights,
        places=tuple(token.place for token in words),
        runs=_runs([(token.word, order.get((token.word, token.place), -1)) for token in spans[: 2 * MOST_WORDS]]),
        total=sum(weights),
        at={token.word: place for place, token in enumerate(words)},
        cut=len(words) - 1 if cut else -1,
    )


def _without(tokens: Sequence[Token], role: Role) -> Sequence[Token]:
    """All words but those of a role; all of them where nothing else would be left."""
    return [token for token in tokens if token.role is not role] or tokens


def _counting(tokens: Sequence[Token]) -> list[Token]:
    """The words that are compared: none too long, each once, and not too many."""
    short = [replace(token, word=token.word[:MOST_LETTERS]) if len(token.word) > MOST_LETTERS else token for token in tokens]
    return list({(token.word, token.place): token for token in short}.values())[:MOST_WORDS]


def _runs(spans: list[tuple[str, int]]) -> tuple[Run, ...]:
    """The runs of all words but titles; a particle has the place -1."""
    found = []
    for length in range(2, MOST_JOINED + 1):
        for start in range(len(spans) - length + 1):
            words, places = zip(*spans[start : start + length], strict=True)
            counting = frozenset(place for place in places if place >= 0)
            if counting:
                found.append(Run(words, sum(map(len, words)), counting))
    return tuple(found)
