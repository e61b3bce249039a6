"""A year of crossings, written through the same actions as at the booth, many to a commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from lakay.border.actions import (
    Reading,
    check_minor,
    close_shift,
    declare,
    open_encounter,
    open_shift,
    record_crossing,
)
from lakay.border.lookups import Known, stay_at_entry, stay_at_exit
from lakay.border.models import Crossing, Encounter, Shift
from lakay.border.queries import counts_of
from lakay.border.rules import Accompanied, Assessment, Channel, Decision, Direction, Problem, Shown, age_on, assess, from_zone
from lakay.demo.inventing import Invented, Names, invent
from lakay.demo.rhythm import direction_at, instants, share_out
from lakay.journal.keys import KeyRing, node_keys
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.people.models import Document, Person
from lakay.traveldocs.parsing import parse

REGULARS = 0.82
"""Share of crossings by people who pass again and again: traders, workers, families on both sides."""

IN_A_COMMIT = 300
REFUSED_OF_STOPPED = "expired"
HOME = "HTI"


@dataclass(slots=True)
class Traveller:
    """An invented person and, once they have passed, their records."""

    invented: Invented
    shown: Shown
    holder: tuple[Person, Document] | None = None
    last: Crossing | None = None


@dataclass(slots=True)
class Crowd:
    """Everybody who may pass a gate."""

    random: Random
    names: Names
    today: date
    regulars: list[Traveller] = field(default_factory=list)

    def someone(self) -> Traveller:
        """The next person in the line."""
        if self.regulars and self.random.random() < REGULARS:
            return self.random.choice(self.regulars)
        return self._newcomer()

    def _newcomer(self) -> Traveller:
        invented = invent(self.random, self.names, self.today)
        traveller = Traveller(invented, from_zone(parse(invented.mrz, today=self.today)))
        self.regulars.append(traveller)
        return traveller


@dataclass(frozen=True, slots=True)
class Line:
    """A day at a gate: the officer, the shift, and who is in the line when."""

    officer: Actor
    shift: Shift
    day: date


Plan = list[tuple[date, str, int]]


def play(
    *, total: int, first: date, last: date, officers: dict[str, Actor], crowd: Crowd, progress: Callable[[int], None]
) -> int:
    """Let `total` people pass between two days. Returns how many passed."""
    done = 0
    ring = KeyRing(node_keys())
    for chunk in _chunks(share_out(total, first, last)):
        with one_turn(ring):
            for day, post, count in chunk:
                _play_day(officers[post], post, day, count, crowd)
                done += count
        progress(done)
    return done


def _chunks(counts: dict[tuple[date, str], int]) -> Iterator[Plan]:
    """Days of gates, as many to a commit as have some hundred crossings together."""
    chunk: Plan = []
    for (day, post), count in counts.items():
        if count:
            chunk.append((day, post, count))
        if sum(part[2] for part in chunk) >= IN_A_COMMIT:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _play_day(officer: Actor, post: str, day: date, count: int, crowd: Crowd) -> None:
    moments = list(instants(crowd.random, day, count))
    opening = open_shift(by=officer, at=moments[0] - timedelta(minutes=1), post=post, lane="1", direction=Direction.EXIT)
    line = Line(officer, Shift.objects.get(pk=opening.id_of(Shift)), day)
    for at in moments:
        _pass(line, at, crowd)
    counts = counts_of(line.shift)
    close_shift(
        by=officer, at=moments[-1] + timedelta(minutes=5), shift=line.shift, said_entries=counts.entries, said_exits=counts.exits
    )


def _pass(line: Line, at: datetime, crowd: Crowd) -> None:
    traveller = crowd.someone()
    line.shift.direction = direction_at(crowd.random, at)
    reading = Reading(traveller.shown, Channel.READER, line.day, HOME)
    known = _known(traveller, line)
    receipt = open_encounter(by=line.officer, at=at, shift=line.shift, reading=reading, holder=traveller.holder, known=known)
    if traveller.holder is None:
        traveller.holder = _holder(traveller, receipt.id_of(Person), receipt.id_of(Document))
    encounter = _as_opened(line, receipt.id_of(Encounter), traveller, at, reading, known)
    _do_steps(line, encounter, at)
    may_admit = Assessment(tuple(encounter.problems)).may_admit
    receipt = record_crossing(
        by=line.officer,
        at=at + timedelta(seconds=crowd.random.randint(6, 40)),
        encounter=encounter,
        decision=Decision.ADMITTED if may_admit else Decision.REFUSED,
        reason="" if may_admit else REFUSED_OF_STOPPED,
        local_on=line.day,
        age=age_on(traveller.invented.born_on, line.day),
        still_open=(),
    )
    if may_admit:
        traveller.last = Crossing(
            id=receipt.id_of(Crossing), direction=line.shift.direction, stay_until_on=encounter.stay_until_on
        )


def _known(traveller: Traveller, line: Line) -> Known:
    """What the booth would have looked up, from memory."""
    shown = traveller.shown
    if line.shift.direction == Direction.EXIT:
        stay = stay_at_exit(traveller.last, line.day)
    else:
        stay = stay_at_entry(traveller.last, shown.nationality, shown.kind, line.day)
    return Known(stay, stay.problems, stranger=traveller.holder is None)


def _do_steps(line: Line, encounter: Encounter, at: datetime) -> None:
    """What the officer asks before the decision: who comes with a child, whether the visa is there."""
    steps = Assessment(tuple(encounter.problems)).steps
    later = at + timedelta(seconds=3)
    if Problem.MINOR in steps:
        check_minor(by=line.officer, at=later, encounter=encounter, answer=Accompanied.PARENT)
    if Problem.VISA_NEEDED in steps:
        declare(by=line.officer, at=later, encounter=encounter, purpose="visit", visa_shown=True)


def _holder(traveller: Traveller, person: UUID, document: UUID) -> tuple[Person, Document]:
    """The records just written, as far as the booth needs them, without reading them back."""
    invented = traveller.invented
    holder = Person(id=person, sex=invented.sex, nationalities=[invented.country])
    return holder, Document(id=document, person=holder, status="valid")


def _as_opened(line: Line, encounter: UUID, traveller: Traveller, at: datetime, reading: Reading, known: Known) -> Encounter:
    """The encounter as it was just written, without reading it back."""
    if traveller.holder is None:
        raise LookupError(encounter)
    person, document = traveller.holder
    assessment = assess(reading.shown, today=line.day, home=HOME, direction=line.shift.direction, document_status=document.status)
    stay = known.stay
    return Encounter(
        id=encounter,
        shift=line.shift,
        post=line.shift.post,
        person=person,
        document=document,
        officer=line.officer.id,
        at=at,
        problems=[*assessment.problems, *known.problems],
        pairs_with=stay.pairs_with,
        overstay_days=stay.overstay_days,
        stay_rule=stay.rule,
        stay_until_on=stay.until_on,
    )
