"""Ten thousand open files: how often and how long the desk asks the database."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lakay.kernel.purposes import Purpose
from lakay.protection.models import Intake
from lakay.protection.queries import load_of, open_files, overdue_files, story_of
from tests.protection.office import HOUR, NOW, asked, opened, person

pytestmark = pytest.mark.django_db
CARE = Purpose.PROTECTION


def many(count: int) -> None:
    """Files put into the table directly: only the size of it matters."""
    rows = (
        Intake(
            id=uuid4(),
            versions={},
            post="HT-OUA",
            agency="IBESR",
            opened_at=NOW,
            opened_by=uuid4(),
            priority=number % 4 + 1,
            due_at=NOW + timedelta(minutes=number % 997),
        )
        for number in range(count)
    )
    while batch := list(islice(rows, 1000)):
        Intake.objects.bulk_create(batch)


def queries(work: Any) -> int:
    with CaptureQueriesContext(connection) as asked_for:
        work()
    return len(asked_for)


@pytest.mark.tampers
def test_the_first_page_of_ten_thousand_is_read_from_an_index() -> None:
    many(2_000)
    ginette = person("ginette")
    assert queries(lambda: (list(open_files(ginette, CARE)[:50]), load_of(ginette, CARE, NOW))) == 2
    assert queries(lambda: list(overdue_files(ginette, CARE, NOW + HOUR)[:50])) == 1
    assert len({one.priority for one in open_files(ginette, CARE)[:50]}) == 1


def test_a_file_is_read_by_the_same_number_of_queries_however_much_is_in_it() -> None:
    intake = opened("nadege")
    asked(intake, "rapid", danger="no")
    before = queries(lambda: story_of(person("nadege"), CARE, intake, NOW))
    for _again in range(3):
        asked(intake, "rapid", danger="no")
    assert queries(lambda: story_of(person("nadege"), CARE, intake, NOW)) == before == 4
