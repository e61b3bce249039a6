"""The two counters: what is asked, what is issued, and what is said when it cannot be."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from lakay.credentials.actions import withdraw_issuer
from lakay.credentials.codes import SignedKind
from lakay.credentials.models import Issuer, Pass
from lakay.journal.models import Event
from lakay.kernel.clock import SystemClock
from lakay.people.models import Person, Photo
from lakay.people.queries import names_of
from lakay.traveldocs.passes import MinorTerms, Signed, read
from tests.web.passes.office import proposed
from tests.web.world import World, actor

pytestmark = pytest.mark.django_db

CARD = {"type": "national-id", "state": "hti", "number": "12-34 567"}
HOLDER = {"surname": "Pierre-Louis", "given_names": "Jacqueline", "birth": "04/03/1991", "sex": "F", "nationality": "HTI"}


def today(days: int = 0) -> str:
    """A day at the posts, as people type it."""
    here = SystemClock().now().astimezone(ZoneInfo("America/Port-au-Prince")).date()
    return f"{here + timedelta(days=days):%d/%m/%Y}"


BORDER: dict[str, Any] = {**CARD, **HOLDER, "step": "issue", "rule": "resident", "residence": "HT0421", "valid_from": today()}
MINOR: dict[str, Any] = {
    **CARD,
    "type": "passport",
    "number": "RD9998887",
    **HOLDER,
    "birth": "2016",
    "given_names": "Ti Jan",
    "step": "issue",
    "companion_surname": "Dorcé",
    "companion_state": "HTI",
    "companion_number": "RD1",
    "leg": "exit",
    "destination": "DOM",
    "valid_from": today(),
    "consent_by": "Yolande Dorcé",
    "consent_relation": "parent",
    "consent_how": "signed",
    "consent_on": today(),
}


@pytest.fixture
def odette(world: World) -> Client:
    return world.clients["odette"]


@pytest.fixture
def lunise(world: World) -> Client:
    return world.clients["lunise"]


def newest() -> Pass:
    return Pass.objects.latest("issued_at", "id")


def test_the_counter_asks_first_for_the_document_alone(odette: Client) -> None:
    page = odette.get(reverse("passes:issued_border")).content.decode()
    assert 'name="number"' in page
    assert 'name="surname"' not in page


def test_somebody_unknown_is_asked_for_and_gets_a_pass(odette: Client) -> None:
    page = odette.post(reverse("passes:issued_border"), {**CARD, "step": "find"}).content.decode()
    assert 'name="surname"' in page
    assert 'value="12-34 567"' in page
    response = odette.post(reverse("passes:issued_border"), BORDER)
    issued = newest()
    assert response["Location"] == reverse("passes:issued_one", kwargs={"issued": issued.id})
    assert (issued.surname, issued.birth, issued.nationality, issued.residence) == ("Pierre-Louis", "1991-03-04", "HTI", "HT0421")
    assert isinstance(read(issued.text), Signed)
    assert [(name.given, name.family) for name in names_of(issued.person)] == [("Jacqueline", "Pierre-Louis")]


def test_somebody_known_is_found_by_the_exact_document_and_the_look_is_entered(odette: Client, world: World) -> None:
    known = Pass.objects.get(id=world.records["pass_back"])
    sent = {"type": "national-id", "state": "HTI", "number": "9000000002"}
    page = odette.post(reverse("passes:issued_border"), {**sent, "step": "find"}).content.decode()
    assert "Saint-Vil" in page
    assert "01/06/1991" in page
    assert 'name="surname"' not in page
    read_events = Event.objects.filter(action="credentials.person.read", references__ref=known.person_id)
    assert read_events.count() == 1
    people = Person.objects.count()
    odette.post(reverse("passes:issued_border"), {**BORDER, **sent})
    assert newest().person_id == known.person_id
    assert newest().surname == "Saint-Vil"  # what is on record, whatever the form sent
    assert Person.objects.count() == people


def test_a_second_press_issues_nothing_more(odette: Client) -> None:
    page = odette.post(reverse("passes:issued_border"), {**CARD, "step": "find"}).content.decode()
    command = re.search(r'name="command" value="([^"]+)"', page)
    assert command
    before = Pass.objects.count()
    for _ in range(2):
        odette.post(reverse("passes:issued_border"), {**BORDER, "command": command[1]})
    assert Pass.objects.count() == before + 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"residence": ""}, "residents of certain places"),
        ({"valid_until": today(730)}, "so many days"),
        ({"valid_until": today(-1)}, "comes before the first"),
        ({"birth": "31/02/1991"}, "no such day"),
        ({"birth": "yesterday"}, "Write 04/03/1991"),
        ({"nationality": "UTO"}, "no such code"),
        ({"state": "XYZ"}, "no such code"),
        ({"number": ""}, "a bare name"),
        ({"surname": "123"}, "in letters"),
        ({"photo": SimpleUploadedFile("face.jpg", b"not a picture")}, "not a picture"),
    ],
)
def test_what_cannot_be_issued_is_said(odette: Client, changes: dict[str, Any], said: str) -> None:
    before = (Pass.objects.count(), Person.objects.count())
    response = odette.post(reverse("passes:issued_border"), {**BORDER, **changes})
    assert response.status_code == 422
    assert said in response.content.decode()
    assert (Pass.objects.count(), Person.objects.count()) == before


def test_a_face_does_where_there_is_no_document(odette: Client) -> None:
    picture = BytesIO()
    Image.new("RGB", (80, 100), "gray").save(picture, "PNG")
    photo = SimpleUploadedFile("face.png", picture.getvalue(), "image/png")
    assert odette.post(reverse("passes:issued_border"), {**BORDER, "number": "", "photo": photo}).status_code == 302
    assert Photo.objects.filter(person=newest().person_id).count() == 1


def test_a_person_who_holds_a_pass_gets_no_second_one(odette: Client) -> None:
    sent = {**BORDER, "number": "9000000001"}
    assert "still good" in odette.post(reverse("passes:issued_border"), sent).content.decode()


def test_a_node_without_the_key_says_so(lunise: Client, world: World) -> None:
    key = Issuer.objects.get(agency="IBESR")
    withdraw_issuer(by=actor(world, "solange"), at=SystemClock().now(), issuer=key, reason="lost")
    proposed(actor(world, "solange"), SignedKind.MINOR)  # nobody has agreed to it
    response = lunise.post(reverse("passes:issued_minor"), MINOR)
    assert response.status_code == 422
    assert "no key of your agency" in response.content.decode()


def test_a_child_gets_leave_to_travel_with_a_named_adult(lunise: Client) -> None:
    assert lunise.post(reverse("passes:issued_minor"), MINOR).status_code == 302
    issued = newest()
    assert (issued.pass_kind, issued.companion_surname, issued.consent_by) == ("minor", "Dorcé", "Yolande Dorcé")
    found = read(issued.text)
    assert isinstance(found, Signed)
    assert isinstance(found.content.terms, MinorTerms)
    assert found.content.terms.child_document.number == "RD9998887"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"birth": "1990"}, "under 18"),
        ({"consent_by": ""}, "required"),
        ({"consent_on": today(3)}, "cannot lie ahead"),
        ({"valid_until": today(180)}, "so many days"),
    ],
)
def test_leave_is_refused_with_its_reason(lunise: Client, changes: dict[str, Any], said: str) -> None:
    response = lunise.post(reverse("passes:issued_minor"), {**MINOR, **changes})
    assert response.status_code == 422
    assert said in response.content.decode()
