"""Every way in which a reader types: the traveller is shown, and nobody is let pass by a reader's own keys."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Booth, Rows, passport, surname
from tests.traveldocs.test_keyboards import SHOWN

pytestmark = pytest.mark.browser


def shows(booth: Booth, rows: Rows) -> None:
    """The holder is shown, undecided, and the cursor is ready for the next."""
    expect(booth.traveller).to_contain_text(surname(rows))
    booth.settle()
    assert booth.movements_of(rows) == 0
    expect(booth.scan_field).to_be_focused()
    expect(booth.scan_field).to_have_value("")


@pytest.mark.parametrize(("end", "last"), [("\r", True), ("\n", True), ("\r\n", True), ("\t", True), ("", False), ("\r", False)])
@pytest.mark.parametrize("kind", ["TD3", "TD1"])
def test_rows_end_in_any_way(booth: Booth, kind: str, end: str, last: bool) -> None:
    rows = passport(kind)
    booth.reader(rows, end, last=last)
    shows(booth, rows)


@pytest.mark.parametrize(("prefix", "suffix"), [("]O1", ""), ("*", "#"), ("", "\r\r"), ("", "]")])
def test_characters_before_and_after_do_no_harm(booth: Booth, prefix: str, suffix: str) -> None:
    rows = passport()
    booth.reader(rows, prefix=prefix, suffix=suffix)
    shows(booth, rows)


WRITINGS = {
    "padded": lambda row: row.replace("<", "_"),
    "lower case": str.lower,
    "guillemets": lambda row: row.replace("<<", "«"),
}


@pytest.mark.parametrize("writing", WRITINGS)
def test_fillers_and_letters_come_in_any_shape(booth: Booth, writing: str) -> None:
    rows = passport()
    booth.reader(tuple(map(WRITINGS[writing], rows)))
    shows(booth, rows)


@pytest.mark.parametrize("keyboard", sorted(SHOWN))
def test_the_computer_may_have_the_keyboard_of_another_country(booth: Booth, keyboard: str) -> None:
    rows = passport()
    table = {ord(meant): seen for meant, seen in SHOWN[keyboard].items()}
    booth.reader(tuple(row.translate(table) for row in rows))
    shows(booth, rows)


@pytest.mark.parametrize("row", [0, 1])
def test_one_row_alone_is_never_taken_for_a_document_in_order(booth: Booth, row: int) -> None:
    rows = passport()
    booth.reader((rows[row],))
    expect(booth.page.locator("[data-unread]")).to_be_visible()
    booth.settle()
    expect(booth.page.locator("#admit")).to_have_count(0)
    expect(booth.scan_field).to_have_value(f"{rows[row]}\n")


def test_what_was_not_read_gives_way_to_the_next_reading(booth: Booth) -> None:
    rows = passport()
    booth.reader(rows[:1])
    expect(booth.page.locator("[data-unread]")).to_be_visible()
    booth.settle()
    booth.reader(rows)
    shows(booth, rows)


STALL = 1000  # ms: longer than the booth waits for the rest of a reading


@pytest.mark.parametrize("kind", ["TD3", "TD1"])
@pytest.mark.parametrize("at", [31, 46, 70, -1])
def test_a_reading_that_broke_off_is_joined_to_its_rest(booth: Booth, kind: str, at: int) -> None:
    rows = passport(kind)
    text = "\r".join(rows)
    booth.send(text[:at])
    booth.page.wait_for_timeout(STALL)
    booth.send(text[at:] + "\r")
    shows(booth, rows)


@pytest.mark.parametrize("at", [35, 81])
def test_what_comes_while_the_first_part_is_looked_at_is_its_rest(booth: Booth, at: int) -> None:
    rows = passport()
    text = "\r".join(rows) + "\r"
    held: list[Route] = []
    booth.page.route("**/booth/scan/", lambda route: route.continue_() if held else held.append(route))
    booth.send(text[:at])
    booth.page.wait_for_timeout(STALL)
    booth.send(text[at:])
    booth.page.wait_for_timeout(STALL)
    held[0].continue_()
    shows(booth, rows)


def test_the_rest_of_one_reading_is_never_taken_from_another_document(booth: Booth) -> None:
    first, second = passport(), passport()
    booth.reader(first[:1])
    expect(booth.page.locator("[data-unread]")).to_be_visible()
    booth.reader(second)
    shows(booth, second)


def test_a_row_read_twice_is_not_taken_for_two_rows(booth: Booth) -> None:
    rows = passport()
    booth.reader(rows[:1])
    expect(booth.page.locator("[data-unread]")).to_be_visible()
    with booth.page.expect_request("**/booth/scan/") as sent:
        booth.reader(rows[:1])
    assert parse_qs(sent.value.post_data or "")["mrz"] == [f"{rows[0]}\n"]


def test_after_a_while_what_was_not_read_gives_way_to_keys(booth: Booth) -> None:
    rows = passport()
    booth.reader(rows[:1])
    expect(booth.page.locator("[data-unread]")).to_be_visible()
    booth.page.wait_for_timeout(3200)
    booth.page.keyboard.press("A")
    expect(booth.scan_field).to_have_value("A")
    booth.page.keyboard.press("Escape")


def test_a_reader_that_rests_between_rows_is_waited_for(booth: Booth) -> None:
    rows = passport("TD1")
    for row in rows:
        booth.reader((row,))
        booth.page.wait_for_timeout(300)
    shows(booth, rows)


@pytest.mark.parametrize("kind", ["TD3", "TD1"])
def test_rows_typed_by_hand_end_with_enter(booth: Booth, kind: str) -> None:
    rows = passport(kind)
    for row in rows:
        for start in range(0, len(row), 12):  # a few quick keys, then a look at the document
            booth.page.keyboard.type(row[start : start + 12])
            booth.page.wait_for_timeout(200)
        booth.page.keyboard.press("Enter")
    shows(booth, rows)


def test_half_a_row_typed_by_hand_is_not_sent(booth: Booth) -> None:
    for part in ("P<HTIPIERRE", "<<MARIE<A", "NGE<<<<<<", "<<<<<"):
        booth.page.keyboard.type(part)
        booth.page.wait_for_timeout(200)
    booth.page.wait_for_timeout(900)
    expect(booth.scan_field).to_have_value("P<HTIPIERRE<<MARIE<ANGE<<<<<<<<<<<")
    booth.page.keyboard.press("Escape")
    expect(booth.scan_field).to_have_value("")


@pytest.mark.parametrize("place", ["#admit", "#refusal summary", "select[name=language]", "body"])
def test_a_reading_finds_the_field_from_anywhere(booth: Booth, place: str) -> None:
    first, second = passport(), passport()
    booth.read(first)
    if place == "body":
        booth.page.evaluate("document.activeElement.blur()")
    else:
        booth.page.locator(place).focus()
    booth.reader(second)
    shows(booth, second)
    assert booth.movements_of(first) == 0


def test_a_reading_among_the_reasons_of_a_refusal_decides_nothing(booth: Booth) -> None:
    first, second = passport(country="USA"), passport()
    booth.read(first)
    booth.page.keyboard.press("F4")
    booth.page.keyboard.press("ArrowDown")
    booth.reader(second)
    shows(booth, second)
    assert booth.movements_of(first) == 0


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\t"])
def test_a_reading_never_admits_the_traveller_before(booth: Booth, end: str) -> None:
    first, second = passport(), passport()
    booth.read(first)
    booth.reader(second, end, suffix=end)
    shows(booth, second)
    assert booth.movements_of(first) == 0


def test_two_readings_in_quick_succession_show_the_second(booth: Booth) -> None:
    first, second = passport(), passport()
    booth.reader(first)
    booth.page.wait_for_timeout(200)  # the first is on its way
    booth.reader(second)
    shows(booth, second)
    assert booth.movements_of(first) == 0


def test_enter_while_the_program_works_admits_nobody(booth: Booth) -> None:
    first, second = passport(), passport()
    booth.read(first)
    held: list[Route] = []
    booth.page.route("**/booth/scan/", lambda route: held.append(route))  # noqa: PLW0108 (Playwright looks at the arguments)
    booth.reader(second)
    booth.page.wait_for_timeout(1500)
    assert len(held) == 1
    booth.page.keyboard.press("Enter")
    booth.page.locator("#admit").dispatch_event("click")
    held[0].continue_()
    shows(booth, second)
    assert booth.movements_of(first) == 0


def test_a_reading_during_a_decision_is_kept_for_after_it(booth: Booth) -> None:
    first, second = passport(), passport()
    booth.read(first)
    held: list[Route] = []
    booth.page.route("**/booth/decide/", lambda route: held.append(route))  # noqa: PLW0108 (Playwright looks at the arguments)
    booth.page.keyboard.press("Enter")
    booth.reader(second)
    booth.page.wait_for_timeout(1000)
    held[0].continue_()
    shows(booth, second)
    assert booth.movements_of(first) == 1


def test_enter_twice_admits_once(booth: Booth) -> None:
    rows = passport()
    booth.read(rows)
    booth.page.keyboard.press("Enter")
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(rows))
    booth.settle()
    booth.page.keyboard.press("Enter")
    booth.settle()
    assert booth.movements_of(rows) == 1


def test_enter_held_down_admits_one_traveller_only(booth: Booth) -> None:
    rows = passport()
    booth.read(rows)
    for _n in range(8):
        booth.page.keyboard.down("Enter")
    booth.page.keyboard.up("Enter")
    expect(booth.done).to_contain_text(surname(rows))
    booth.settle()
    assert booth.movements_of(rows) == 1


def test_enter_among_the_reasons_never_admits(booth: Booth) -> None:
    rows = passport(country="USA")
    booth.read(rows)
    booth.page.keyboard.press("F4")
    booth.page.keyboard.press("ArrowDown")
    booth.page.keyboard.press("Enter")
    expect(booth.page.locator("#refuse")).to_be_focused()
    booth.settle()
    assert booth.movements_of(rows) == 0


def test_a_pasted_zone_is_sent_at_once(booth: Booth) -> None:
    rows = passport()
    booth.page.evaluate(
        """(text) => { const field = document.getElementById("mrz"); field.setRangeText(text);
        field.dispatchEvent(new ClipboardEvent("paste", {bubbles: true})); }""",
        "\n".join(rows),
    )
    shows(booth, rows)
