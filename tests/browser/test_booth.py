"""The booth's questions by keyboard alone: children, visitors, notes of the list, taking back, groups, people without a document."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Booth, Sit, passport, surname

pytestmark = pytest.mark.browser

CHILD = date(2016, 5, 1)


def number_of(page: Page, digit: int) -> int:
    """How many people a key has counted."""
    return int(page.locator(f"#count [data-digit='{digit}'] strong").inner_text())


def test_a_child_with_the_adult_before_takes_three_keys(booth: Booth) -> None:
    mother, child = passport(), passport(born=CHILD)
    booth.page.keyboard.press("F10")
    expect(booth.page.locator("#group")).to_be_visible()
    booth.settle()
    booth.read(mother)
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(mother))
    booth.settle()
    booth.read(child)
    expect(booth.page.locator("#ask [type=radio]").first).to_be_focused()
    expect(booth.page.locator("#companion option:checked")).to_contain_text(surname(mother))
    booth.page.keyboard.press("1")
    booth.page.keyboard.press("Enter")
    expect(booth.page.locator("#admit")).to_be_visible()
    expect(booth.scan_field).to_be_focused()
    booth.settle()
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(child))
    expect(booth.page.locator("#group li")).to_have_count(2)
    booth.settle()
    booth.page.keyboard.press("Escape")
    expect(booth.page.locator("#group")).to_have_count(0)


def test_a_child_alone_calls_protection_and_enter_admits_nobody(booth: Booth) -> None:
    child = passport(born=CHILD)
    booth.read(child)
    booth.page.keyboard.press("4")
    booth.page.keyboard.press("Enter")
    expect(booth.page.locator("#called")).to_be_visible()
    booth.settle()
    booth.page.keyboard.press("Enter")
    booth.settle()
    assert booth.movements_of(child) == 0


def test_a_visitor_is_asked_by_digits_and_words(booth: Booth) -> None:
    visitor = passport(country="USA")
    booth.read(visitor)
    booth.page.keyboard.press("3")
    expect(booth.page.locator("#address")).to_be_focused()
    booth.page.keyboard.type("Otèl Oloffson 12", delay=60)
    booth.page.keyboard.press("Enter")
    expect(booth.page.locator("#admit")).to_be_visible()
    booth.settle()
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(visitor))
    expect(booth.done).to_contain_text("jiska")


def test_a_reader_that_types_into_a_question_is_moved_to_its_field(booth: Booth) -> None:
    visitor, other = passport(country="USA"), passport()
    booth.read(visitor)
    booth.page.keyboard.press("3")
    expect(booth.page.locator("#address")).to_be_focused()
    booth.settle()
    booth.read(other)
    assert booth.movements_of(visitor) == 0


@pytest.mark.parametrize("end", ["\r", "\n", "\t"])
def test_a_reading_answers_no_question(booth: Booth, end: str) -> None:
    child, other = passport(born=CHILD), passport()
    booth.read(child)
    booth.read(other, end)
    expect(booth.page.locator("#ask")).to_have_count(0)
    assert booth.movements_of(child) == 0


def test_what_was_decided_is_taken_back_by_one_key(booth: Booth) -> None:
    rows = passport()
    booth.read(rows)
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(rows))
    booth.settle()
    booth.page.keyboard.press("Alt+z")
    expect(booth.traveller).to_contain_text(surname(rows))
    expect(booth.page.locator("#recent s")).not_to_have_count(0)
    booth.settle()
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(rows))


def test_f2_hands_over_and_the_next_may_come(booth: Booth) -> None:
    rows = passport()
    booth.read(rows)
    booth.page.keyboard.press("F2")
    expect(booth.page.locator("[data-told]")).to_be_visible()
    booth.settle()
    expect(booth.traveller).to_have_count(0)
    assert booth.movements_of(rows) == 0


def test_a_note_goes_to_the_second_line_with_the_traveller(booth: Booth) -> None:
    rows = passport()
    booth.read(rows)
    booth.page.keyboard.press("Alt+t")
    expect(booth.page.locator("#note")).to_be_focused()
    booth.page.keyboard.type("Li pa rekonèt pitit la", delay=60)
    booth.page.keyboard.press("Enter")
    expect(booth.page.locator("[data-told]")).to_be_visible()
    assert booth.movements_of(rows) == 0


def test_one_key_counts_one_person_in_a_burst_and_backspace_takes_one_off(booth: Booth) -> None:
    page = booth.page
    page.keyboard.press("F9")
    expect(page.locator("#count")).to_be_focused()
    before = number_of(page, 1), number_of(page, 6)
    for key in "1616116":
        page.keyboard.press(key)
    page.keyboard.press("Backspace")
    expect(page.locator("#unsent")).to_be_empty()
    assert (number_of(page, 1), number_of(page, 6)) == (before[0] + 4, before[1] + 2)
    page.keyboard.press("F9")
    expect(booth.scan_field).to_be_focused()


def test_keys_in_a_cut_are_neither_lost_nor_doubled(sit: Sit) -> None:
    booth = sit(language="fr")
    booth.allowed += ["Failed to load resource", "Failed to fetch"]
    booth.open()
    page = booth.page
    page.keyboard.press("F9")
    expect(page.locator("#count")).to_be_focused()
    before = number_of(page, 4)
    sent = []

    def lose_the_answer(route) -> None:
        sent.append(route.request.post_data)
        if len(sent) == 1:
            route.fetch()  # the node counts, and the answer is lost
            route.abort()
        else:
            route.continue_()

    page.route("**/booth/tally/", lose_the_answer)
    page.keyboard.press("4")
    page.wait_for_timeout(300)
    page.context.set_offline(True)
    for _n in range(5):
        page.keyboard.press("4")
    expect(page.locator("#unsent")).not_to_be_empty()
    page.context.set_offline(False)
    expect(page.locator("#unsent")).to_be_empty()
    assert number_of(page, 4) == before + 6
    assert sent[0] == sent[1]
    booth.visit.go("/booth/")
    page.keyboard.press("F9")
    expect(page.locator("#count")).to_be_focused()
    assert number_of(page, 4) == before + 6


def test_keys_that_wait_outlive_the_page(sit: Sit) -> None:
    booth = sit(language="fr")
    booth.allowed += ["Failed to load resource", "Failed to fetch"]
    booth.open()
    page = booth.page
    page.keyboard.press("F9")
    expect(page.locator("#count")).to_be_focused()
    before = number_of(page, 9)
    page.route("**/booth/tally/", lambda route: route.abort())
    for _n in range(3):
        page.keyboard.press("9")
    page.wait_for_timeout(300)
    page.unroute_all(behavior="ignoreErrors")
    booth.visit.go("/booth/")
    expect(booth.scan_field).to_be_focused()
    while '"queue":[]' not in page.evaluate("localStorage.getItem('lakay-count') ?? '\"queue\":[]'"):
        page.wait_for_timeout(200)
    page.keyboard.press("F9")
    expect(page.locator("#count")).to_be_focused()
    assert number_of(page, 9) == before + 3


def test_somebody_without_a_document_is_known_by_name(booth: Booth) -> None:
    page = booth.page
    page.keyboard.press("F9")
    expect(page.locator("#count")).to_be_focused()
    page.keyboard.press("Alt+n")
    expect(page.locator("#id_family")).to_be_focused()
    for text in ("Jozèf", "Wilnè"):
        page.keyboard.type(text, delay=40)
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("34", delay=40)
    page.keyboard.press("Enter")
    expect(booth.traveller).to_contain_text("Jozèf, Wilnè")
    booth.settle()
    expect(booth.scan_field).to_be_focused()
    page.keyboard.press("Enter")
    expect(booth.done).to_contain_text("Jozèf")


def test_the_digits_of_a_zone_typed_by_hand_are_checked_as_they_come(booth: Booth) -> None:
    rows = passport()
    state = booth.page.locator("#mrz-state")
    for row, part in ((0, rows[0]), (1, rows[1][:10])):
        if row:
            booth.page.keyboard.press("Enter")
        booth.page.keyboard.type(part, delay=170)
    expect(state).to_contain_text("nimewo ✓")
    booth.page.keyboard.press("Backspace")
    booth.page.wait_for_timeout(200)
    booth.page.keyboard.type(str((int(rows[1][9]) + 1) % 10))
    expect(state).to_contain_text("nimewo ✕")
    booth.page.keyboard.press("Escape")


def test_the_effort_goes_with_the_decision(booth: Booth) -> None:
    rows, sent = passport(country="USA"), []
    booth.page.on("request", lambda request: sent.append(request.post_data or "") if "/decide/" in request.url else None)
    booth.read(rows)
    booth.page.keyboard.press("1")
    booth.page.keyboard.type("Okap", delay=40)
    booth.page.keyboard.press("Enter")
    expect(booth.page.locator("#admit")).to_be_visible()
    booth.settle()
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(rows))
    assert all(step in sent[0] for step in ("read", "declare", "decide"))
