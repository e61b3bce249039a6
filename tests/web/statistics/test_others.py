"""Figures of others on the page of a figure of ours: drawn by themselves, with their source, never in our numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from lakay.access.sessions import actor_with
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.clock import SystemClock
from lakay.reported.actions import Delivery, end_series, enter_figures, start_series
from lakay.reported.models import Series
from lakay.reported.rules import judge
from tests.web.reported_world import SAID
from tests.web.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cube")]


def analyst() -> Actor:
    """Who enters figures of others."""
    return actor_with(system_actor("tests").id, "ONM", "", [("analyst", "")])


def text(world: World, address: str, name: str = "fabienne") -> str:
    """A page in English."""
    client = world.clients[name]
    client.cookies["lakay_language"] = "en"
    return str(client.get(address).content.decode())


def tell(world: World, columns: tuple[str, ...], *rows: tuple[tuple[str, ...], str], **more: Any) -> Series:
    """A series beside the movements, with one delivery."""
    now, by = SystemClock().now(), analyst()
    kept = start_series(by=by, at=now, code="told", values=SAID | {"title": "Told elsewhere"} | more)
    series = Series.objects.get(pk=kept.id_of(Series))
    enter_figures(by=by, at=now, series=series, given=Delivery(judge(columns, rows), "edition 7"))
    return series


def of(page: str, title: str) -> str:
    """The panel of a series."""
    return next(part.split("</section>")[0] for part in page.split("<section") if f">{title}</h2>" in part)


def test_a_series_stands_beside_ours_with_its_source_unit_edition_and_licence(world: World) -> None:
    page = text(world, "/figures/border.movements/")
    panel = of(page, SAID["title"])
    for told in ("12,041", "13,550", SAID["source"], "persons", "October 2026", SAID["licence"], "<svg"):
        assert told in panel
    assert "never added to ours" in page
    assert SAID["title"] not in text(world, "/figures/border.refusals/")
    ours = page.split(">Figures of others</h2>")[0]
    assert "12,041" not in ours


def test_a_monthly_series_is_drawn_over_the_months_of_the_page_and_what_is_missing_is_a_gap(world: World) -> None:
    tell(world, ("period",), (("2025-11",), "40"), (("2026-01",), "70"), (("2019-05",), "9"))
    panel = of(text(world, "/figures/border.movements/?first=2025-11&last=2026-01"), "Told elsewhere")
    assert panel.count("<tr>") == 1 + 3
    assert panel.count('class="gap"') == 1
    assert "Dec 2025: –" in panel
    assert "1 value more is on the page of the series." in panel


def test_on_the_page_of_a_post_others_tell_of_that_post_alone(world: World) -> None:
    tell(world, ("period", "post"), (("2026-01", "HT-OUA"), "41"), (("2026-01", "HT-BEL"), "97"))
    panel = of(text(world, "/figures/border.movements/?post=HT-OUA"), "Told elsewhere")
    assert ">41<" in panel
    assert ">97<" not in panel


@pytest.mark.parametrize(
    ("rows", "drawn"),
    [
        ([("2025", "90"), ("2026", "95")], True),
        ([("2025-Q1", "90.4"), ("2025-Q2", "95.1")], True),
        ([("2025", "0.4"), ("2026", "0.9")], False),
        ([("2025", "-40"), ("2026", "95")], False),
        ([("2025", "90"), ("2026-Q1", "95")], False),
    ],
)
def test_what_bars_would_tell_wrongly_is_a_table_alone(world: World, rows: list[tuple[str, str]], drawn: bool) -> None:
    tell(world, ("period",), *(((period,), number) for period, number in rows))
    panel = of(text(world, "/figures/border.movements/"), "Told elsewhere")
    assert ("<svg" in panel) is drawn
    assert ('<details class="fold" open>' in panel) is not drawn
    assert all(f"{Decimal(number):,}" in panel for _period, number in rows)


def test_a_series_that_ended_stands_there_no_more(world: World) -> None:
    series = Series.objects.get(pk=world.records["series"])
    end_series(by=analyst(), at=SystemClock().now(), series=series)
    assert SAID["title"] not in text(world, "/figures/border.movements/")
