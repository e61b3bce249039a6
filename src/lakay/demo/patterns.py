"""Patterns in the demo: a few people over four weeks whom the rules notice, some rightly and some not, and what the desk found.

Everything is written through the same actions as at the booth and at the desk; the rules themselves decide what they notice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from lakay.border.actions import (
    CannotAdmit,
    Reading,
    StepsOpen,
    call_protection,
    check_minor,
    close_shift,
    declare,
    open_encounter,
    open_shift,
    record_crossing,
)
from lakay.border.actions.protection_queue import close_call, take_call
from lakay.border.models import Call, Encounter, Shift
from lakay.border.queries import counts_of
from lakay.border.rules import Accompanied, CallStatus, Channel, Decision, Direction
from lakay.demo.inventing import Invented, Names, invent
from lakay.demo.rhythm import ZONE
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.people.models import Person
from lakay.traveldocs.mrz import Mrz
from lakay.traveldocs.parsing import parse

HOME = "HTI"
LANE = "2"
OPENS = time(17, 0)
GROWN = (timedelta(days=22 * 365), timedelta(days=50 * 365))
YOUNG = (timedelta(days=5 * 365), timedelta(days=15 * 365))

NOTES = {
    True: ("Timoun yo ak sant lan.", "Remis au travailleur social.", "Fanmi an pa konnen granmoun nan."),
    False: ("Une classe en excursion, autorisations vues.", "Manman an ak timoun li yo.", "Hôtel du marché."),
    None: ("Moun nan te gentan ale.", "À revoir avec le dossier."),
}


@dataclass(slots=True)
class Evening:
    """An hour at the second lane, on one day."""

    officer: Actor
    carer: Actor
    shift: Shift
    at: datetime
    random: Random

    @property
    def day(self) -> date:
        """The day at the post."""
        return self.at.astimezone(ZONE).date()

    def next(self) -> datetime:
        """A moment later than everything before."""
        self.at += timedelta(seconds=self.random.randint(20, 60))
        return self.at


def play_patterns(*, officer: Actor, carer: Actor, names: Names, random: Random, last: date, rounds: int = 3) -> int:
    """Let the rules notice people at the officer's post in the four weeks up to `last`. Returns how many calls were raised.

    The officer must have no open shift. Each round brings an adult with many children, a class with a teacher, women with one
    telephone, families with one address and a child who goes and comes; then come children alone and an officer's concern.
    """
    before = Call.objects.count()
    scenes: list[Scene] = [_many_children, _class_trip, _one_telephone, _one_address, _to_and_fro]
    for number, scene in enumerate(scenes * rounds):
        agreed = (True, True, None, True)[number % 4] if scene is not _class_trip else False
        scene(Stage(officer, carer, names, random, last), agreed)
    _alone(Stage(officer, carer, names, random, last))
    return Call.objects.count() - before


@dataclass(frozen=True, slots=True)
class Stage:
    """Who plays."""

    officer: Actor
    carer: Actor
    names: Names
    random: Random
    last: date

    def someone(self, youngest: timedelta, oldest: timedelta, sex: str = "") -> Mrz:
        """A citizen with a good passport, born so long ago."""
        while True:
            born = self.last - youngest - timedelta(days=self.random.randrange((oldest - youngest).days))
            found: Invented = invent(self.random, self.names, self.last, country=HOME, born_on=born)
            if found.expires_on > self.last + timedelta(days=90) and sex in {"", found.sex}:
                return parse(found.mrz, today=self.last)

    def on(self, days_ago: int, direction: Direction, play: Callable[[Evening], None]) -> None:
        """Play one evening."""
        day = self.last - timedelta(days=days_ago)
        at = datetime.combine(day, OPENS, ZONE) + timedelta(seconds=self.random.randint(0, 1800))
        with one_turn():
            opened = open_shift(by=self.officer, at=at, post=self.officer.post, lane=LANE, direction=direction)
            shift = Shift.objects.get(pk=opened.id_of(Shift))
            evening = Evening(self.officer, self.carer, shift, at, self.random)
            play(evening)
            counts = counts_of(shift)
            close_shift(by=self.officer, at=evening.next(), shift=shift, said_entries=counts.entries, said_exits=counts.exits)


Scene = Callable[[Stage, bool | None], None]


def _read(evening: Evening, zone: Mrz, group: UUID | None = None) -> Encounter:
    reading = Reading.of_zone(zone, Channel.READER, evening.day, HOME)
    receipt = open_encounter(by=evening.officer, at=evening.next(), shift=evening.shift, reading=reading, group=group)
    return Encounter.objects.select_related("shift", "person").get(pk=receipt.id_of(Encounter))


def _decide(evening: Evening, encounter: Encounter) -> None:
    """Admit, if nothing is open any more; who waits for the desk stays without a decision."""
    ages = Person.objects.get(pk=encounter.person_id).born.age_on(evening.day)
    try:
        record_crossing(
            by=evening.officer,
            at=evening.next(),
            encounter=encounter,
            decision=Decision.ADMITTED,
            local_on=evening.day,
            age=ages[0] if ages else None,
        )
    except (CannotAdmit, StepsOpen):
        return


def _answer(evening: Evening, agreed: bool | None) -> None:
    """The desk comes, looks and says what it found, for every call that waits here."""
    waiting = Call.objects.filter(post=evening.shift.post, status=CallStatus.WAITING, called_by=evening.officer.id)
    for call in waiting:
        take_call(by=evening.carer, at=evening.next(), call=call)
        note = evening.random.choice(NOTES[agreed])
        close_call(by=evening.carer, at=evening.next(), call=call, agreed=agreed, note=note)


def _with_child(evening: Evening, adult: Mrz, child: Mrz, agreed: bool | None, paper: str = "") -> None:
    first = _read(evening, adult)
    _decide(evening, first)
    second = _read(evening, child)
    answer = Accompanied.AUTHORISED if paper else Accompanied.GUARDIAN
    check_minor(by=evening.officer, at=evening.next(), encounter=second, answer=answer, companion=first, paper=paper)
    _answer(evening, agreed)
    _decide(evening, second)


def _many_children(stage: Stage, agreed: bool | None) -> None:
    """The same adult, another child every few days."""
    adult = stage.someone(*GROWN)
    for days_ago in (26, 21, 16, 11, 6):
        child = stage.someone(*YOUNG)
        stage.on(days_ago, Direction.EXIT, lambda evening, child=child: _with_child(evening, adult, child, agreed))  # type: ignore[misc]


def _class_trip(stage: Stage, agreed: bool | None) -> None:
    """A teacher with a class: everything in order, and a call all the same."""
    teacher, pupils = stage.someone(*GROWN), [stage.someone(*YOUNG) for _ in range(9)]

    def play(evening: Evening) -> None:
        for pupil in pupils:
            _with_child(evening, teacher, pupil, agreed, paper="Otorizasyon lekòl la")

    stage.on(stage.random.randint(8, 25), Direction.EXIT, play)


def _declaring(evening: Evening, zone: Mrz, agreed: bool | None, *, phone: str = "", address: str = "") -> None:
    encounter = _read(evening, zone)
    declare(by=evening.officer, at=evening.next(), encounter=encounter, purpose="visit", phone=phone, address=address)
    _answer(evening, agreed)
    _decide(evening, encounter)


def _one_telephone(stage: Stage, agreed: bool | None) -> None:
    """Women who have nothing to do with each other name the same telephone."""
    phone = f"809-555-{stage.random.randrange(10_000):04}"
    for days_ago in (24, 18, 12, 7, 3):
        woman = stage.someone(*GROWN, sex="F")
        stage.on(days_ago, Direction.EXIT, lambda evening, woman=woman: _declaring(evening, woman, agreed, phone=phone))  # type: ignore[misc]


def _one_address(stage: Stage, agreed: bool | None) -> None:
    """Women who have nothing to do with each other go to the same house."""
    house = f"{stage.random.randint(1, 99)} calle {stage.random.choice(('Duarte', 'Beller', 'Presidente Henríquez'))}, Santiago"
    for days_ago in (23, 17, 9, 4):
        woman = stage.someone(*GROWN, sex="F")
        stage.on(days_ago, Direction.EXIT, lambda evening, woman=woman: _declaring(evening, woman, agreed, address=house))  # type: ignore[misc]


def _to_and_fro(stage: Stage, agreed: bool | None) -> None:
    """A child goes out with an aunt and comes back some days later, again and again."""
    aunt, child = stage.someone(*GROWN, sex="F"), stage.someone(*YOUNG)
    for days_ago, direction in ((22, "exit"), (20, "entry"), (15, "exit"), (12, "entry"), (8, "exit"), (5, "entry")):
        stage.on(days_ago, Direction(direction), lambda evening: _with_child(evening, aunt, child, agreed))
        stage.on(days_ago - 1, Direction.ENTRY, lambda evening: _answer(evening, agreed))


def _alone(stage: Stage) -> None:
    """The last evening: a child alone whom the desk is looking after, another who still waits, and an officer who worries."""

    def play(evening: Evening) -> None:
        for _ in range(2):
            child = _read(evening, stage.someone(*YOUNG))
            check_minor(by=evening.officer, at=evening.next(), encounter=child, answer=Accompanied.ALONE)
        first = Call.objects.filter(status=CallStatus.WAITING, called_by=evening.officer.id).order_by("at", "pk").first()
        if first is not None:
            take_call(by=evening.carer, at=evening.next(), call=first)
        call_protection(by=evening.officer, at=evening.next(), encounter=_read(evening, stage.someone(*GROWN, sex="F")))

    stage.on(0, Direction.EXIT, play)


__all__ = ["play_patterns"]
