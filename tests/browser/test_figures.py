"""The desk of figures with figures in it: every chart accessible and within its edges, and the way down and up by keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.browser.test_desks import faults_of, prepared
from tests.web.statistics.conftest import cube, made  # noqa: F401  (fixtures)
from tests.web.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(1800)]
PAGES = (
    "/figures/",
    "/figures/flows/",
    "/figures/border.movements/?by=sex",
    "/figures/border.persons/?by=nationality&and_by=sex",
)


def test_charts_are_sound_and_the_way_leads_down_and_up_by_keyboard(world: World, seat: SeatedVisit, cube: Path) -> None:  # noqa: F811
    opened = prepared(seat("fabienne", "", language="fr", theme="dark"))
    page: Any = opened.page
    wrong = []
    for address in PAGES:
        opened.go(address)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        wrong += [f"{address}: {fault}" for fault in faults_of(opened)]
    assert wrong == [], "\n".join(wrong)
    opened.go("/figures/")
    folded = page.locator("details.fold table").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible(), "a printed page lacks its tables"
    page.emulate_media(media="screen")
    page.locator("a[href^='/figures/places/HT04/']").first.press("Enter")
    page.wait_for_url("**/places/HT04/**")
    wrong += faults_of(opened)
    page.keyboard.press("Escape")
    page.wait_for_url("**/figures/?span=12")
    page.keyboard.press("Alt+1")
    page.wait_for_url("**/figures/border.movements/?span=12")
    page.keyboard.press("Alt+k")
    page.wait_for_url("**/figures/dictionary/")
    assert wrong == [], "\n".join(wrong)
