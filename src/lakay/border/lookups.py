"""What the node knows of a traveller at the moment of reading: the movement that this one would pair with, and the stay."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from lakay.border.models import Crossing
from lakay.border.pack import stay_for
from lakay.border.queries import last_admitted
from lakay.border.rules import Direction, Problem, Shown, overstay


@dataclass(frozen=True, slots=True)
class Stay:
    """Of an entry: the rule and the last permitted day. Of an exit: the entry that it ends, and the days too many."""

    pairs_with: UUID | None = None
    overstay_days: int | None = None
    rule: str = ""
    until_on: date | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """All that was looked up of a traveller. Bulk work hands in what it knows already, so that nothing is asked twice."""

    stay: Stay = field(default_factory=Stay)
    problems: tuple[Problem, ...] = ()


def stay_at_exit(last: Crossing | None, today: date) -> Stay:
    """The stay that ends when somebody leaves whose last movement is given."""
    if last is None or last.direction != Direction.ENTRY:
        return Stay()
    days = overstay(last.stay_until_on, today)
    return Stay(last.pk, days, problems=(Problem.OVERSTAY,) if days else ())


def stay_at_entry(last: Crossing | None, nationality: str, document: str, today: date) -> Stay:
    """The stay that begins when somebody enters."""
    pairs_with = last.pk if last is not None and last.direction == Direction.EXIT else None
    allowed = stay_for(nationality, document, today)
    if allowed is None:
        return Stay(pairs_with)
    problems = (Problem.VISA_NEEDED,) if allowed.visa else ()
    return Stay(pairs_with, None, allowed.rule, allowed.until_on, problems)


def look_up(person: UUID | None, shown: Shown, *, direction: str, today: date) -> Known:
    """Look a traveller up; `person` is None for one whom the node meets for the first time."""
    last = last_admitted(person) if person else None
    leaving = direction == Direction.EXIT
    stay = stay_at_exit(last, today) if leaving else stay_at_entry(last, shown.nationality, shown.kind, today)
    return Known(stay, stay.problems)
