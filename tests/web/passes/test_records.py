"""The list, one pass, the print and taking back."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from urllib.parse import unquote

import pytest
import segno
import zxingcpp
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageFilter

from lakay.credentials.models import Pass
from lakay.credentials.queries.passes import Reason, check_pass
from lakay.journal.models import Event
from lakay.kernel.clock import SystemClock
from lakay.traveldocs.passes import Signed, read
from tests.web.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def odette(world: World) -> Client:
    return world.clients["odette"]


def of(world: World, name: str) -> dict[str, Any]:
    return {"issued": world.records[name]}


def test_the_list_shows_what_the_own_agency_issued(odette: Client, world: World) -> None:
    page = odette.get(reverse("passes:issued")).content.decode()
    assert page.count("Guerline Saint-Vil") == 2
    assert "taken back" in page
    assert "Widline" not in page
    assert "Widline" in world.clients["lunise"].get(reverse("passes:issued")).content.decode()


def test_the_list_asks_a_fixed_number_of_questions(odette: Client, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(20):
        odette.get(reverse("passes:issued"))


def test_a_pass_is_found_by_its_number(odette: Client, world: World) -> None:
    number = Pass.objects.get(id=world.records["pass"]).number
    page = odette.post(reverse("passes:issued"), {"number": f"{number[:5]} {number[5:].lower()}"}).content.decode()
    assert page.count("Guerline Saint-Vil") == 1
    other = Pass.objects.get(id=world.records["authorisation"]).number
    assert "no pass of this number" in odette.post(reverse("passes:issued"), {"number": other}).content.decode()


@pytest.mark.parametrize("page", ["issued_one", "issued_card", "issued_ticket"])
def test_every_look_at_a_pass_is_entered(odette: Client, world: World, page: str) -> None:
    issued = Pass.objects.get(id=world.records["pass"])
    before = Event.objects.filter(references__ref=issued.person_id, references__subject=True).count()
    odette.get(reverse(f"passes:{page}", kwargs=of(world, "pass")))
    assert Event.objects.filter(references__ref=issued.person_id, references__subject=True).count() == before + 1


@pytest.mark.parametrize("form", ["card", "ticket"])
def test_the_print_is_in_four_languages(odette: Client, world: World, form: str) -> None:
    page = odette.get(reverse(f"passes:issued_{form}", kwargs=of(world, "pass"))).content.decode()
    for words in ("Kat pasaj fwontyè", "Carte de passage frontalier", "Pase fronterizo", "Border pass"):
        assert words in page
    assert "Non fanmi / Nom de famille / Apellidos / Family name" in page
    assert "SAINT-VIL" in page


def test_the_print_of_a_childs_leave_names_the_companion(world: World) -> None:
    page = world.clients["lunise"].get(reverse("passes:issued_card", kwargs=of(world, "authorisation"))).content.decode()
    assert "Marie-Ange DORCÉ (HTI RD1234567)" in page
    assert "HTI → DOM" in page
    assert "Yolande" not in page  # who agreed stays in the office


def test_a_pass_taken_back_is_not_printed(odette: Client, world: World) -> None:
    response = odette.get(reverse("passes:issued_card", kwargs=of(world, "pass_back")))
    assert response["Location"] == reverse("passes:issued_one", kwargs=of(world, "pass_back"))


def test_the_booth_refuses_a_pass_from_the_moment_it_is_taken_back(odette: Client, world: World) -> None:
    issued = Pass.objects.get(id=world.records["pass"])
    at = SystemClock().now()
    assert check_pass(issued.text, at=at, post="HT-OUA", direction="entry").reason is Reason.VALID
    odette.post(reverse("passes:issued_revoke", kwargs=of(world, "pass")), {"reason": "stolen"})
    assert check_pass(issued.text, at=at, post="HT-OUA", direction="entry").reason is Reason.REVOKED
    page = odette.post(reverse("passes:issued_revoke", kwargs=of(world, "pass")), {"reason": "lost"})
    assert page.status_code == 422
    assert "already" in page.content.decode()


def test_taking_back_needs_a_reason_of_the_list(odette: Client, world: World) -> None:
    response = odette.post(reverse("passes:issued_revoke", kwargs=of(world, "pass")), {"reason": "mood"})
    assert response.status_code == 422
    assert Pass.objects.get(id=world.records["pass"]).status == "issued"


def drawn(text: str, pixels: int) -> Image.Image:
    """The code as it is printed, so many pixels to a module."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="png", scale=pixels, border=4)
    return Image.open(out).convert("L")


@pytest.mark.parametrize("name", ["pass", "authorisation"])
def test_the_printed_code_is_read_by_a_camera_that_is_blurred_tilted_and_dim(world: World, name: str) -> None:
    issued = Pass.objects.get(id=world.records[name])
    photo = drawn(issued.text, 4).rotate(7, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)
    photo = photo.filter(ImageFilter.GaussianBlur(1.5)).point(lambda value: 60 + value * 90 // 255)
    seen = zxingcpp.read_barcode(photo)
    assert seen is not None
    found = read(seen.text)
    assert isinstance(found, Signed)
    assert seen.text == issued.text


def test_the_code_on_the_page_is_the_pass(odette: Client, world: World) -> None:
    page = odette.get(reverse("passes:issued_card", kwargs=of(world, "pass"))).content.decode()
    address = re.search(r'class="code" src="data:image/svg\+xml[^,]*,([^"]+)"', page)
    assert address
    expected = segno.make(Pass.objects.get(id=world.records["pass"]).text, error="m", micro=False)
    paths = re.findall(r"d=[\"']([^\"']+)[\"']", unquote(address[1]).replace("&#x27;", "'"))
    assert paths[-1] in expected.svg_inline(border=4)
