"""The booth's actions, on the database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from lakay.border.actions import (
    AlreadyDecided,
    CannotAdmit,
    NothingRead,
    Reading,
    ShiftAlreadyOpen,
    close_shift,
    open_encounter,
    open_shift,
    record_crossing,
    turn_lane,
)
from lakay.border.models import Crossing, Encounter, Shift
from lakay.border.queries import counts_of, last_movements
from lakay.border.rules import Channel, Decision, Direction
from lakay.journal import rebuild
from lakay.journal.models import Event, Reference
from lakay.journal.writing import CommandReused
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.people.models import Document, Person
from lakay.traveldocs.parsing import parse
from tests.border.conftest import NOW, TODAY, encounter_with, officer, passport, shift_of

pytestmark = pytest.mark.django_db


def decide(by: Actor, encounter: Encounter, decision: Decision = Decision.ADMITTED, **more: object) -> Crossing:
    """Record a decision and load the movement."""
    receipt = record_crossing(by=by, at=NOW, encounter=encounter, decision=decision, local_on=TODAY, age=35, **more)  # type: ignore[arg-type]
    return Crossing.objects.get(pk=receipt.id_of(Crossing))


def test_a_passport_passes_and_stands_in_the_register(marie: Actor) -> None:
    crossing = decide(marie, encounter_with(marie, shift_of(marie), passport()))
    assert (crossing.direction, crossing.decision, crossing.sex, crossing.nationality) == ("entry", "admitted", "F", "HTI")
    assert last_movements(crossing.person_id) == [crossing]


def test_the_same_document_finds_the_same_person(marie: Actor) -> None:
    shift = shift_of(marie)
    first, second = encounter_with(marie, shift, passport()), encounter_with(marie, shift, passport())
    assert first.person_id == second.person_id
    assert (Person.objects.count(), Document.objects.count()) == (1, 1)


def test_another_document_is_another_person(marie: Actor) -> None:
    shift = shift_of(marie)
    encounter_with(marie, shift, passport())
    encounter_with(marie, shift, passport(number="RD7654321"))
    assert Person.objects.count() == 2


def test_reading_a_document_is_a_look_at_its_holder(marie: Actor) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    event = Event.objects.get(action="border.encounter.open")
    assert event.actor == marie.id
    assert Reference.objects.filter(event=event, ref=encounter.person_id, subject=True).exists()


def test_it_refuses_deciding_twice(marie: Actor) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    decide(marie, encounter)
    with pytest.raises(AlreadyDecided):
        decide(marie, encounter, Decision.REFUSED, reason="in-doubt")
    assert Crossing.objects.count() == 1


def test_the_same_command_is_done_once(marie: Actor) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    command = uuid4()
    assert decide(marie, encounter, command=command).pk == decide(marie, encounter, command=command).pk
    assert Crossing.objects.count() == 1


def test_the_same_command_with_another_decision_is_refused(marie: Actor) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    command = uuid4()
    decide(marie, encounter, command=command)
    with pytest.raises(CommandReused):
        decide(marie, encounter, Decision.REFUSED, reason="in-doubt", command=command)


def test_what_stops_cannot_be_admitted_but_refused(marie: Actor) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport(country="DOM", expiry=TODAY - timedelta(days=3)))
    with pytest.raises(CannotAdmit):
        decide(marie, encounter)
    assert decide(marie, encounter, Decision.REFUSED, reason="expired").reason == "expired"


def test_a_refusal_needs_its_reason(marie: Actor) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    with pytest.raises(IntegrityError):
        decide(marie, encounter, Decision.REFUSED)
    assert not Crossing.objects.exists()


def test_a_colleague_does_not_decide_in_my_shift(marie: Actor, jean: Actor) -> None:
    encounter = encounter_with(marie, shift_of(marie), passport())
    with pytest.raises(NotAllowed):
        decide(jean, encounter)


def test_a_role_without_the_permission_opens_nothing(marie: Actor) -> None:
    with pytest.raises(NotAllowed):
        open_shift(by=officer(3, permissions=frozenset()), at=NOW, post="HT-OUA", lane="1", direction=Direction.ENTRY)
    shift = shift_of(marie)
    reading = Reading.of_zone(passport(), Channel.READER, TODAY, "HTI")
    with pytest.raises(NotAllowed):
        open_encounter(by=replace(marie, permissions=frozenset()), at=NOW, shift=shift, reading=reading)
    assert not Encounter.objects.exists()


def test_nobody_opens_a_shift_at_another_post(marie: Actor) -> None:
    with pytest.raises(NotAllowed):
        open_shift(by=marie, at=NOW, post="HT-MAL", lane="1", direction=Direction.ENTRY)


def test_one_open_shift_for_each_officer(marie: Actor, jean: Actor) -> None:
    shift_of(marie)
    with pytest.raises(ShiftAlreadyOpen):
        shift_of(marie)
    shift_of(jean)
    assert Shift.objects.open().count() == 2


def test_what_is_no_zone_opens_no_encounter(marie: Actor) -> None:
    with pytest.raises(NothingRead):
        Reading.of_zone(parse(("HELLO", "WORLD"), today=TODAY), Channel.TYPED, TODAY, "HTI")


def test_the_lane_turns(marie: Actor) -> None:
    shift = shift_of(marie)
    turn_lane(by=marie, at=NOW, shift=shift, direction=Direction.EXIT)
    assert decide(marie, encounter_with(marie, shift, passport())).direction == "exit"


def test_the_close_keeps_both_counts(marie: Actor) -> None:
    shift = shift_of(marie)
    decide(marie, encounter_with(marie, shift, passport()))
    decide(marie, encounter_with(marie, shift, passport(number="RD0000001")), Decision.REFUSED, reason="in-doubt")
    close_shift(by=marie, at=NOW, shift=shift, said_entries=2, said_exits=0)
    shift.refresh_from_db()
    assert (shift.entries, shift.exits, shift.refusals, shift.said_entries, shift.status) == (1, 0, 1, 2, "closed")
    assert counts_of(shift).entries == 1


def test_nothing_is_decided_in_a_closed_shift(marie: Actor) -> None:
    shift = shift_of(marie)
    encounter = encounter_with(marie, shift, passport())
    close_shift(by=marie, at=NOW, shift=shift, said_entries=0, said_exits=0)
    encounter = Encounter.objects.select_related("shift", "person").get(pk=encounter.pk)
    with pytest.raises(NotAllowed):
        decide(marie, encounter)


def test_the_tables_are_what_the_journal_says(marie: Actor) -> None:
    shift = shift_of(marie)
    decide(marie, encounter_with(marie, shift, passport()))
    close_shift(by=marie, at=NOW, shift=shift, said_entries=1, said_exits=0)
    before = list(rebuild.dump())
    assert list(rebuild.drifts()) == []
    rebuild.rebuild()
    assert list(rebuild.dump()) == before
