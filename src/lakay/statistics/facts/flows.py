"""What tells from where to where: movements counted by day with the places a post joins, and passengers by the other end of the voyage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from typing import NamedTuple

from django.db.models import Count, Max, Sum

from lakay.border.models import Crossing, PassengerFile, PassengerList, Tally
from lakay.border.pack import pack
from lakay.border.rules import Direction
from lakay.places.models import Post
from lakay.statistics.facts.border import Crossings
from lakay.statistics.facts.services import areas
from lakay.statistics.facts.source import Clocks, Make, Row, Told, Whole, days_of, when, yes
from lakay.statistics.sets.flows import FLOWS, VOYAGES

CODE = re.compile(r"[A-Z]{3}|[A-Z]{2}[A-Z2-9]{3}")
"""An airport of IATA, or a place of UN/LOCODE."""


class Joined(NamedTuple):
    """What a post joins: its own place and the one across the line, each with its department."""

    mode: str
    own: tuple[str, str]
    other: tuple[str, str]


def joined() -> dict[str, Joined]:
    """What each post joins, by code of the post."""
    where = areas()
    said = Post.objects.values_list("code", "mode", "place__pcode", "counterpart__place__pcode")
    return {
        code: Joined(mode, *((place or "", where.get(place or "", "")) for place in (own, other)))
        for code, mode, own, other in said
    }


class Flows:
    """Movements that stand, counted by day. A month changes when its crossings do."""

    table = FLOWS

    def months(self) -> Mapping[str, str]:
        """The months with crossings or counts."""
        return Crossings().months()

    def rows(self, month: str, told: Told) -> Iterator[Row]:
        """A row for each day, post, direction and citizenship."""
        posts = joined()
        for (on, post, direction, citizen), number in sorted(_counted(*days_of(month)).items()):
            mode, own, other = posts.get(post, Joined("", ("", ""), ("", "")))
            ends = (*other, *own) if direction == Direction.ENTRY else (*own, *other)
            yield (*when(on, post), direction, mode, citizen, *ends, number)


def _counted(first: date, after: date) -> Counter[tuple[date, str, str, str]]:
    """People by day, post, direction and whether they are citizens."""
    home, found = pack().header.home, Counter[tuple[date, str, str, str]]()
    passed = Crossing.objects.passed().filter(local_on__gte=first, local_on__lt=after).order_by()
    kept = ("local_on", "post", "direction", "nationality")
    for on, post, direction, nation, number in passed.values_list(*kept).annotate(people=Count("id")):
        found[on, post, direction, yes(nation == home) if nation else ""] += number
    counted = Tally.objects.counting().filter(local_on__gte=first, local_on__lt=after).order_by()
    for on, post, direction, number in counted.values_list(*kept[:3]).annotate(people=Sum("number")):
        found[on, post, direction, ""] += number
    return found


def voyages() -> Iterator[Row]:
    """The newest list of each voyage that was to arrive or leave before the last file of lists came: what is ahead is no month of figures.

    Who was on it is nobody's business here.
    """
    clocks, last = Clocks(), PassengerFile.objects.aggregate(last=Max("at"))["last"]
    if last is None:
        return
    said = ("expected_at", "post", "direction", "mode", "elsewhere", "people")
    found = PassengerList.objects.filter(replaced_by=None, expected_at__lte=last, people__gt=0)
    for at, post, direction, mode, elsewhere, number in found.values_list(*said):
        other = elsewhere if CODE.fullmatch(elsewhere) else ""
        yield (*when(clocks.day(at, post), post), direction, mode, other, number)


SOURCES: tuple[Make, ...] = (Flows, partial(Whole, VOYAGES, voyages))
