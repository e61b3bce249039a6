"""Oversight: how often each rule fired and was right, for whom."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from lakay.border.models import Call, Firing
from lakay.journal.models import Event
from lakay.web.oversight.patterns import Quarter
from tests.web.protection.desk import fire
from tests.web.world import World, actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def fired(world: World) -> None:
    """Twelve firings of a rule on Haitian women and girls, six on Dominican boys; the desk agreed with ten of the first."""
    marie = actor(world, "marie", "HT-OUA")
    calls = {name: Call.objects.get(pk=world.records[f"call_{name}"]) for name in ("closed", "waiting")}
    Firing.objects.all().delete()
    for _ in range(10):
        fire(marie, calls["closed"], "shared-phone")
    for _ in range(2):
        fire(marie, calls["waiting"], "shared-phone")
    for _ in range(6):
        fire(marie, calls["waiting"], "shared-phone", sex="M", nationality="DOM")


def table(client: Client, query: str = "") -> dict[str, dict[str, str]]:
    """The exported table by group."""
    text = client.get(f"/oversight/patterns/export{query}").content.decode()
    return {row["group"]: row for row in csv.DictReader(StringIO(text))}


def test_the_figures_by_nationality_and_sex(world: World, fired: None) -> None:
    rows = table(world.clients["guerda"])
    assert (rows["Everybody"]["fired"], rows["Everybody"]["closed"], rows["Everybody"]["agreed"], rows["Everybody"]["rate"]) == (
        "18",
        "10",
        "10",
        "100 %",
    )
    assert rows["Haiti"]["fired"] == rows["F (woman)"]["fired"] == "12"
    assert rows["M (man)"]["fired"] == "6"
    assert rows["M (man)"]["closed"] == "0"
    assert int(rows["Everybody"]["in_10000_movements"]) > 10_000, "three travellers passed in this world"


def test_a_small_number_is_not_told(world: World, fired: None) -> None:
    Firing.objects.filter(sex="M").order_by("pk").last().delete()  # type: ignore[union-attr]
    Firing.objects.filter(sex="M").order_by("pk").last().delete()  # type: ignore[union-attr]
    rows = table(world.clients["claudette"])
    assert (rows["Everybody"]["fired"], rows["M (man)"]["fired"], rows["F (woman)"]["fired"]) == ("16", "<5", "…")


def test_no_name_no_person_and_the_look_is_entered(world: World, fired: None) -> None:
    page = world.clients["claudette"].get("/oversight/patterns").content.decode()
    assert "The same telephone for people who have no tie" in page
    assert "PIERRE" not in page.upper()
    assert str(world.records["seen"]) not in page
    assert Event.objects.filter(action="border.pattern_figures.read").exists()


def test_another_quarter_is_another_table(world: World, fired: None) -> None:
    before = Quarter.of(date.today()).before  # noqa: DTZ011
    page = world.clients["guerda"].get(f"/oversight/patterns?quarter={before.code}").content.decode()
    assert "No rule fired in this quarter." in page
    assert f'value="{before.code}" selected' in page
    for nonsense in ("2026-9", "x", ""):
        assert "The same telephone" in world.clients["guerda"].get(f"/oversight/patterns?quarter={nonsense}").content.decode()


def test_no_cell_of_the_export_begins_as_a_formula(world: World, fired: None) -> None:
    Firing.objects.update(nationality="=1+", rule="+SUM(A1)")
    for row in table(world.clients["guerda"]).values():
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


@pytest.mark.parametrize(("day", "code", "first"), [(date(2026, 1, 1), "2026-1", 1), (date(2026, 12, 31), "2026-4", 10)])
def test_a_quarter_has_three_months(day: date, code: str, first: int) -> None:
    quarter = Quarter.of(day)
    assert (quarter.code, quarter.first.month) == (code, first)
    assert quarter.before.after == quarter
    assert quarter.after.before == quarter


def test_what_was_erased_is_counted_no_more(world: World, fired: None) -> None:
    Firing.objects.filter(sex="M").update(rule="")
    rows: Any = table(world.clients["guerda"])
    assert rows["Everybody"]["fired"] == "12"
