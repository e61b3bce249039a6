"""The supervisor's page."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from lakay.border.models import Encounter, Shift
from tests.web.booth.conftest import Sit, decide, lines, scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def rose(sit: Sit) -> Client:
    """The supervisor of Ouanaminthe."""
    return sit("rose-laure")


def test_shifts_stand_with_what_passed(marie: Client, rose: Client) -> None:
    scan(marie, lines())
    decide(marie, Encounter.objects.get().pk)
    page = rose.get("/supervision/").content.decode()
    assert "Marie Désir" in page
    assert "open" in page


@pytest.mark.parametrize(("language", "written"), [("ht", "2,3"), ("fr", "2,3"), ("en", "2.3")])
def test_what_a_step_takes_is_written_as_the_language_does(marie: Client, rose: Client, language: str, written: str) -> None:
    scan(marie, lines())
    decide(marie, Encounter.objects.get().pk, effort=json.dumps({"read": [2345, 1]}))
    rose.cookies["lakay_language"] = language
    assert f">{written}<" in rose.get("/supervision/").content.decode()


def test_the_shift_of_somebody_who_went_away_is_closed_with_a_remark(marie: Client, rose: Client) -> None:
    shift = Shift.objects.get()
    assert rose.post(f"/supervision/{shift.pk}/close/", {"remark": ""}).status_code == 422
    assert rose.post(f"/supervision/{shift.pk}/close/", {"remark": "Ill"}).status_code == 302
    shift.refresh_from_db()
    assert (shift.status, shift.remark) == ("closed", "Ill")
    assert "Ill" in rose.get("/supervision/").content.decode()


def test_an_inspector_does_not_supervise(marie: Client) -> None:
    assert marie.get("/supervision/").status_code == 404
    assert marie.post(f"/supervision/{Shift.objects.get().pk}/close/", {"remark": "Ill"}).status_code == 404
