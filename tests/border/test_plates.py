"""A plate is asked about with the vehicle in front: exactly, on record each time, and what is found stops the traveller."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lakay.border.actions.plates import NobodyThere, ask_plate
from lakay.border.models import Call, Encounter, Hit
from lakay.border.permissions import INSPECTION_RECORD
from lakay.border.queues import stops_of
from lakay.border.rules import Problem
from lakay.journal.models import Event, Reference
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.watchlist.rules.contents import WantedDocument
from tests.border.conftest import NOW, encounter_with, officer, passport, shift_of
from tests.watchlist.conftest import Listed, gesner, kerline, listed, missing_child, wanted  # noqa: F401  (fixtures)

pytestmark = pytest.mark.django_db
PLATE = WantedDocument("HTI", "AA 12-345", "vehicle")


@pytest.fixture
def driver(marie: Actor) -> Encounter:
    return encounter_with(marie, shift_of(marie), passport())


@pytest.fixture
def customs() -> Actor:
    return officer(7, permissions=frozenset({INSPECTION_RECORD}))


def ask(by: Actor, driver: Encounter, plate: str = "aa12345", minutes: int = 5) -> None:
    ask_plate(by=by, at=NOW + timedelta(minutes=minutes), encounter=driver, state="HTI", plate=plate)


def asked() -> int:
    return Event.objects.filter(action="border.plate.ask").count()


def test_a_stolen_car_stops_its_driver_until_the_second_line_has_looked(
    driver: Encounter,
    customs: Actor,
    listed: Listed,  # noqa: F811
) -> None:
    listed(wanted(category="stolen-vehicle", names=(), documents=(PLATE,), from_at=NOW), at=NOW)
    assert stops_of(driver) == ()
    ask(customs, driver)
    hit = Hit.objects.get(encounter=driver)
    assert (hit.category, hit.stops, hit.basis) == ("stolen-vehicle", True, "document")
    assert stops_of(driver) == (Problem.ALERT_STOP,)
    ask(customs, driver)
    assert Hit.objects.count() == 1, "asked twice it stands once"
    assert asked() == 2


def test_what_is_not_known_is_on_record_too_and_the_plate_is_not(driver: Encounter, customs: Actor) -> None:
    ask(customs, driver, plate="ZZ 99-999")
    event = Event.objects.get(action="border.plate.ask")
    assert event.actor == customs.id
    assert Reference.objects.filter(event=event, ref=driver.person_id, subject=True).exists()
    assert b"ZZ" not in bytes(event.body)
    assert not Hit.objects.exists()


def test_a_car_that_may_carry_a_missing_child_calls_the_protection_desk_alone(
    driver: Encounter,
    customs: Actor,
    listed: Listed,  # noqa: F811
) -> None:
    listed(missing_child(documents=(PLATE,), from_at=NOW), at=NOW)
    ask(customs, driver)
    assert Call.objects.filter(encounter=driver.pk).count() == 1
    assert stops_of(driver) == ()


def test_nobody_asks_without_the_vehicle_in_front_or_at_another_post(driver: Encounter, customs: Actor, marie: Actor) -> None:
    with pytest.raises(NobodyThere):
        ask(customs, driver, minutes=60 * 13)
    for by in (marie, officer(8, post="HT-MAL", permissions=frozenset({INSPECTION_RECORD}))):
        with pytest.raises(NotAllowed):
            ask(by, driver)
    assert asked() == 0
