"""Whole days at the booth by keyboard alone, in two languages, light and dark."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Booth, Sit, passport, surname

pytestmark = pytest.mark.browser

NO_MOUSE = """() => { for (const kind of ["pointerdown", "mousedown"])
    document.addEventListener(kind, () => console.error("a mouse was used"), true); }"""

DAYS = [
    ("ht", "light", "Antre", "Sòti", "Dokiman vwayaj la ekspire"),
    ("fr", "dark", "Entrée", "Sortie", "Document de voyage expiré"),
]


def count_of(page: Page, term: str) -> int:
    """A count of the shift, by its word."""
    return int(page.locator(f"#work dt:has-text('{term}') + dd").last.inner_text())


def choose(booth: Booth, label: str) -> None:
    """Open the reasons by F4 and go down to one by the arrow keys."""
    booth.page.keyboard.press("F4")
    for _n in range(30):
        booth.page.keyboard.press("ArrowDown")
        if booth.page.get_by_label(label, exact=True).is_checked():
            return
    raise AssertionError(label)


@pytest.mark.parametrize(("language", "theme", "entry", "leaving", "expired"), DAYS)
def test_a_shift_from_its_opening_to_its_count(
    sit: Sit, language: str, theme: str, entry: str, leaving: str, expired: str
) -> None:
    booth = sit("Evens Mésidor", language=language, theme=theme)
    page = booth.page
    booth.open()
    page.evaluate(NO_MOUSE)
    before = count_of(page, entry), count_of(page, leaving)

    woman, foreigner, leaver = passport(), passport(country="USA", days_valid=-40), passport(country="DOM")
    booth.read(woman)
    page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(woman))
    booth.settle()

    booth.read(foreigner)
    expect(page.locator("#admit")).to_have_count(0)
    page.keyboard.press("Enter")
    booth.settle()
    choose(booth, expired)
    page.keyboard.press("Alt+r")
    expect(booth.done).to_contain_text(expired)
    booth.settle()
    expect(booth.scan_field).to_be_focused()

    page.keyboard.press("Alt+d")
    expect(page.locator("#work [data-direction=exit]")).to_be_visible()
    expect(booth.scan_field).to_be_focused()
    booth.read(leaver)
    page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(leaver))

    booth.visit.go("/booth/register/")
    for rows in (woman, foreigner, leaver):
        assert booth.movements_of(rows) == 1
    booth.visit.go("/booth/")
    page.keyboard.press("Alt+c")
    expect(page.locator("#id_said_entries")).to_be_focused()
    page.keyboard.type(str(before[0] + 1))
    page.keyboard.press("Tab")
    page.keyboard.type(str(before[1] + 1))
    page.keyboard.press("Enter")
    expect(page.locator(".notice.success[role=status]")).to_be_visible()


def test_a_refusal_without_a_reason_is_asked_for_one(booth: Booth) -> None:
    rows = passport(country="USA")
    booth.read(rows)
    booth.page.keyboard.press("F4")
    booth.page.keyboard.press("Alt+r")
    expect(booth.page.locator("#work .notice[role=alert]")).to_be_visible()
    booth.settle()
    expect(booth.page.locator("#refusal")).to_have_attribute("open", "")
    assert booth.movements_of(rows) == 0


def test_f4_leads_to_the_reasons_even_where_they_are_open_already(booth: Booth) -> None:
    booth.read(passport(country="USA", days_valid=-40))
    expect(booth.scan_field).to_be_focused()
    booth.page.keyboard.press("F4")
    expect(booth.page.locator("#refusal [type=radio]").first).to_be_focused()
    booth.page.keyboard.press("F4")
    expect(booth.scan_field).to_be_focused()
    expect(booth.page.locator("#refusal")).not_to_have_attribute("open", "")


def test_escape_lets_the_traveller_go_without_a_decision(booth: Booth) -> None:
    rows = passport()
    booth.read(rows)
    booth.page.keyboard.press("Escape")
    expect(booth.traveller).to_have_count(0)
    booth.settle()
    expect(booth.scan_field).to_be_focused()
    booth.page.keyboard.press("Enter")
    booth.settle()
    assert booth.movements_of(rows) == 0


def test_a_misread_digit_is_put_right_by_choosing_the_repair(booth: Booth) -> None:
    rows = passport()
    wrong = (rows[0], rows[1][:2] + rows[1][2:9].replace("0", "O", 1) + rows[1][9:])
    booth.reader(wrong)
    proposal = booth.page.locator("[data-proposal]").first
    expect(proposal).to_be_visible()
    booth.settle()
    proposal.press("Enter")
    expect(booth.scan_field).to_be_focused()
    booth.page.keyboard.press("Enter")
    expect(booth.traveller).to_contain_text(surname(rows))


def test_a_zone_that_fails_goes_on_by_a_key_of_its_own_and_cannot_be_admitted(booth: Booth) -> None:
    rows = passport()
    wrong = (rows[0], rows[1][:9] + str((int(rows[1][9]) + 5) % 10) + rows[1][10:])
    booth.reader(wrong)
    expect(booth.page.locator("[data-as-read]")).to_be_visible()
    booth.settle()
    booth.page.keyboard.press("Alt+g")
    expect(booth.traveller).to_contain_text(surname(rows))
    expect(booth.page.locator("#admit")).to_have_count(0)
    expect(booth.page.locator("#problems.danger")).to_be_visible()
