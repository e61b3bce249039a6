"""People who travel together."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from lakay.border.models import Crossing, Encounter
from tests.web.booth.conftest import decide, lines, scan

pytestmark = pytest.mark.django_db


def press(client: Client, **sent: str) -> Any:
    """The key of the group."""
    return client.post("/booth/group/", sent, headers={"HX-Request": "true"})


def group_in(page: str) -> str:
    """The group that the page goes on with."""
    return page.partition('name="group" value="')[2].partition('"')[0]


def test_the_next_travellers_belong_together(marie: Client) -> None:
    group = group_in(press(marie).content.decode())
    for number in ("RD1000001", "RD1000002"):
        page = scan(marie, lines(number=number), group=group).content.decode()
        decide(marie, Encounter.objects.latest("at").pk, group=group)
    assert page.count("not decided") == 1
    assert {str(crossing.group) for crossing in Crossing.objects.all()} == {group}


def test_who_stands_there_already_is_the_first_of_the_group(marie: Client) -> None:
    scan(marie, lines())
    first = Encounter.objects.get()
    page = press(marie, encounter=str(first.pk)).content.decode()
    assert group_in(page) == str(first.pk)
    decide(marie, first.pk, group=str(first.pk))
    assert Crossing.objects.get().group == first.pk
    after = scan(marie, lines(number="RD1000002"), group=str(first.pk)).content.decode()
    assert after.count("PIERRE, MARIE ANGE") >= 2


def test_the_group_ends(marie: Client) -> None:
    group = group_in(press(marie).content.decode())
    assert group_in(press(marie, ends="1", group=group).content.decode()) == ""


def test_a_group_that_is_no_number_is_none(marie: Client) -> None:
    scan(marie, lines(), group="everyone")
    assert Encounter.objects.get().group is None
