"""What pages of figures ask of the register itself: places, what noise has cost, and nothing about people."""

from __future__ import annotations

from fractions import Fraction

from lakay.places.models import Post
from lakay.statistics.models import NoiseSpent


def departments_of_posts() -> dict[str, str]:
    """The p-code of the department or region of each post, by code of the post."""
    return dict(Post.objects.values_list("code", "place__parent__pcode"))


def spent_on(measure: str) -> Fraction:
    """What all tables with noise of a measure cost together: what one person risks by being counted in all of them."""
    return sum(map(Fraction, NoiseSpent.objects.filter(measure=measure).values_list("epsilon", flat=True)), Fraction())
