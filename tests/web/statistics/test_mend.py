"""The list of records to mend: the supervisor's, of the own post."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from lakay.border.models import Crossing, Encounter
from lakay.journal.models import Event
from lakay.statistics.mending import Fault, to_mend
from tests.web.booth.conftest import Sit, decide, lines, marie, scan, settled, sit

__all__ = ["marie", "settled", "sit"]

pytestmark = pytest.mark.django_db


def test_who_was_recorded_twice_is_on_the_list_and_the_look_on_record(marie: Client, sit: Sit) -> None:
    for _ in range(2):
        scan(marie, lines())
        decide(marie, Encounter.objects.order_by("-at", "-pk")[0].pk)
    rose = sit("rose-laure")
    rose.cookies["lakay_language"] = "en"
    page = rose.get("/figures/mend/").content.decode()
    assert "entered twice on one day, no exit between" in page
    assert reverse("booth:movement", args=[Crossing.objects.order_by("-at", "-pk")[0].pk]) in page
    assert Event.objects.filter(action="statistics.mending.read").count() == 1
    assert marie.get("/figures/mend/").status_code == 404


def test_where_all_is_right_it_says_so_and_another_post_shows_nothing(marie: Client, sit: Sit) -> None:
    scan(marie, lines())
    decide(marie, Encounter.objects.get().pk)
    rose = sit("rose-laure")
    rose.cookies["lakay_language"] = "en"
    assert "Nothing to mend at this post." in rose.get("/figures/mend/").content.decode()
    one = Crossing.objects.get()
    assert to_mend("HT-MAL", one.local_on, one.local_on, one.local_on) == []


def test_a_day_that_has_not_come_is_found(marie: Client) -> None:
    scan(marie, lines())
    decide(marie, Encounter.objects.get().pk)
    one = Crossing.objects.get()
    found = to_mend("HT-OUA", one.local_on, one.local_on, date(2000, 1, 1))
    assert [line.fault for line in found] == [Fault.AHEAD]
