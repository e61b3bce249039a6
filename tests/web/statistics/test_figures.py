"""The desk of figures: who works with them, who only reads them, and who is neither."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from openpyxl import load_workbook

from lakay.journal.models import Event
from lakay.statistics.cube import look, read_cube
from lakay.statistics.registry import indicator
from lakay.statistics.running import Asked
from lakay.statistics.silence import beside
from tests.web.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cube")]


def text(world: World, name: str, address: str, language: str = "en") -> str:
    """A page as somebody sees it."""
    client = world.clients[name]
    client.cookies["lakay_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_analyst_sees_the_border_by_month_with_a_table_beside_each_chart(world: World) -> None:
    page = text(world, "fabienne", "/figures/")
    assert page.count('<svg class="chart"') == page.count("the figures as a table</summary>") >= 5
    assert "Worked out" in page


def test_how_far_the_posts_spoke_stands_beside_the_figures(world: World) -> None:
    page = text(world, "fabienne", "/figures/")
    assert "of the days on which they should have been open" in page
    assert "A silent post is not a zero:" in page
    assert "days missing" in page


def test_an_indicator_says_what_it_means_and_is_divided(world: World) -> None:
    page = text(world, "fabienne", "/figures/border.movements/?by=direction&and_by=sex&first=2025-03&last=2025-03")
    assert "A person who passes four times is four movements." in page
    assert "<td>Entry</td><td>F (woman)</td>" in page


def test_a_file_has_the_same_cells_as_the_cube(world: World, made: Path) -> None:
    address = "/figures/border.movements/file.{}?by=direction&first=2025-03&last=2025-04"
    found = read_cube(made / "cube")
    assert found is not None
    asked = Asked(("month", "direction"), {"month": ["2025-03", "2025-04"]})
    expected = beside(found, look(found, indicator("border.movements"), asked), asked)
    lines = list(csv.reader(StringIO(world.clients["fabienne"].get(address.format("csv")).content.decode())))
    assert lines == [list(expected.columns), *[[str(cell) for cell in row] for row in expected.rows]]
    book = load_workbook(BytesIO(world.clients["fabienne"].get(address.format("xlsx")).content))
    assert [tuple(row) for row in book.active.iter_rows(values_only=True)] == [expected.columns, *expected.rows]
    assert len(expected.rows) == 4


def test_beside_each_figure_of_a_file_stands_how_far_the_post_spoke(world: World, made: Path) -> None:
    address = "/figures/border.movements/file.csv?by=post&first=2025-03&last=2025-03"
    found = read_cube(made / "cube")
    assert found is not None
    days = look(found, indicator("posts.completeness"), Asked(("post",), {"month": ["2025-03"]})).rows
    rows = list(csv.DictReader(StringIO(world.clients["fabienne"].get(address).content.decode())))
    told = {row["post"]: (row["days_reported"], row["days_expected"]) for row in rows if row["days_expected"]}
    assert told == {str(post): (str(reported), str(expected)) for post, reported, expected in days}
    assert all(0 <= int(row["percent_recorded_at_once"]) <= 100 for row in rows)
    assert len(rows) == 3


def test_who_only_reads_is_refused_what_could_show_somebody(world: World) -> None:
    fine = "/figures/border.movements/?by=direction&and_by=sex"
    assert "divide less" in text(world, "gerald", fine)
    assert "divide less" not in text(world, "fabienne", fine)
    small = "/figures/border.refusals/?by=reason"
    assert "smaller than 5" in text(world, "gerald", small)
    assert world.clients["gerald"].get("/figures/border.refusals/file.csv?by=reason").status_code == 422
    assert "divide less" in text(world, "gerald", "/figures/border.movements/?post=HT-OUA")


def test_protection_has_the_higher_threshold_and_a_look_is_on_the_record(world: World) -> None:
    address = "/figures/protection.intakes/?by=sex"
    assert "smaller than 11" in text(world, "gerald", address)
    assert not Event.objects.filter(action="statistics.figures.read").exists()
    text(world, "fabienne", address)
    assert Event.objects.filter(action="statistics.figures.read").count() == 1


def test_persons_are_not_added_up_on_demand(world: World) -> None:
    page = text(world, "fabienne", "/figures/border.persons/?by=nationality&and_by=age_group")
    assert "Persons cannot be added up" in page


def test_a_rate_stands_with_its_two_numbers(world: World) -> None:
    page = text(world, "fabienne", "/figures/border.refusal_rate/", "fr")
    assert "pour mille" in page
    assert page.count("<td") >= 36


@pytest.mark.parametrize("name", ["marie", "carole", "frantz"])
def test_a_stranger_finds_no_desk_of_figures(world: World, name: str) -> None:
    for address in ("/figures/", "/figures/dictionary/", "/figures/border.movements/", "/figures/border.movements/file.csv"):
        assert world.clients[name].get(address).status_code == 404


def test_what_is_no_figure_and_no_file_is_not_found(world: World) -> None:
    for address in ("/figures/border.gold/", "/figures/border.movements/file.exe", "/figures/border.gold/file.csv"):
        assert world.clients["fabienne"].get(address).status_code == 404


def test_choices_that_make_no_sense_leave_the_page_standing(world: World) -> None:
    page = text(world, "fabienne", "/figures/border.movements/?first=x&last=2025-99&by=shoe&post=Z")
    assert "<table" in page


def test_the_months_shown_are_those_chosen_in_the_form(world: World) -> None:
    page = text(world, "fabienne", "/figures/border.movements/?by=direction")
    assert '<option value="2026-01" selected>' in page
    assert '<th scope="row">Jan 2026</th>' in page
    assert '<th scope="row">Dec 2025</th>' not in text(world, "fabienne", "/figures/border.movements/?first=2026-01")


def test_no_page_reads_facts(world: World, made: Path, settings: Any, tmp_path: Path) -> None:
    copytree(made / "cube", tmp_path / "cube")
    settings.STATISTICS = tmp_path
    assert not (tmp_path / "facts").exists()
    for address in ("/figures/", "/figures/border.movements/?by=direction", "/figures/flows/"):
        assert "<table" in text(world, "fabienne", address)
    assert world.clients["fabienne"].get("/figures/border.movements/file.csv").status_code == 200


def test_without_a_cube_it_says_so(world: World, settings: Any, tmp_path: Path) -> None:
    settings.STATISTICS = tmp_path
    for address in ("/figures/", "/figures/border.movements/"):
        assert "No figures have been worked out on this machine yet." in text(world, "fabienne", address)
    assert world.clients["fabienne"].get("/figures/border.movements/file.csv").status_code == 422


def test_every_indicator_has_a_page_and_a_line_in_the_dictionary(world: World) -> None:
    page = text(world, "gerald", "/figures/dictionary/", "ht")
    assert page.count('class="mono"') >= 20
