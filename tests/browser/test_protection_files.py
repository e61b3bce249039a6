"""A file of the protection desk in Chromium: from a call to the first look, by keyboard alone and in little time."""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from lakay.protection.models import Intake, Screening
from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.web.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
PICTURES = os.environ.get("LAKAY_PICTURES", "")


def picture(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for one."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def answer(page: Page, group: str, key: str = "Space") -> None:
    """Go to a group of choices by Tab, and choose its first by Space, or another by an arrow."""
    for _each in range(40):
        if page.evaluate("document.activeElement.name") == group:
            page.keyboard.press(key)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {group}")


def test_from_a_call_to_the_first_look_by_keyboard_alone(world: World, seat: SeatedVisit) -> None:
    opened = seat("mirlande", f"/protection/calls/{world.records['call_taken']}", language="ht")
    opened.faults.clear()  # the picture of this world is none
    page = opened.page
    page.keyboard.press("Alt+F")
    page.wait_for_url("**/protection/files/*")
    opened.check()
    picture(page, "file-new-ht")
    began = monotonic()
    page.keyboard.press("Alt+Q")
    page.wait_for_url("**/ask/rapid")
    expect(page.locator("[name=q_signs]").first).to_be_focused()
    answer(page, "q_signs")
    for question in ("danger", "doctor", "stopped", "papers"):
        answer(page, f"q_{question}", "ArrowRight")
    answer(page, "q_tonight")
    answer(page, "private")
    answer(page, "interviewer_sex")
    picture(page, "first-look-ht")
    opened.check()
    page.keyboard.press("Alt+S")
    page.wait_for_url(lambda address: "/ask/" not in address)
    took = monotonic() - began
    assert took < 90, "the aim, with a person's thinking left out; a slow machine needs some seconds"
    one = Screening.objects.latest("pk")
    assert one.answers == {
        **dict.fromkeys(("danger", "doctor", "stopped", "papers"), "no"),
        "signs": ["injuries"],
        "tonight": "yes",
    }
    assert Intake.objects.get(pk=one.intake_id).priority == 1
    opened.check()


@pytest.mark.parametrize(("language", "theme"), [("fr", "dark"), ("ht", "light")])
def test_a_whole_file_is_sound_where_it_is_read(world: World, seat: SeatedVisit, language: str, theme: str) -> None:
    hers = f"/protection/files/{world.records['file_mirlande']}"
    opened = seat("mirlande", hers, language=language, theme=theme)
    opened.check()
    picture(opened.page, f"file-{language}")
    for path in (f"{hers}/consent", f"{hers}/ask/labour-child", "/protection/files/new", "/protection/files/"):
        opened.go(path)
        opened.check()
        picture(opened.page, f"{path.rsplit('/', 1)[1] or 'files'}-{language}")
    ginette = seat("ginette", "/protection/files/late", language=language, theme=theme)
    ginette.check()
    ginette.go(hers)
    expect(ginette.page.locator("main")).to_contain_text("Ti Jo")
    ginette.check()
    picture(ginette.page, f"decide-{language}")


def test_a_statement_is_heard_when_its_key_is_pressed_and_not_before(world: World, seat: SeatedVisit) -> None:
    heard: list[str] = []
    opened = seat("mirlande", f"/protection/files/{world.records['file_mirlande']}", language="ht")
    page = opened.page
    page.on("request", lambda request: heard.append(request.url.rsplit("/", 1)[1]) if request.url.endswith(".ogg") else None)
    page.keyboard.press("Alt+C")
    page.wait_for_url("**/consent")
    first = page.locator("[data-voice]").first
    expect(page.locator(".statement svg")).to_have_count(7)
    expect(first).to_be_visible()
    opened.check()
    assert heard == []
    with page.expect_request("**/interview.ht.ogg"):
        page.keyboard.press("Alt+1")
    page.get_by_role("link", name="Español").click()
    with page.expect_request("**/withdrawal.es.ogg"):
        page.keyboard.press("Alt+7")
    assert page.url.endswith("/consent"), "nothing that was answered is lost"
    assert not page.locator("[data-playing]").count() or page.locator("[data-playing]").count() == 1
    picture(page, "consent-heard")
    opened.check()
