"""Where somebody stays, in Chromium: opened with one's own key by keyboard, and every page of the desk sound in two guises."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lakay.whereabouts.models import Opening
from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.web.whereabouts_world import PIN, key_of
from tests.web.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
PICTURES = os.environ.get("LAKAY_PICTURES", "")


def picture(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for one."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def test_a_keyholder_opens_it_by_keyboard_and_puts_it_away(world: World, seat: SeatedVisit) -> None:
    opened = seat("nadege", f"/protection/places/circle/{world.records['circle']}", language="ht")
    page, before = opened.page, Opening.objects.count()
    page.locator("#id_why").focus()
    for words in ("Pou vizite l", key_of("nadege").code, PIN):
        page.keyboard.type(words)
        page.keyboard.press("Tab")
    page.keyboard.press("Alt+O")
    expect(page.locator("main")).to_contain_text("zqplaceaddress")
    opened.check()
    picture(page, "opened-ht")
    assert Opening.objects.count() == before + 1
    page.keyboard.press("Escape")
    page.wait_for_url("**/circle/*")
    expect(page.locator("main")).not_to_contain_text("zqplaceaddress")


@pytest.mark.parametrize(("language", "theme"), [("fr", "dark"), ("ht", "light")])
def test_every_page_of_the_desk_is_sound(world: World, seat: SeatedVisit, language: str, theme: str) -> None:
    at = "/protection/places"
    mirlande = seat("mirlande", f"{at}/", language=language, theme=theme)
    mirlande.check()
    picture(mirlande.page, f"home-{language}")
    records = {name: world.records[name] for name in ("circle", "file_mirlande", "glass_open")}
    for name, path in {
        "circle": f"circle/{records['circle']}",
        "person": f"of/{records['file_mirlande']}",
        "glass": f"glass/{records['glass_open']}",
        "card_found": f"card/{records['file_mirlande']}",
        "card_read": "card",
        "key": "key",
    }.items():
        mirlande.go(f"{at}/{path}")
        mirlande.check()
        picture(mirlande.page, f"{name}-{language}")
    mirlande.go(f"{at}/of/{records['file_mirlande']}")
    mirlande.page.locator("#id_word").fill("mango fransik")
    mirlande.page.locator("form[action$='/card'] button").click()
    expect(mirlande.page.locator(".paper")).to_be_visible()
    mirlande.check()
    picture(mirlande.page, f"card-{language}")
    guerda = seat("guerda", f"{at}/reviews", language=language, theme=theme)
    guerda.check()
    picture(guerda.page, f"reviews-{language}")
