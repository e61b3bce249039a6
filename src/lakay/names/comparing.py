"""Are these two one person? A score in [0, 1], a band, and the evidence for it.

The score is calibrated: of pairs like those it was trained on (half of them true), about that share with this score were one person.
Among a million strangers true pairs are far rarer than half; the bands and whoever acts on them take that into account.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from lakay.names.evidence import Evidence, beside, of_names
from lakay.names.features import RARE, features
from lakay.names.forms import Form, person_form
from lakay.names.frequency import Weigh, weight
from lakay.names.model import Model, logistic, model
from lakay.names.people import Person


class Band(StrEnum):
    """What to do with a pair: nothing, look, or look at once."""

    NONE = "none"
    POSSIBLE = "possible"
    STRONG = "strong"


class Comparison(NamedTuple):
    """What `compare` found. The evidence is ordered: names first, then what stands beside them."""

    score: float
    band: Band
    evidence: tuple[Evidence, ...]


def compare(one: Person, two: Person, weigh: Weigh = weight) -> Comparison:
    """Two people. Where nothing but names is known on one side, the names alone decide; where there is no name, the rest does."""
    numbers = model()
    first, second = person_form(one, weigh), person_form(two, weigh)
    others = tuple(each._replace(points=numbers.person[each.code]) for each in beside(one, two))
    named: tuple[Evidence, ...] = ()
    odds = numbers.person_bias
    if first.words and second.words:
        aligned, found = features(first, second)
        named = of_names(first, second, aligned)
        odds = _odds(found, numbers)
        if others:
            odds = numbers.person_bias + numbers.person["name"] * odds + numbers.person["rare"] * found[RARE]
    score = logistic(odds + sum(each.points for each in others))
    return Comparison(score, band(score, numbers), (*named, *others))


def score_names(one: Form, two: Form) -> float:
    """The score of two names alone, without the evidence: what a bulk comparison calls."""
    numbers = model()
    return logistic(_odds(features(one, two)[1], numbers))


def band(score: float, numbers: Model) -> Band:
    """The band of a score."""
    if score >= numbers.strong:
        return Band.STRONG
    return Band.POSSIBLE if score >= numbers.possible else Band.NONE


def name_odds(found: list[float]) -> float:
    """The log-odds that features of two names are of one name."""
    return _odds(found, model())


def _odds(found: list[float], numbers: Model) -> float:
    return sum([a * b for a, b in zip(found, numbers.name, strict=True)], numbers.name_bias)
