"""The voyages of the demo come in like real ones."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from django.conf import settings

from lakay.border.models import PassengerFile, PassengerList
from lakay.border.passengers.queries import board
from lakay.demo.arrivals import BOAT, BUS, FLIGHTS, expect_voyages
from lakay.demo.inventing import Names
from lakay.kernel.actors import Actor
from tests.border.passengers.conftest import country, staff

__all__ = ["country"]

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def people(country: None) -> dict[str, Actor]:
    return {
        "stanley": staff(31, "inspector", "HT-CAP"),
        "yolette": staff(32, "inspector", "HT-CAP-SEA"),
        "rose-laure": staff(33, "booth_supervisor", "HT-OUA"),
    }


def test_every_voyage_is_expected_at_its_post_at_its_hour_without_a_fault(people: dict[str, Actor]) -> None:
    assert expect_voyages(people, Names(Path(settings.PACK) / "names.csv"), Random(5), NOW) == 5
    for voyage in (*FLIGHTS, BOAT, BUS):
        row = PassengerList.objects.get(voyage=voyage.number)
        assert row.post == voyage.post
        assert row.expected_at is not None
        assert (row.expected_at - NOW).total_seconds() == voyage.hours * 3600
        assert row.people + row.crew == voyage.people
    assert [faults for faults in PassengerFile.objects.values_list("faults", flat=True) if faults] == []
    assert [voyage.first.voyage for voyage in board("HT-CAP", NOW)] == ["XV412", "QZ77"]
