"""What a browser says of a field is said in the language of the page; what went wrong is where the keyboard is."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.web.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

SAID = "document.activeElement.validationMessage"


def consent_of(world: World) -> str:
    """The page where a child and who is beside them answer."""
    return f"/protection/files/{world.records['file_mirlande']}/consent"


def answer(page: Page, name: str) -> None:
    """The first answer to a question, by keyboard."""
    page.locator(f"[name={name}]").first.focus()
    page.keyboard.press("Space")


def test_a_field_that_is_missing_is_asked_for_in_the_language_of_the_page(world: World, seat: SeatedVisit) -> None:
    opened = seat("mirlande", consent_of(world), language="ht")
    page = opened.page
    expect(page.locator("[name=s_interview]").first).to_be_focused()
    page.keyboard.press("Alt+s")
    assert page.evaluate(SAID) == "Chwazi youn ladan yo."
    for question in page.evaluate("[...new Set([...document.querySelectorAll('main [type=radio]')].map((one) => one.name))]"):
        answer(page, question)
    page.keyboard.press("Alt+s")
    expect(page.locator("#id_guardian")).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert page.evaluate(SAID) == "", "what was said is taken back once it is put right"
    page.keyboard.press("Alt+s")
    expect(page.locator("#faults")).to_be_focused()
    opened.faults.clear()  # the browser itself says that it was a 422
    opened.check()


def test_from_what_is_wrong_one_goes_to_the_field_and_the_next_answer_begins_with_what_is_wrong_still(
    world: World, seat: SeatedVisit
) -> None:
    page = seat("mirlande", consent_of(world), language="fr").page
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.keyboard.press("Alt+s")
    expect(page.locator("#faults")).to_be_focused()
    address = page.url
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[name=s_interview]").first).to_be_focused()
    assert page.url == address
    page.keyboard.press("Space")
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.keyboard.press("Alt+s")
    expect(page.locator("#faults a").first).not_to_have_attribute("href", "#id_s_interview_0")
    expect(page.locator("#faults")).to_be_focused()


def test_what_was_refused_as_a_whole_has_the_keyboard(world: World, seat: SeatedVisit) -> None:
    page = seat("nadege", f"/protection/places/circle/{world.records['circle']}", language="ht").page
    for field, text in (("why", "Pou vizite l"), ("code", str(uuid4())), ("pin", "999111")):
        page.locator(f"#id_{field}").focus()
        page.keyboard.type(text)
    page.keyboard.press("Alt+o")
    refused = page.locator("main .notice[role=alert]")
    expect(refused).to_be_focused(timeout=60_000)
    page.keyboard.press("Tab")
    expect(page.locator("#id_why")).to_be_focused()


def test_what_the_booth_proposes_for_its_lane_is_replaced_by_what_is_typed(world: World, seat: SeatedVisit) -> None:
    page = seat("jean", "/booth/", language="ht").page
    lane = page.locator("#id_lane")
    expect(lane).to_be_focused()
    page.keyboard.type("7")
    assert lane.input_value() == "7"
