"""Everybody who may pass a gate: each comes back when their errand is done, and sometimes somebody new is in the line."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random

from lakay.border.models import Crossing
from lakay.border.rules import Direction, Shown, from_zone
from lakay.demo.inventing import Invented, Names, invent
from lakay.demo.rhythm import Gate
from lakay.people.models import Document, Person
from lakay.traveldocs.parsing import parse

NEW_IN_THE_LINE = 0.05
"""Share of newcomers where nobody's errand is done yet; the others of the line come a little early."""

WITH_CHILDREN = 0.08
NEIGHBOURS = frozenset({"HTI", "DOM"})
OTHER_WAY = {Direction.ENTRY: Direction.EXIT, Direction.EXIT: Direction.ENTRY}


@dataclass(slots=True)
class Traveller:
    """An invented person, what they show at the booth and, once they have passed, their records."""

    invented: Invented
    shown: Shown
    days_away: float
    children: list[Traveller] = field(default_factory=list)
    holder: tuple[Person, Document] | None = None
    last: Crossing | None = None
    watched: bool = False
    """Somebody whom the alert list may mean: the booth looks them up as it does at work."""

    @property
    def party(self) -> list[Traveller]:
        """The traveller and the children with them."""
        return [self, *self.children]


Waiting = tuple[datetime, int, Traveller]


@dataclass(slots=True)
class Crowd:
    """The invented people of the country, by the gate and the way they will come next."""

    random: Random
    names: Names
    today: date
    everybody: list[Traveller] = field(default_factory=list)
    _waiting: dict[tuple[str, Direction], list[Waiting]] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=count)

    def someone(self, gate: Gate, direction: Direction, at: datetime, most: int) -> Traveller:
        """The next in the line, with at most `most` people in their party."""
        line = self._waiting.get((gate.post, direction), [])
        if line and (line[0][0] <= at or self.random.random() >= NEW_IN_THE_LINE) and len(line[0][2].party) <= most:
            return heappop(line)[2]
        return self._newcomer(gate, with_children=most > 3)

    def passed(self, gate: Gate, direction: Direction, traveller: Traveller, at: datetime) -> None:
        """They went through, and will come back the other way."""
        away = timedelta(days=traveller.days_away * self.random.uniform(0.5, 1.6))
        self.expect(gate.post, OTHER_WAY[direction], traveller, at + away)

    def expect(self, post: str, direction: Direction, traveller: Traveller, at: datetime) -> None:
        """Somebody will be in the line of a gate."""
        heappush(self._waiting.setdefault((post, direction), []), (at, next(self._numbers), traveller))

    def enter(self, traveller: Traveller) -> Traveller:
        """Somebody belongs to the crowd from now on."""
        self.everybody.append(traveller)
        return traveller

    def _newcomer(self, gate: Gate, *, with_children: bool) -> Traveller:
        country = self.random.choices(list(gate.nations), list(gate.nations.values()))[0]
        away = 2.5 if country in NEIGHBOURS and gate.market_days else 24.0
        traveller = self._invented(country, away)
        if with_children and self.random.random() < WITH_CHILDREN:
            traveller.children = [self._child(traveller) for _n in range(self.random.randint(1, 3))]
        return traveller

    def _child(self, adult: Traveller) -> Traveller:
        born_on = self.today - timedelta(days=self.random.randint(400, 17 * 365))
        child = invent(self.random, self.names, self.today, adult.invented.country, born_on, adult.invented.surname)
        return self.enter(Traveller(child, self._zone(child), adult.days_away))

    def _invented(self, country: str, days_away: float) -> Traveller:
        invented = invent(self.random, self.names, self.today, country)
        return self.enter(Traveller(invented, self._zone(invented), days_away))

    def _zone(self, invented: Invented) -> Shown:
        return from_zone(parse(invented.mrz, today=self.today))
