"""The register of a post, and who may open it."""

from __future__ import annotations

import pytest
from django.test import Client

from lakay.border.models import Crossing, Encounter
from lakay.journal.models import Event, Reference
from tests.web.booth.conftest import Sit, decide, lines, scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def crossing(marie: Client) -> Crossing:
    """A movement in the register."""
    scan(marie, lines())
    decide(marie, Encounter.objects.get().pk)
    return Crossing.objects.get()


def test_the_movement_stands_in_the_register(marie: Client, crossing: Crossing) -> None:
    page = marie.get("/booth/register/").content.decode()
    assert "PIERRE" in page
    assert "RD1234567" not in page
    assert f"/booth/register/{crossing.pk}/" in page


def test_opening_the_register_is_a_look_at_those_people(marie: Client, crossing: Crossing) -> None:
    marie.get("/booth/register/")
    event = Event.objects.get(action="border.register.read")
    assert Reference.objects.filter(event=event, ref=crossing.person_id, subject=True).exists()


def test_an_empty_day_is_no_look(marie: Client, crossing: Crossing) -> None:
    assert b"No movement" in marie.get("/booth/register/?day=2020-01-01").content
    assert not Event.objects.filter(action="border.register.read").exists()


def test_a_day_that_is_none_shows_today(marie: Client, crossing: Crossing) -> None:
    assert b"PIERRE" in marie.get("/booth/register/?day=yesterday").content
    assert b"Enter a valid date." in marie.get("/booth/register/?day=yesterday").content
    assert b"No movement" in marie.get("/booth/register/?day=01/01/2020").content


def test_a_movement_shows_its_place_in_the_journal(marie: Client, crossing: Crossing) -> None:
    page = marie.get(f"/booth/register/{crossing.pk}/").content.decode()
    event = Event.objects.get(action="border.crossing.record")
    assert bytes(event.hash).hex()[:16] in page
    assert "Marie Désir" in page
    assert "Recorded a movement" in page
    assert "border.crossing.record" not in page


def test_a_colleague_of_the_post_reads_it(sit: Sit, crossing: Crossing) -> None:
    assert sit("jean").get(f"/booth/register/{crossing.pk}/").status_code == 200


@pytest.mark.parametrize("stranger", ["wilner", "guerda", "nadege", "frantz"])
def test_a_stranger_to_the_post_gets_404(sit: Sit, crossing: Crossing, stranger: str) -> None:
    before = Event.objects.filter(action="border.crossing.read").count()
    assert sit(stranger).get(f"/booth/register/{crossing.pk}/").status_code == 404
    assert Event.objects.filter(action="border.crossing.read").count() == before
