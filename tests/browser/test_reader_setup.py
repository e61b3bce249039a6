"""The set-up of a reader: the card is read by readers of every country, and what is learnt is kept for the lane."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from lakay.traveldocs.learning import CARD
from tests.browser.conftest import Booth, Sit
from tests.traveldocs.test_keyboards import SHOWN

pytestmark = pytest.mark.browser


@pytest.fixture
def ready(sit: Sit) -> Booth:
    """Marie Désir at the set-up page of her lane."""
    booth = sit(language="en")
    booth.open()
    booth.visit.go("/booth/reader/")
    expect(booth.page.locator("#reading[data-ready]")).to_be_visible()
    return booth


def found(booth: Booth) -> str:
    """What the page says it found."""
    expect(booth.page.locator("#found")).to_be_visible()
    return booth.page.locator("#found").inner_text()


@pytest.mark.parametrize("keyboard", sorted(SHOWN))
def test_a_known_keyboard_is_found_by_name(ready: Booth, keyboard: str) -> None:
    table = {ord(meant): seen for meant, seen in SHOWN[keyboard].items()}
    ready.reader(tuple(row.translate(table) for row in CARD))
    text = found(ready)
    assert keyboard.split("_", maxsplit=1)[0].capitalize() in text
    assert "Between the rows\nEnter" in text


@pytest.mark.parametrize(("end", "name"), [("\r", "Enter"), ("\n", "Ctrl+J"), ("\t", "Tab"), ("", "—")])
def test_prefix_suffix_and_ends_of_rows_are_learnt(ready: Booth, end: str, name: str) -> None:
    ready.reader(CARD, end, prefix="]Q1", suffix="#")
    text = found(ready)
    assert "The reader and the computer agree" in text
    assert "Before the document\n]Q1" in text
    assert f"Between the rows\n{name}" in text
    assert text.split("After the document\n")[1].startswith("#" if name == "—" else f"{name} #")


def test_a_keyboard_of_its_own_is_learnt_and_kept(ready: Booth) -> None:
    table = str.maketrans({"<": "-", "A": "Q", "Q": "A", "1": "!"})
    ready.reader(tuple(row.translate(table) for row in CARD))
    assert "Q → A" in found(ready)
    ready.page.keyboard.press("Alt+k")
    kept = ready.page.locator("#kept")
    expect(kept).to_contain_text("A keyboard of its own")
    expect(kept).to_contain_text("! → 1")
    expect(kept).to_contain_text("ms")


def test_another_text_is_not_taken_for_the_card(ready: Booth) -> None:
    ready.page.keyboard.type("something that is not the card at all, but long enough to be sent to the program by itself")
    expect(ready.page.locator("[role=alert]")).to_contain_text("This was not the test card")


def test_a_reader_that_sends_one_character_for_two_is_told(ready: Booth) -> None:
    ready.reader(tuple(row.replace("<", "Z") for row in CARD))
    expect(ready.page.locator("[role=alert]")).to_contain_text("“Z” for each of these: < Z")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ht", "fr"])
def test_axe_finds_nothing_and_it_fits(sit: Sit, language: str, theme: str) -> None:
    booth = sit(language=language, theme=theme)
    booth.visit.go("/booth/reader/")
    booth.visit.check()
    booth.reader(CARD)
    expect(booth.page.locator("#found")).to_be_visible()
    booth.visit.check()


def test_at_200_percent_nothing_runs_over_the_edge(sit: Sit) -> None:
    booth = sit(viewport={"width": 683, "height": 384})
    booth.visit.go("/booth/reader/")
    assert booth.visit.overflow() == 0


def test_the_cards_code_says_what_its_lines_say(ready: Booth) -> None:
    assert ready.page.locator("img.zone").get_attribute("alt") == " ".join(CARD)
