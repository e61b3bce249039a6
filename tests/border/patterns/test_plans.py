"""The first question of every rule is answered from an index, newest first, and stops after a few rows."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lakay.border.models import Crossing, Declaration, MinorCheck
from lakay.border.patterns import evidence
from lakay.border.rules import Direction
from tests.border.conftest import NOW
from tests.border.patterns.conftest import Gate

pytestmark = pytest.mark.django_db
INDEXES = {
    "border_minor_companion": MinorCheck.objects.filter(companion=UUID(int=1)).order_by("-at")[: evidence.MOST],
    "border_declaration_address": Declaration.objects.filter(address_key="x").order_by("-at")[: evidence.MOST],
    "border_declaration_phone": Declaration.objects.filter(phone_key="x").order_by("-at")[: evidence.MOST],
    "border_crossing_person": Crossing.objects.passed().filter(person=UUID(int=1)).order_by("-at")[: evidence.MOST],
}


@pytest.mark.parametrize("index", INDEXES)
def test_it_searches_an_index_and_sorts_nothing(index: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL reads small tables whole, whatever indexes they have")
    plan = INDEXES[index].explain()
    assert f"USING INDEX {index}" in plan
    assert "TEMP B-TREE" not in plan


def test_a_grown_traveller_costs_no_question(gate: Gate) -> None:
    assert asked(gate, 35) == 0
    assert asked(gate, 9) == 1


def asked(gate: Gate, age: int) -> int:
    """How many questions of patterns the admission of somebody costs."""
    encounter = gate.meet(birth=NOW.date().replace(year=NOW.year - age, day=1))
    with CaptureQueriesContext(connection) as queries:
        gate.passes(encounter, Direction.ENTRY, age=age)
    return sum(_of_patterns(query) for query in queries)


def _of_patterns(query: dict[str, Any]) -> bool:
    return f"LIMIT {evidence.MOST}" in query["sql"] or "border_firing" in query["sql"]
