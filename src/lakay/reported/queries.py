"""What is asked of the figures of others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet

from lakay.access.visibility import visible
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.reported.models import Figures, Series
from lakay.reported.rules import Value, read


@dataclass(frozen=True, slots=True)
class Held:
    """A value that holds, and the edition of the source it is from."""

    value: Value
    vintage: str


def standing(by: Actor, purpose: Purpose) -> QuerySet[Series]:
    """The series that somebody may see and that have not ended, with how many deliveries they had and when the last came."""
    told = {"times": Count("deliveries"), "last_at": Max("deliveries__at")}
    return visible(by, purpose, Series).filter(ended_at=None).annotate(**told).order_by("what", "title", "code")


def deliveries(series: Series) -> list[Figures]:
    """The deliveries of a series, the newest first."""
    return list(Figures.objects.filter(series=series).order_by("-at", "-id"))


def values_of(series: Series) -> list[Held]:
    """The values that hold: of two with the same period and dimensions, the one that came later. In the order of periods."""
    found: dict[tuple[str, tuple[str, ...]], Held] = {}
    for delivery in reversed(deliveries(series)):
        _columns, values = read(delivery.content)
        found |= {(value.period, value.where): Held(value, delivery.vintage) for value in values}
    return [found[key] for key in sorted(found)]


def beside(by: Actor, purpose: Purpose, indicators: Sequence[str]) -> list[Series]:
    """The series shown with some indicators of ours."""
    return [one for one in standing(by, purpose) if one.beside in set(indicators) - {""}]
