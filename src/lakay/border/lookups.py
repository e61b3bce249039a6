"""What the node knows of a traveller at the moment of reading: the movement that this one would pair with, the stay, the alerts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from lakay.border.models import Crossing
from lakay.border.pack import declaration_for, stay_for
from lakay.border.queries import last_admitted
from lakay.border.rules import Direction, Problem, Shown, closes_the_way, overstay
from lakay.kernel.partial_dates import PartialDate
from lakay.watchlist.categories import VEHICLE
from lakay.watchlist.queries import Hit, foresee, hits


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
    stranger: bool = False
    """Certainly met for the first time: the document need not be looked for."""
    hits: tuple[Hit, ...] = ()


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


def look_up(person: UUID | None, shown: Shown, *, direction: str, today: date, at: datetime) -> Known:
    """Look a traveller up; `person` is None for one whom the node meets for the first time."""
    stay = stay_of(last_admitted(person) if person else None, shown, direction=direction, today=today)
    found = alerts_about(shown, direction=direction, at=at)
    return Known(stay, (*problems_of(found), *stay.problems, *asked_of(shown, direction)), hits=tuple(found))


def foresee_alerts(shown: Shown) -> None:
    """Do what is slow about the alerts of a document before its holder is entered, while nobody waits for the store."""
    document = (shown.issuing_state, shown.number, shown.kind) if shown.number else None
    foresee(document=document, surname=shown.surname, given_names=shown.given_names, birth=shown.birth)


def foresee_alerts_on_name(family: str, given: str, birth: PartialDate) -> None:
    """The same of somebody without a document."""
    foresee(surname=family, given_names=given, birth=birth)


def stay_of(last: Crossing | None, shown: Shown, *, direction: str, today: date) -> Stay:
    """The stay that begins or ends when somebody passes whose last movement is given."""
    if direction == Direction.EXIT:
        return stay_at_exit(last, today)
    return stay_at_entry(last, shown.nationality, shown.kind, today)


def asked_of(shown: Shown, direction: str) -> tuple[Problem, ...]:
    """The step of the pack's questions, where it has any for whoever shows this."""
    return (Problem.DECLARE,) if declaration_for(direction, shown.nationality, shown.kind).needed else ()


def alerts_about(shown: Shown, *, direction: str, at: datetime) -> list[Hit]:
    """The alerts that may mean whoever shows this."""
    return hits(
        document=(shown.issuing_state, shown.number, shown.kind) if shown.number else None,
        surname=shown.surname,
        given_names=shown.given_names,
        birth=shown.birth,
        sex=shown.sex,
        nationality=shown.nationality,
        direction=direction,
        at=at,
    )


def alerts_about_plate(state: str, plate: str, *, direction: str, at: datetime) -> list[Hit]:
    """The alerts that look for a vehicle, by its exact plate."""
    return hits(document=(state, plate, VEHICLE), direction=direction, at=at)


def look_up_name(
    family: str, given: str, birth: PartialDate, sex: str, nationality: str, *, direction: str, at: datetime
) -> Known:
    """Look up somebody without a document: the alerts on the name."""
    found = hits(surname=family, given_names=given, birth=birth, sex=sex, nationality=nationality, direction=direction, at=at)
    return Known(problems=problems_of(found), hits=tuple(found))


def problems_of(found: Iterable[Hit]) -> tuple[Problem, ...]:
    """What the alerts ask of the booth. A protective one asks for nothing but the protection desk, and says nothing else;
    a silent one asks for nothing."""
    met = {_problem(hit) for hit in found if not hit.silent}
    return tuple(problem for problem in (Problem.ALERT_STOP, Problem.ALERT_LOOK, Problem.PROTECTION) if problem in met)


def _problem(hit: Hit) -> Problem:
    if hit.protective:
        return Problem.PROTECTION
    return Problem.ALERT_STOP if closes_the_way(hit.basis, hit.evidence) else Problem.ALERT_LOOK
