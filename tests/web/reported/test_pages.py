"""The pages of the figures of others: with their source, and every bad row named before anything is entered."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from lakay.reported.models import Figures, Series
from tests.web.world import World

pytestmark = pytest.mark.django_db
FILE = b"period,post,value\n2026-08,HT-OUA,11900\n2026-09,HT-OUA,many\n2026-11,HT-OUA,9000\n"


def fabienne(world: World) -> Client:
    """The analyst, in English."""
    client = world.clients["fabienne"]
    client.cookies["lakay_language"] = "en"
    return client


def address(world: World, name: str) -> str:
    """A page of the series that is there."""
    return reverse(f"reported:{name}", args=[world.records["series"]])


def test_a_figure_stands_with_its_unit_source_licence_and_edition(world: World) -> None:
    page = fabienne(world).get(address(world, "one")).content.decode()
    for told in ("13,550", "persons", "Directorate of Migration of the other side", "quoted with the source", "October 2026"):
        assert told in page
    assert "Rows left out of October 2026" in page
    assert "no number" in page


def test_a_file_is_tried_first_and_every_bad_row_named(world: World) -> None:
    sent = {"vintage": "November", "file": SimpleUploadedFile("returns.csv", FILE)}
    before = Figures.objects.count()
    page = fabienne(world).post(address(world, "try"), sent).content.decode()
    assert "2 rows can be entered, 1 cannot." in page
    assert "many" in page
    assert Figures.objects.count() == before
    answer = fabienne(world).post(address(world, "enter"), {"vintage": "November", "content": FILE.decode()})
    assert answer.status_code == 302
    page = fabienne(world).get(address(world, "one")).content.decode()
    assert all(told in page for told in ("11,900", "9,000", "13,550", "November"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"nothing here", "neither SDMX-ML"),
        (b"place,value\nHT,1\n", "one column for the period"),
        (b"", "empty"),
        (b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(world: World, content: bytes, told: str) -> None:
    sent = {"vintage": "November", "file": SimpleUploadedFile("returns.csv", content)}
    answer = fabienne(world).post(address(world, "try"), sent)
    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_a_value_by_hand_needs_a_period_and_a_number(world: World) -> None:
    sent = {"period": "2026-11", "where_0": "HT-OUA", "number": "9 001", "vintage": "by telephone"}
    assert fabienne(world).post(address(world, "value"), sent).status_code == 302
    assert "9,001" in fabienne(world).get(address(world, "one")).content.decode()
    wrong = fabienne(world).post(address(world, "value"), sent | {"period": "soon", "number": "some"})
    assert wrong.status_code == 422
    assert all(told in wrong.content.decode() for told in ("no period (2025", "no number", "by telephone"))


def test_a_series_is_begun_and_ended_on_the_page(world: World) -> None:
    sent = {"code": "remittances", "title": "Money sent home", "what": "remittances", "unit": "USD", "source": "Central bank"}
    refused = fabienne(world).post(reverse("reported:start"), sent)
    assert refused.status_code == 422
    assert "Money sent home" in refused.content.decode()
    assert fabienne(world).post(reverse("reported:start"), sent | {"licence": "CC BY 4.0"}).status_code == 302
    series = Series.objects.get(code="remittances")
    assert "Money sent home" in fabienne(world).get(reverse("reported:home")).content.decode()
    fabienne(world).post(reverse("reported:end", args=[series.pk]))
    assert "Money sent home" not in fabienne(world).get(reverse("reported:home")).content.decode()


def test_who_only_reads_is_offered_nothing_to_enter(world: World) -> None:
    client = world.clients["gerald"]
    client.cookies["lakay_language"] = "en"
    page = client.get(address(world, "one")).content.decode()
    assert "13,550" in page
    assert "Enter the value" not in page
    assert "Begin the series" not in client.get(reverse("reported:home")).content.decode()
