"""A gate over weeks: adults and children without end, and the calls that follow."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from lakay.border.actions import Reading, check_minor, declare, identify_traveller, open_encounter, open_shift, record_crossing
from lakay.border.actions.encounters import Spoken
from lakay.border.actions.shifts import turn_lane
from lakay.border.models import Call, Crossing, Encounter, Firing, Shift
from lakay.border.permissions import CALL_ANSWER, PATTERN_SWEEP
from lakay.border.rules import Accompanied, Channel, Decision, Direction, Source, from_zone
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.people.models import Person
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import NameGiven
from tests.border.conftest import NOW, TODAY, officer, passport

CHILD = date(2016, 5, 1)
FIRST_NAMES = ("Woodley", "Chrislène", "Djimy", "Fabiola", "Kervens", "Lovely", "Mackenson", "Naïka", "Osner", "Rosemitha")


def protector(number: int = 50, post: str = "HT-OUA") -> Actor:
    """Somebody of the protection desk."""
    permissions = frozenset({CALL_ANSWER, PATTERN_SWEEP})
    return Actor(officer(number).id, agency="BPM", post=post, roles=frozenset({"protection_officer"}), permissions=permissions)


@dataclass
class Gate:
    """One booth; `day` is counted from the day of the tests."""

    by: Actor
    shift: Shift
    day: int = 0
    number: int = 0
    open: dict[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """Now, at the gate."""
        return NOW + timedelta(days=self.day)

    @property
    def today(self) -> date:
        """The day at the gate."""
        return TODAY + timedelta(days=self.day)

    def meet(
        self,
        name: str = "",
        birth: date = date(1985, 2, 3),
        number: str = "",
        country: str = "HTI",
        kind: str = "passport",
        source: Source = Source.BOOTH,
        **more: Any,
    ) -> Encounter:
        """Somebody with a document; without a number, somebody new."""
        self.number += 1
        given = name or f"{FIRST_NAMES[self.number % 10]} {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[self.number % 26]}"
        zone = passport(number=number or f"RD{self.number:07}", given_names=given, birth=birth, country=country)
        reading = Reading(replace(from_zone(zone), kind=kind), Channel.READER, self.today, "HTI", source=source)
        receipt = open_encounter(by=self.by, at=self.at, shift=self.shift, reading=reading, **more)
        return loaded(receipt.id_of(Encounter))

    def child(self, **more: Any) -> Encounter:
        """A child with a passport."""
        return self.meet(birth=more.pop("birth", CHILD), **more)

    def child_without_papers(self, name: str, birth: str = "2016~") -> Encounter:
        """A child who only has a name, on the way home."""
        self.shift.direction = Direction.ENTRY
        spoken = Spoken(NameGiven(NameKind.SPOKEN, whole=name), "F", PartialDate.parse(birth), "HTI")
        receipt = identify_traveller(by=self.by, at=self.at, shift=self.shift, spoken=spoken, today=self.today, home="HTI")
        return loaded(receipt.id_of(Encounter))

    def comes_with(self, child: Encounter, adult: Encounter, answer: Accompanied = Accompanied.GUARDIAN, **more: Any) -> None:
        """The step for the child."""
        check_minor(by=self.by, at=self.at, encounter=child, answer=answer, companion=adult, **more)

    def says(self, encounter: Encounter, **said: Any) -> None:
        """What a traveller declares."""
        declare(by=self.by, at=self.at, encounter=encounter, **said)

    def turns(self, direction: Direction) -> None:
        """The lane passes the other direction."""
        stored = Shift.objects.get(pk=self.shift.pk)
        turn_lane(by=self.by, at=self.at, shift=stored, direction=direction)
        self.shift.direction = direction

    def passes(self, encounter: Encounter, direction: Direction, age: int = 9) -> Crossing:
        """The traveller is let through; whatever asks for a step was done."""
        self.shift.direction = direction
        encounter.shift.direction = direction
        receipt = record_crossing(
            by=self.by,
            at=self.at,
            encounter=encounter,
            decision=Decision.ADMITTED,
            local_on=self.today,
            age=age,
            still_open=(),
        )
        return Crossing.objects.get(pk=receipt.id_of(Crossing))


def loaded(encounter: Any) -> Encounter:
    """An encounter as a page loads it."""
    return Encounter.objects.select_related("shift", "person", "document").get(pk=encounter)


def fired(rule: str = "") -> list[Firing]:
    """What has fired."""
    found = Firing.objects.select_related("call").order_by("at", "pk")
    return list(found.filter(rule=rule) if rule else found)


def open_calls() -> list[Call]:
    """The calls that wait."""
    return list(Call.objects.order_by("at", "pk"))


def person_of(encounter: Encounter) -> Person:
    """Who stood there."""
    return Person.objects.get(pk=encounter.person_id)


@pytest.fixture
def gate(db: None) -> Gate:
    """Marie's booth at Ouanaminthe."""
    marie = officer(1)
    receipt = open_shift(by=marie, at=NOW, post=marie.post, lane="1", direction=Direction.EXIT)
    return Gate(marie, Shift.objects.get(pk=receipt.id_of(Shift)))
