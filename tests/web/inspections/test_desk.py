"""Customs and police at the table where luggage is opened."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from lakay.border.models import Encounter, Inspection, InspectionRequest, Seizure
from tests.web.booth.conftest import Sit, decide, lines, scan

pytestmark = pytest.mark.django_db

SEIZED = {
    "what": "luggage",
    "result": "seized",
    "found": "Under a false floor",
    "kept-TOTAL_FORMS": "2",
    "kept-INITIAL_FORMS": "0",
    "kept-0-goods": "phones",
    "kept-0-quantity": "20",
    "kept-0-unit": "piece",
    "kept-1-goods": "",
    "kept-1-quantity": "",
}


@pytest.fixture
def passed(marie: Client) -> Encounter:
    """A traveller who was admitted."""
    scan(marie, lines())
    encounter = Encounter.objects.get()
    decide(marie, encounter.pk)
    return encounter


@pytest.fixture
def customs(sit: Sit) -> Client:
    """Somebody of customs at Ouanaminthe."""
    return sit(CUSTOMS)


CUSTOMS = "kettly"


def write(client: Client, encounter: Encounter, **changed: str) -> Any:
    """Write an inspection down."""
    return client.post(f"/inspections/of/{encounter.pk}/", {**SEIZED, "command": str(uuid4()), **changed})


def test_customs_does_not_see_who_passed(customs: Client, passed: Encounter) -> None:
    assert "PIERRE" not in customs.get("/inspections/").content.decode()
    assert customs.get(f"/inspections/of/{passed.pk}/").status_code == 404


def test_the_slip_opens_the_traveller_to_customs_by_name_and_kind_of_document(customs: Client, passed: Encounter) -> None:
    answer = customs.post("/inspections/find/", {"reference": str(passed.pk)[-8:]})
    assert answer.status_code == 302
    page = customs.get(answer["Location"]).content.decode()
    assert "PIERRE" in page
    assert "Passport" in page
    assert "RD1234567" not in page
    assert InspectionRequest.objects.get().encounter_id == passed.pk


def test_a_wrong_reference_opens_nothing(customs: Client, passed: Encounter) -> None:
    assert customs.post("/inspections/find/", {"reference": "00000000"}).status_code == 422


def test_goods_kept_back_have_a_receipt(sit: Sit, passed: Encounter) -> None:
    answer = write(sit("luckner"), passed)
    assert answer.status_code == 302
    seizure = Seizure.objects.get()
    page = sit("luckner").get(answer["Location"]).content.decode()
    assert seizure.receipt in page
    assert "Receipt for goods kept back" in page


def test_a_seizure_names_its_goods(sit: Sit, passed: Encounter) -> None:
    answer = write(sit("luckner"), passed, **{"kept-0-goods": "", "kept-0-quantity": ""})
    assert answer.status_code == 422
    assert not Inspection.objects.exists()


def test_goods_are_counted_in_their_own_unit(sit: Sit, passed: Encounter) -> None:
    answer = write(sit("luckner"), passed, **{"kept-0-unit": "l"})
    assert answer.status_code == 422
    assert "counted in: piece" in answer.content.decode()


def test_the_same_form_sent_twice_is_one_inspection(sit: Sit, passed: Encounter) -> None:
    command = str(uuid4())
    for _ in range(2):
        write(sit("luckner"), passed, command=command)
    assert Inspection.objects.count() == 1


def test_a_plate_is_asked_about_with_the_vehicle_in_front(customs: Client, passed: Encounter) -> None:
    asked = {"state": "hti", "number": "AA 12-345"}
    assert customs.post(f"/inspections/of/{passed.pk}/plate/", asked).status_code == 404, "not sent here"
    page = customs.post("/inspections/find/", {"reference": str(passed.pk)[-8:]})["Location"]
    assert "Nothing is known about this plate." in customs.post(f"{page}plate/", asked).content.decode()
    assert customs.post(f"{page}plate/", {"state": "HTI", "number": ""}).status_code == 422
