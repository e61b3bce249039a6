"""A day at a gate: the shift is opened, people pass or are counted, some are sent to the second line, the officer counts and leaves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random

from lakay.border.actions import close_shift, count_person, identify_traveller, open_shift, record_crossing
from lakay.border.actions.encounters import Spoken
from lakay.border.models import Encounter, Shift
from lakay.border.rules import AgeGroup, Assessment, Decision, Direction, Problem, ShiftStatus
from lakay.demo.booth import HOME, pass_party
from lakay.demo.crowd import Crowd
from lakay.demo.desk import Desk, Officers
from lakay.demo.inventing import invent
from lakay.demo.rhythm import Gate, direction_at, instants
from lakay.kernel.partial_dates import PartialDate
from lakay.people.models import Person
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import NameGiven

WITHOUT_PAPERS = 0.006
"""Share of those coming home at a land gate who have no document and say who they are."""

AGE_GROUPS = {AgeGroup.INFANT: 4, AgeGroup.CHILD: 7, AgeGroup.YOUTH: 9, AgeGroup.ADULT: 70, AgeGroup.OLD: 10}
WOMEN = 0.62
"""Most who go to market are women."""

MISCOUNTS = 0.02


def play_day(officers: Officers, gate: Gate, day: date, count: int, crowd: Crowd) -> None:
    """Let `count` people through, or refuse them, in the hours of the gate."""
    moments = list(instants(crowd.random, day, count))
    booth = officers.booth
    opens_at = moments[0] - timedelta(minutes=1)
    opened = open_shift(by=booth, at=opens_at, post=gate.post, lane="1", direction=Direction.EXIT).id_of(Shift)
    shift = Shift(id=opened, officer=booth.id, post=gate.post, lane="1", direction=Direction.EXIT, status=ShiftStatus.OPEN)
    desk = Desk(officers, shift, day, crowd.random)
    left = count
    while left:
        at = moments[count - left]
        desk.shift.direction = direction_at(crowd.random, at)
        left -= _next(desk, gate, at, left, crowd)
    _close(desk, moments[-1] + timedelta(minutes=5))


def _next(desk: Desk, gate: Gate, at: datetime, most: int, crowd: Crowd) -> int:
    """Whoever is next. Returns how many people that were."""
    direction = Direction(desk.shift.direction)
    drawn = crowd.random.random()
    if drawn < gate.counted:
        _count(desk, at)
        return 1
    if gate.market_days and direction is Direction.ENTRY and drawn > 1 - WITHOUT_PAPERS:
        _identify(desk, at, crowd)
        return 1
    traveller = crowd.someone(gate, direction, at, most)
    if pass_party(desk, traveller, at):
        crowd.passed(gate, direction, traveller, at)
    return len(traveller.party)


def _count(desk: Desk, at: datetime) -> None:
    group = desk.random.choices(list(AGE_GROUPS), list(AGE_GROUPS.values()))[0]
    sex = "F" if desk.random.random() < WOMEN else "M"
    count_person(by=desk.booth, at=at, shift=desk.shift, sex=sex, age_group=group, local_on=desk.day)
    desk.note_passed()


def _identify(desk: Desk, at: datetime, crowd: Crowd) -> None:
    """A grown-up citizen without papers comes home."""
    who = invent(crowd.random, crowd.names, crowd.today, HOME, _grown_up(crowd.random, desk.day))
    spoken = Spoken(
        name=NameGiven(NameKind.SPOKEN, who.surname, who.given_names),
        sex=who.sex,
        birth=PartialDate(who.born_on.year, estimated=True),
        nationality=HOME,
        mother=f"{crowd.names.draw(crowd.random, HOME, 'given-f')} {who.surname}",
    )
    receipt = identify_traveller(by=desk.booth, at=at, shift=desk.shift, spoken=spoken, today=desk.day, home=HOME)
    encounter = desk.loaded(receipt.id_of(Encounter))
    _let_in(desk, encounter, at + timedelta(seconds=40))


def _let_in(desk: Desk, encounter: Encounter, at: datetime) -> None:
    assessment = Assessment(tuple(Problem(code) for code in encounter.problems))
    ages = _ages(encounter.person, desk.day)
    if assessment.may_admit and not assessment.steps:
        record_crossing(
            by=desk.booth,
            at=at,
            encounter=encounter,
            decision=Decision.ADMITTED,
            local_on=desk.day,
            age=ages,
            still_open=(),
            watch=False,
        )
        desk.note_passed()
    else:
        record_crossing(
            by=desk.booth, at=at, encounter=encounter, decision=Decision.REFUSED, reason="in-doubt", local_on=desk.day, age=ages
        )


def _ages(person: Person, day: date) -> int | None:
    ages = person.born.age_on(day)
    return ages[0] if ages and ages[0] == ages[1] else None


def _grown_up(random: Random, day: date) -> date:
    return day - timedelta(days=random.randint(20 * 365, 70 * 365))


def _close(desk: Desk, at: datetime) -> None:
    """The officer's own count is the register's, but for a slip now and then."""
    slip = 1 if desk.random.random() < MISCOUNTS else 0
    entries, exits = desk.passed[Direction.ENTRY] + slip, desk.passed[Direction.EXIT]
    close_shift(by=desk.booth, at=at, shift=desk.shift, said_entries=entries, said_exits=exits)
