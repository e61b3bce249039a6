"""Which figures can be published, and in which tables they usually are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lakay.publication.codes import Sensitivity
from lakay.statistics.indicators import MONTH, Indicator
from lakay.statistics.registry import NoSuchIndicator, indicator, indicators
from lakay.statistics.shapes import Sensitivity as OfFacts

MOST_DIMENSIONS = 3
CLASS_OF = {
    OfFacts.MOVEMENTS: Sensitivity.MOVEMENTS,
    OfFacts.SECURITY: Sensitivity.PROTECTION,
    OfFacts.PROTECTION: Sensitivity.PROTECTION,
}
"""What the police did is published by the rule of protection: eleven, and nobody is not said."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table that is to come out: an indicator, and by what it is told apart (`month` makes a table over time)."""

    code: str
    by: tuple[str, ...]

    @property
    def key(self) -> str:
        """How forms name it."""
        return ":".join((self.code, *self.by))


class NotReleasable(ValueError):
    """No table of it can come out: it is of another class, or is not told apart like this."""


class DoesNotAddUp(NotReleasable):
    """Persons and rates: the totals of a table are no sums, so that the attack on sums says nothing of what they give away (ADR 27)."""


BORDER = (
    Wanted("border.movements", (MONTH, "direction")),
    Wanted("border.movements", ("post", "direction")),
    Wanted("border.movements", ("direction", "sex")),
    Wanted("border.movements", ("direction", "age_group")),
    Wanted("border.movements", ("nationality",)),
    Wanted("border.refusals", ("reason",)),
    Wanted("border.overstays", ("band",)),
)
PROTECTION = (
    Wanted("protection.intakes", (MONTH, "origin")),
    Wanted("protection.intakes", ("sex", "age_group")),
    Wanted("protection.screenings", ("instrument",)),
    Wanted("sdg.16_2_2", ("sex",)),
)
SETS: Mapping[Sensitivity, tuple[Wanted, ...]] = {Sensitivity.MOVEMENTS: BORDER, Sensitivity.PROTECTION: PROTECTION}
"""The tables of a bulletin, by class: what the page proposes."""


def releasable(sensitivity: Sensitivity) -> dict[str, Indicator]:
    """The indicators of a class that can be published: plain counts in which nobody stands in two cells."""
    return {
        code: one
        for code, one in indicators().items()
        if one.adds and one.of is None and MONTH in one.dimensions and CLASS_OF[one.sensitivity] is sensitivity
    }


def checked(wanted: Wanted, sensitivity: Sensitivity) -> Indicator:
    """The indicator of a table that can come out. Raises NotReleasable, DoesNotAddUp."""
    try:
        one = indicator(wanted.code)
    except NoSuchIndicator as unknown:
        raise NotReleasable(wanted.code) from unknown
    if not one.adds or one.of is not None:
        raise DoesNotAddUp(wanted.key)
    by = set(wanted.by)
    fits = 0 < len(by) == len(wanted.by) <= MOST_DIMENSIONS and by <= set(one.dimensions)
    if not fits or wanted.code not in releasable(sensitivity):
        raise NotReleasable(wanted.key)
    return one


def measure_of(one: Indicator) -> str:
    """What is counted, as the ledger calls it: the first indicator that counts the same of the same facts.

    Two indicators of one count are one measure, so that a table of one is attacked together with the tables of the other.
    """
    same = (one.facts.name, one.rows, one.value)
    return next(code for code, other in indicators().items() if (other.facts.name, other.rows, other.value) == same)
