"""Signs of trafficking: the operational indicators of ILO and European Commission (2009) as versioned data of the country pack.

A dimension is positive if one of the pack's lines fires; readings say what the positive dimensions mean together. The engine only
ever suggests "possible", and shows which line fired on which answers. Under eighteen the means are not asked for (Palermo Protocol,
article 3c): exploitation is enough.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lakay.places.pack.records import Names
from lakay.protection.rules.instruments import YES

EITHER = "/"


class Weight(StrEnum):
    """How much a sign weighs by the Delphi rounds."""

    STRONG = "S"
    MEDIUM = "M"
    WEAK = "W"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One sign of a dimension, with its weight for the age of its set. `unverified`: nobody has checked the weight at the source."""

    code: str
    dimension: str
    weight: Weight
    unverified: bool
    labels: Names


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """The signs for one form of exploitation and one age. `complete` is False where the source could not be found: it reads nothing."""

    code: str
    version: str
    age: str
    exploitation: str
    complete: bool
    indicators: tuple[Indicator, ...]
    labels: Names

    @property
    def dimensions(self) -> tuple[str, ...]:
        """Its dimensions in the order of the pack."""
        return tuple(dict.fromkeys(indicator.dimension for indicator in self.indicators))


@dataclass(frozen=True, slots=True)
class Line:
    """A way for a dimension to be positive: at least so many strong, medium and weak signs, and so many medium or weak together."""

    code: str
    strong: int
    medium: int
    weak: int
    medium_or_weak: int
    labels: Names

    def fires(self, strong: int, medium: int, weak: int) -> bool:
        """Whether the counts are enough."""
        return (
            strong >= self.strong
            and medium >= self.medium
            and weak >= self.weak
            and medium + weak >= max(self.medium_or_weak, self.medium + self.weak)
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What positive dimensions mean together for an age. `needs`: each group must have one positive dimension."""

    code: str
    age: str
    needs: tuple[tuple[str, ...], ...]
    possible: bool
    labels: Names

    def fits(self, positive: Collection[str]) -> bool:
        """Whether every group has a positive dimension."""
        return all(any(dimension in positive for dimension in group) for group in self.needs)


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension as answered: the signs found, strongest first, and the line that fired on them, if any."""

    code: str
    found: tuple[Indicator, ...]
    line: Line | None

    @property
    def positive(self) -> bool:
        """Whether a line fired."""
        return self.line is not None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the answers say: every dimension with its reasons, and the reading that fits best, if any. Never a decision."""

    of_set: IndicatorSet
    dimensions: tuple[Dimension, ...]
    reading: Reading | None

    @property
    def possible(self) -> bool:
        """Whether a person of an agency must decide about trafficking."""
        return self.reading is not None and self.reading.possible

    @property
    def unverified(self) -> bool:
        """Whether weights that nobody has checked at the source carry this."""
        return any(sign.unverified for dimension in self.dimensions if dimension.positive for sign in dimension.found)


class MissingSource(LookupError):
    """The set has no signs yet, for its source could not be found: nothing can be read by it."""


def assess(of_set: IndicatorSet, lines: Sequence[Line], readings: Sequence[Reading], answers: Mapping[str, Any]) -> Assessment:
    """Read answers (indicator code -> yes, no or unknown) by a set. Raises MissingSource for an incomplete set."""
    if not of_set.complete:
        raise MissingSource(of_set.code)
    dimensions = tuple(_dimension(code, of_set, lines, answers) for code in of_set.dimensions)
    positive = {dimension.code for dimension in dimensions if dimension.positive}
    fitting = (reading for reading in readings if reading.age == of_set.age and reading.fits(positive))
    return Assessment(of_set, dimensions, next(fitting, None))


_ORDER = list(Weight)


def _dimension(code: str, of_set: IndicatorSet, lines: Sequence[Line], answers: Mapping[str, Any]) -> Dimension:
    found = [one for one in of_set.indicators if one.dimension == code and answers.get(one.code) == YES]
    counts = [sum(one.weight is weight for one in found) for weight in _ORDER]
    line = next((line for line in lines if line.fires(*counts)), None)
    return Dimension(code, tuple(sorted(found, key=lambda one: _ORDER.index(one.weight))), line)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the criteria of a test of the pack: an answer to a question of an instrument."""

    test: str
    code: str
    instrument: str
    question: str
    value: str
    labels: Names


@dataclass(frozen=True, slots=True)
class Tested:
    """How a test of the pack came out: which criteria are met, which are not known. It is met only if all are."""

    test: str
    met: tuple[Criterion, ...]
    unknown: tuple[Criterion, ...]
    asked: int

    @property
    def is_met(self) -> bool:
        """Whether every criterion is met."""
        return len(self.met) == self.asked > 0


def outcome_of(test: str, criteria: Sequence[Criterion], answers: Mapping[str, Mapping[str, Any]]) -> Tested:
    """Hold a test against the answers of each instrument. Not every child who lives apart is a child in domesticity."""
    own = [one for one in criteria if one.test == test]
    given = {one.code: answers.get(one.instrument, {}).get(one.question) for one in own}
    met = tuple(one for one in own if given[one.code] == one.value)
    unknown = tuple(one for one in own if given[one.code] not in {"yes", "no"})
    return Tested(test, met, unknown, len(own))
