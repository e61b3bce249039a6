"""How a traveller goes through the second line, and when admitting them takes two people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from lakay.border.rules.assessment import WEIGHTS, Problem, Weight
from lakay.border.rules.codes import HitOutcome, SecondLineStatus
from lakay.kernel.states import NOBODY, States

S = SecondLineStatus

SECOND_LOOK_STATES = States(
    starts=frozenset({S.WAITING}),
    allowed={
        S.WAITING: frozenset({S.TAKEN, S.LEFT}),
        S.TAKEN: frozenset({S.WAITING, S.PROPOSED, S.DECIDED, S.LEFT}),
        S.PROPOSED: frozenset({S.TAKEN, S.DECIDED, S.LEFT}),
        S.DECIDED: frozenset(),
        S.LEFT: frozenset(),
    },
    turns={S.WAITING: "second_line", S.TAKEN: "taker", S.PROPOSED: "second_person", S.DECIDED: NOBODY, S.LEFT: NOBODY},
)
"""A traveller waits, is taken (or put back), perhaps a second person must agree, and it is decided. `left`: they went away."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An alert that met the traveller: whether it stops them, and what the second line found (empty: nothing yet)."""

    stops: bool
    outcome: str


def standing_stops(problems: Iterable[str], hits: Iterable[Answered]) -> tuple[Problem, ...]:
    """What still closes the way after the second line has looked: to admit against it takes two people.

    An alert no longer stands against somebody who was found to be another person.
    """
    cleared = all(hit.outcome == HitOutcome.OTHER for hit in hits if hit.stops)
    stops = (Problem(code) for code in problems if WEIGHTS[Problem(code)] is Weight.STOP)
    return tuple(problem for problem in stops if not (problem is Problem.ALERT_STOP and cleared))


def due_at(since: datetime, minutes: Iterable[int]) -> datetime | None:
    """By when alerts that met a traveller are to be decided upon: the shortest of their times counts. None where none waits."""
    shortest = min(minutes, default=None)
    return None if shortest is None else since + timedelta(minutes=shortest)
