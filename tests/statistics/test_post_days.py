"""Which posts should have spoken on which day: asked of the store by the year, and not by the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lakay.kernel.actors import system_actor
from lakay.places.actions import load_pack
from lakay.statistics.facts import posts
from tests.border.conftest import NOW, TODAY


def holidays_asked(monkeypatch: pytest.MonkeyPatch, first: date) -> int:
    """How often the holidays are asked for, where a post spoke on a day and today."""
    monkeypatch.setattr(posts, "reported", lambda: {("HT-OUA", first), ("HT-OUA", TODAY)})
    with CaptureQueriesContext(connection) as asked:
        rows = list(posts.post_days())
    assert {(row[3], row[-1]) for row in rows} >= {("HT-OUA", 1)}
    return sum("places_holiday" in query["sql"] for query in asked)


@pytest.mark.django_db
def test_the_holidays_are_asked_once_a_year_however_many_days_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    load_pack(by=system_actor("install", frozenset({"places:place:edit"})), at=NOW)
    of_two_days = holidays_asked(monkeypatch, TODAY - timedelta(days=1))
    assert of_two_days > 0
    assert holidays_asked(monkeypatch, TODAY - timedelta(days=60)) == of_two_days
