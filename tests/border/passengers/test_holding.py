"""A voyage is held against who passed: by document, by name and birth, by a spelling alike."""

from __future__ import annotations

from datetime import date, timedelta
from time import process_time
from uuid import UUID

import pytest

from lakay.border.actions import Reading, open_encounter, open_shift, record_crossing
from lakay.border.models import Crossing, Encounter, PassengerList, Shift
from lakay.border.passengers.holding import Basis, Somebody, hold
from lakay.border.passengers.likeness import alike
from lakay.border.passengers.queries import board, held, passed_around, people_of, voyage_of
from lakay.border.passengers.receiving import Taken, receive
from lakay.border.rules import Channel, Decision, Direction
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from tests.border.conftest import passport
from tests.border.passengers.conftest import LANDS, NOW, staff
from tests.manifests import samples

pytestmark = pytest.mark.django_db
ONE, TWO, THREE = (UUID(int=number) for number in (11, 12, 13))


def who(number: int, surname: str, given: str, birth: str, *numbers: str) -> Somebody:
    return Somebody(UUID(int=number), surname, given, PartialDate.parse(birth), frozenset(numbers))


def test_a_document_counts_more_than_a_name() -> None:
    listed = [who(1, "Pierre", "Jean", "1980-03-12", "HT1"), who(2, "Pierre", "Jean", "1980-03-12")]
    passed = [who(11, "Pierre", "Jean", "1980-03-12"), who(12, "Piere", "J", "1980-03-12", "HT1")]
    found = hold(listed, passed, alike)
    assert found.came == {UUID(int=1): (TWO, Basis.DOCUMENT), UUID(int=2): (ONE, Basis.NAME)}
    assert (found.missing, found.extra) == ([], [])


def test_a_creole_spelling_is_alike() -> None:
    found = hold([who(1, "Toussaint", "Wilner", "1980-03-12")], [who(11, "Tousen", "Vilnè", "1980-03-12")], alike)
    assert found.came == {UUID(int=1): (ONE, Basis.ALIKE)}


def test_the_same_name_with_another_birth_is_somebody_else() -> None:
    found = hold([who(1, "Pierre", "Jean", "1980-03-12")], [who(11, "Pierre", "Jean", "1981-03-12")], alike)
    assert (found.came, found.missing, found.extra) == ({}, [UUID(int=1)], [ONE])


def test_a_list_without_births_goes_by_whole_names() -> None:
    listed = [who(1, "Pierre Jean", "", ""), who(2, "Pierre", "", "")]
    passed = [who(11, "Jean", "Pierre", "1980-03-12"), who(12, "Pierre", "", "1981-01-01")]
    found = hold(listed, passed, alike)
    assert found.came == {UUID(int=1): (ONE, Basis.ALIKE)}


def test_a_full_aircraft_is_held_against_a_full_day_in_no_time() -> None:
    born = [f"{1950 + number % 60}-03-12" for number in range(400)]
    listed = [who(number, f"Pierre{number}", "Jean", born[number]) for number in range(400)]
    passed = [who(1000 + number, f"Piere{number}", "Jean", born[number]) for number in range(400)]
    begin = process_time()
    hold(listed, passed, alike)
    assert process_time() - begin < 3


@pytest.fixture
def stanley() -> Actor:
    return staff(7, "inspector")


def pass_booth(by: Actor, minutes: int, **shown: object) -> Crossing:
    """Somebody shows a passport and is let in, so many minutes after the landing."""
    at = LANDS + timedelta(minutes=minutes)
    shift = Shift.objects.filter(officer=by.id).first()
    if shift is None:
        opened = open_shift(by=by, at=NOW, post=by.post, lane="1", direction=Direction.ENTRY)
        shift = Shift.objects.get(pk=opened.id_of(Shift))
    reading = Reading.of_zone(passport(**shown), Channel.READER, date(2026, 11, 22), "HTI")  # type: ignore[arg-type]
    receipt = open_encounter(by=by, at=at, shift=shift, reading=reading)
    encounter = Encounter.objects.select_related("shift", "person", "document").get(pk=receipt.id_of(Encounter))
    decided = record_crossing(by=by, at=at, encounter=encounter, decision=Decision.ADMITTED, local_on=date(2026, 11, 22), age=40)
    return Crossing.objects.get(pk=decided.id_of(Crossing))


def test_who_came_who_did_not_and_who_is_on_no_list(flight: Taken, stanley: Actor) -> None:
    wilner = pass_booth(stanley, 20, surname="Dorcely", given_names="Wilner", number="HT1234567", birth=date(1980, 3, 12))
    stranger = pass_booth(stanley, 22, surname="Nobody", given_names="Known", number="HT9999999", birth=date(1970, 1, 1))
    voyage = voyage_of(PassengerList.objects.get())
    people = people_of(voyage)
    found = held(voyage, people, passed_around(voyage))
    assert found.came == {people[0].pk: (wilner.pk, Basis.DOCUMENT)}
    assert found.missing == [people[1].pk]
    assert found.extra == [stranger.pk]


def test_whom_another_flight_explains_is_no_stranger(flight: Taken, rose: Actor, stanley: Actor) -> None:
    other = samples.WHOLE.replace("XV0412", "QZ0099").replace("HT1234567", "HT2222222").replace("DORCELY", "ALEXIS")
    receive(other.encode(), by=rose, at=NOW, channel="page", name="qz.txt", here="HT-PAP")
    pass_booth(stanley, 20, surname="Alexis", given_names="Wilner", number="HT2222222", birth=date(1980, 3, 12))
    voyage = voyage_of(PassengerList.objects.get(voyage="XV412"))
    assert held(voyage, people_of(voyage), passed_around(voyage)).extra == []


def test_the_board_shows_a_voyage_once_with_all_its_lists(country: None, rose: Actor) -> None:
    receive(samples.in_parts(), by=rose, at=NOW, channel="page", name="parts.txt", here="HT-PAP")
    (voyage,) = board("HT-PAP", NOW)
    assert (voyage.people, voyage.crew, voyage.stated, voyage.is_screened, voyage.is_whole) == (2, 1, 2, True, True)
    assert board("HT-PAP", NOW - timedelta(days=5)) == []
    assert board("HT-OUA", NOW) == []
    assert len(voyage_of(voyage.first).lists) == 3


def test_a_part_that_is_missing_shows(country: None, rose: Actor) -> None:
    torn = samples.in_parts().replace(b"+02'", b"+05'")
    receive(torn, by=rose, at=NOW, channel="page", name="parts.txt", here="HT-PAP")
    (voyage,) = board("HT-PAP", NOW)
    assert not voyage.is_whole
