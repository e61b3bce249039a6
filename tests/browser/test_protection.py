"""The protection desk in Chromium: by keyboard alone, and asked again by itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from lakay.border.actions import call_protection
from lakay.border.models import Call, Crossing
from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.web.world import World, actor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
PICTURES = os.environ.get("LAKAY_PICTURES", "")


def picture(page: object, name: str) -> None:
    """Keep a picture where somebody asked for one."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"))  # type: ignore[attr-defined]


def test_a_call_from_the_queue_to_its_end_by_keyboard_alone(world: World, seat: SeatedVisit) -> None:
    opened = seat("mirlande", "/protection/", language="ht")
    page = opened.page
    opened.check()
    picture(page, "protection-queue-ht")
    page.keyboard.press("Alt+1")
    page.wait_for_url("**/protection/calls/*")
    expect(page.locator("body")).not_to_contain_text("Pierre")
    page.keyboard.press("Alt+T")
    page.wait_for_selector("#id_note")
    expect(page.locator("main")).to_contain_text("PIERRE", ignore_case=True)
    opened.check()
    picture(page, "protection-call-ht")
    page.keyboard.press("Alt+N")
    page.keyboard.type("Matant li vin chèche l.")
    page.keyboard.press("Alt+1")
    page.wait_for_url("**/protection/")
    closed = Call.objects.get(pk=world.records["call_waiting"])
    assert (closed.status, closed.agreed, closed.note) == ("closed", True, "Matant li vin chèche l.")


def test_a_new_call_comes_by_itself(world: World, seat: SeatedVisit) -> None:
    opened = seat("mirlande", "/protection/", language="en")
    rows = opened.page.locator("#calls tbody tr")
    expect(rows).to_have_count(2)
    link = opened.page.locator("#calls tbody a").last
    link.focus()
    address = str(link.get_attribute("href"))
    encounter = (
        Crossing.objects.select_related("encounter__shift", "encounter__person").get(pk=world.records["crossing"]).encounter
    )
    call_protection(by=actor(world, "marie", "HT-OUA"), at=encounter.at, encounter=encounter)
    expect(rows).to_have_count(3, timeout=120_000)
    expect(opened.page.locator(f"a[href='{address}']")).to_be_focused()
    opened.check()


@pytest.mark.parametrize(("language", "theme"), [("fr", "dark"), ("ht", "light")])
def test_what_a_rule_saw_and_how_often_it_was_right(world: World, seat: SeatedVisit, language: str, theme: str) -> None:
    opened = seat("mirlande", f"/protection/calls/{world.records['call_taken']}", language=language, theme=theme)
    opened.faults.clear()  # the picture of this world is none
    opened.check()
    picture(opened.page, f"protection-rule-{language}")
    review = seat("guerda", "/oversight/patterns", language=language, theme=theme)
    review.check()
    picture(review.page, f"patterns-{language}")
