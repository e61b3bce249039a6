"""The most that two names can tell is never less than what they do tell."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from bench.names.noise import ask
from bench.names.population import Population
from bench.names.search_index import as_read
from lakay.names.index.bounds import Most, Words
from lakay.names.index.entries import Question
from lakay.names.index.evidence import FEATURES, NAME
from lakay.names.index.model import Model, model
from lakay.names.index.segment import Segment
from lakay.names.index.words import asked_of

PEOPLE = 100


def told(segment: Segment, words: tuple[str, ...], *, cut: bool = False) -> Words:
    """Each word as rare as the list says it."""
    places = [segment.columns.place(word) for word in words]
    tells = [segment.rarity.tells(place) if place >= 0 else segment.rarity.rarest for place in places]
    return Words(words, tuple(tells), cut)


def spoiled(listed: Population) -> list[Question]:
    """People of the list as others wrote them down."""
    random, found = Random(7), []
    for row in range(PEOPLE):
        one = as_read(listed.one(row * 37))
        asked = ask(random, listed.one(row * 37), (one.family, one.given))
        found.append(Question(asked.family, asked.given, asked.birth, asked.sex, asked.nationality, truncated=asked.truncated))
    return found


def differences(listed: Population, segment: Segment, numbers: Model) -> list[float]:
    """Of every line that is weighed for anybody: the bound less what the names tell."""
    most, found = Most(numbers), []
    for question in spoiled(listed):
        asked = told(segment, asked_of(question.family, question.given)[0], cut=question.truncated)
        answer = segment.ask(question)
        names = answer.evidence[:, : len(NAME)] @ numbers.coefficients[: len(NAME)]
        for line, points in zip(answer.lines.tolist(), names.tolist(), strict=True):
            words = segment.columns.tokens[segment.columns.starts[line] : segment.columns.starts[line + 1]]
            found.append(most.of(asked, told(segment, tuple(segment.columns.words[word] for word in words))) - points)
    return found


def test_the_bound_is_never_below_what_the_names_tell_and_often_near(listed: Population, segment: Segment) -> None:
    found = differences(listed, segment, model())
    assert len(found) > 4_000
    assert min(found) > -0.001
    assert np.median(found) < 6


@pytest.mark.parametrize("seed", [1, 2])
def test_it_holds_for_any_coefficients(listed: Population, segment: Segment, seed: int) -> None:
    rng = np.random.default_rng(seed)
    other = replace(model(), coefficients=rng.normal(0, 4, len(FEATURES)))
    other.coefficients[[FEATURES.index("name.rare"), FEATURES.index("name.rarer")]] = 6.0, 5.0
    assert min(differences(listed, segment, other)) > -0.001
