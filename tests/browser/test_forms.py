"""A workbook comes to publication by two people, at the keyboard, in Kreyòl and in French; a phone gets its code; an answer is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.browsing import Visit
from tests.forms.conftest import SMALL
from tests.web.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]

NEXT = SMALL.replace("| small | 1 |", "| small | 3 |").replace("| Laj | Age |", "| Konbe an | How old |")


def bring(opened: Visit, file: Path) -> None:
    """Bring a workbook by the keyboard."""
    opened.page.locator("#id_file").set_input_files(file)
    opened.page.keyboard.press("Alt+b")
    opened.page.wait_for_load_state()


def test_a_form_comes_to_publication_by_two_people(world: World, seat: SeatedVisit, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(NEXT, encoding="utf-8")
    bad.write_text(NEXT.replace("select_one yn | safe", "select_one nowhere | safe"), encoding="utf-8")
    frantz = seat("frantz", "/forms/", language="ht")
    bring(frantz, bad)
    expect(frantz.page.get_by_text("nowhere")).to_be_visible()
    frantz.faults.clear()  # a refused form is 422, which the browser notes
    frantz.check()
    bring(frantz, good)
    expect(frantz.page.get_by_text("Konbe an").first).to_be_visible()
    frantz.check()
    frantz.page.keyboard.press("Alt+p")
    expect(frantz.page.locator("form[action$='/propose/']")).to_have_count(0)
    solange = seat("solange", frantz.page.url.removeprefix(frantz.address), language="fr", theme="dark")
    solange.check()
    solange.page.keyboard.press("Alt+p")
    expect(solange.page.locator("main summary")).to_have_count(1)
    solange.go(f"/forms/{world.records['form']}/")
    expect(solange.page.locator("main tbody tr")).to_have_count(3)


def test_a_phone_gets_its_code_once(world: World, seat: SeatedVisit) -> None:
    solange = seat("solange", "/forms/phones/", language="fr")
    solange.page.locator("form[action$='/approve/'] button").click()
    expect(solange.page.locator("img.qr")).to_be_visible()
    solange.check()
    solange.go("/forms/phones/")
    expect(solange.page.locator("img.qr")).to_have_count(0)


def test_a_filled_form_is_read_in_the_language_of_the_reader(world: World, seat: SeatedVisit) -> None:
    mirlande = seat("mirlande", "/forms/filled/", language="ht")
    mirlande.page.locator("main tbody a").first.click()
    expect(mirlande.page.get_by_text("An sekirite?")).to_be_visible()
    mirlande.check()
    mirlande.page.get_by_role("link", name="English (en)").click()
    expect(mirlande.page.get_by_text("Safe?")).to_be_visible()
