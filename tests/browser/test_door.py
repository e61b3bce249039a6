"""The door, with a keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.web.world import PASSWORD, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


ONE_ROW = 60  # px: two rows take about 80


def leave(page: Page) -> None:
    """Log out by keyboard: behind the own name, the last thing in it."""
    page.locator(".at-end summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Soti", exact=True).focus()
    page.keyboard.press("Enter")


def test_one_logs_in_with_the_keyboard(world: World, visit: SeatedVisit) -> None:
    opened = visit("/login")
    keyboard = opened.page.keyboard
    assert opened.page.evaluate("document.activeElement.name") == "username"
    keyboard.type("jean")
    keyboard.press("Tab")
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    expect(opened.page.get_by_role("heading", level=1)).to_have_text("Jean of the tests")
    opened.check()


def test_the_first_tab_leads_past_the_bar(world: World, seat: SeatedVisit) -> None:
    page = seat("marie", "/account").page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("language", ["ht", "fr", "es"])
def test_the_desks_of_a_supervisor_stand_in_one_row(world: World, seat: SeatedVisit, language: str) -> None:
    for path in (reverse("supervision:home"), reverse("booth:home")):
        opened = seat("rose", path, language=language)
        assert opened.page.locator("header.bar").evaluate("bar => bar.offsetHeight") < ONE_ROW
        opened.check()


def test_a_menu_of_the_bar_is_used_with_the_keyboard(world: World, seat: SeatedVisit) -> None:
    opened = seat("rose", reverse("supervision:home"), language="fr")
    page, menu = opened.page, opened.page.locator("nav .menu", has_text="Registres")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link").first).to_be_visible()
    assert opened.overflow() == 0
    covered = "target-size"  # what lies under an open menu has less room, as long as it is open
    assert [fault for fault in opened.accessibility() if not fault.startswith(covered)] == []
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link").first).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{reverse('imports:runs')}")
    expect(menu.locator("summary")).to_have_attribute("aria-current", "true")
    menu.locator("summary").click()
    page.get_by_role("heading", level=1).click()
    expect(menu.get_by_role("link").first).to_be_hidden()


def test_one_key_locks_the_screen_and_the_password_opens_it(world: World, seat: SeatedVisit) -> None:
    opened = seat("marie", reverse("booth:register"))
    opened.page.keyboard.press("Alt+l")
    expect(opened.page.get_by_role("heading", level=1)).to_have_text("Ekran an bloke")
    assert "PIERRE" not in opened.page.content().upper()
    opened.check()
    opened.page.keyboard.type(PASSWORD)
    opened.page.keyboard.press("Enter")
    expect(opened.page.get_by_role("heading", level=1)).not_to_have_text("Ekran an bloke")


def test_a_screen_that_nobody_touches_locks_itself(world: World, seat: SeatedVisit) -> None:
    opened = seat("marie")
    opened.page.clock.install()
    opened.go(reverse("booth:register"))
    opened.page.clock.run_for(301_000)
    expect(opened.page.get_by_role("heading", level=1)).to_have_text("Ekran an bloke")


def test_the_language_changes_where_one_is(world: World, visit: SeatedVisit) -> None:
    page = visit("/help/").page
    page.get_by_label("Lang", exact=True).select_option("es")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ayuda")
    assert page.url.endswith("/help/")


def test_after_the_log_out_the_back_button_shows_nothing(world: World, seat: SeatedVisit) -> None:
    page = seat("marie", reverse("booth:register")).page
    leave(page)
    page.wait_for_url("**/login")
    page.go_back()
    page.wait_for_url("**/login**")
    assert "PIERRE" not in page.content().upper()


def test_a_passkey_is_added_and_opens_the_door(world: World, seat: SeatedVisit, live_server: Any, settings: Any) -> None:
    settings.PUBLIC_ORIGIN = live_server.url
    opened = seat("jean", "/account")
    page = opened.page
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    authenticator = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    wanted = {**authenticator, "isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": wanted})
    page.get_by_label("Non kle a").fill("Kle biwo a")
    page.get_by_role("button", name="Ajoute yon kle aksè").click()
    expect(page.get_by_role("cell", name="Kle biwo a")).to_be_visible()
    leave(page)
    page.wait_for_url("**/login")
    page.keyboard.press("F8")
    expect(page.locator(".at-end summary")).to_have_text("Jean of the tests")
    opened.check()
