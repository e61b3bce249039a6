"""The desk of the post by keyboard alone: an incident, its log, a task, a rapid alert and its acknowledgement."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]


def write(page: Page, *steps: str) -> None:
    """Type into the field in focus and go on to the next by Tab; an empty step only goes on."""
    for step in steps:
        if step:
            page.keyboard.type(step)
        page.keyboard.press("Tab")


def test_an_incident_from_the_overview_to_its_second_line(seat: SeatedVisit) -> None:
    luckner = seat("luckner", "/coordination/", language="ht")
    page = luckner.page
    page.keyboard.press("Alt+n")
    expect(page.locator("#id_category")).to_be_focused()
    write(page, "Twòp", "", "Twòp moun sou pon an", "De san moun")
    page.locator("#id_title").press("Enter")
    expect(page.locator("#id_text")).to_be_focused()
    for line in ("Yo louvri dezyèm baryè a", "Tout moun pase"):
        page.keyboard.type(line)
        page.keyboard.press("Enter")
        expect(page.locator(".log")).to_contain_text(line)
        expect(page.locator("#id_text")).to_be_focused()
    luckner.check()


def test_an_alert_stands_at_the_other_post_until_a_key_is_pressed(seat: SeatedVisit) -> None:
    clerveau = seat("clerveau", "/coordination/", language="fr", theme="dark")
    banner = clerveau.page.locator(".notice[role=alert]")
    expect(banner).to_contain_text("The gate closes at noon")
    clerveau.check()
    clerveau.page.keyboard.press("Alt+k")
    expect(banner).to_have_count(0)


def test_a_task_is_taken_on_by_a_key(seat: SeatedVisit) -> None:
    kettly = seat("kettly", "/coordination/", language="ht")
    kettly.page.get_by_role("link", name="Weigh the lorry").press("Enter")
    expect(kettly.page.get_by_role("heading", level=1)).to_have_text("Weigh the lorry")
    kettly.page.keyboard.press("Alt+y")
    expect(kettly.page.locator("#id_finish-outcome")).to_be_visible()
    kettly.check()
