"""The network or the program goes away between the reading and the decision: nothing is lost, nothing is entered twice."""

from collections.abc import Iterator
from signal import SIGCONT, SIGSTOP

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Booth, Sit, passport, surname
from tests.browser.node import Node

pytestmark = pytest.mark.browser

SAID = {"ht": "Pwogram nan pa reponn", "fr": "Le programme ne répond pas", "es": "El programa no responde"}
BROUGHT_ABOUT = ["Failed to load resource", "htmx:error", "Failed to fetch", "timeout"]


@pytest.fixture(autouse=True)
def running(node: Node) -> Iterator[None]:
    """Whatever a test did to the node, the next one finds it running."""
    yield
    if node.process:
        node.send(SIGCONT)
    else:
        node.start()


def at_the_booth(sit: Sit, language: str = "ht") -> Booth:
    """A booth whose page may show faults of the network: the test cuts it."""
    booth = sit(language=language)
    booth.allowed += BROUGHT_ABOUT
    booth.open()
    return booth


def cut(booth: Booth, offline: bool = True) -> None:
    """Pull the cable, or put it back."""
    booth.page.context.set_offline(offline)


@pytest.mark.parametrize("language", SAID)
def test_a_decision_in_a_cut_is_told_and_pressed_again_later(sit: Sit, language: str) -> None:
    booth, rows = at_the_booth(sit, language), passport()
    booth.read(rows)
    cut(booth)
    booth.page.keyboard.press("Enter")
    expect(booth.page.locator("#cut")).to_contain_text(SAID[language])
    expect(booth.traveller).to_contain_text(surname(rows))
    booth.settle()
    cut(booth, offline=False)
    assert booth.movements_of(rows) == 0
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(rows))
    expect(booth.page.locator("#cut")).to_be_empty()
    assert booth.movements_of(rows) == 1


def test_a_reading_in_a_cut_stays_in_the_field_and_is_sent_again(sit: Sit) -> None:
    booth, first, rows = at_the_booth(sit), passport(), passport()
    booth.read(first)
    cut(booth)
    booth.reader(rows)
    expect(booth.page.locator("#cut")).to_contain_text(SAID["ht"])
    expect(booth.scan_field).to_have_value("\n".join(rows))
    booth.settle()
    cut(booth, offline=False)
    booth.page.keyboard.press("Enter")
    expect(booth.traveller).to_contain_text(surname(rows))
    assert booth.movements_of(first) == 0


def test_reading_again_after_a_cut_takes_the_place_of_what_was_read(sit: Sit) -> None:
    booth, rows = at_the_booth(sit), passport()
    cut(booth)
    booth.reader(rows)
    expect(booth.page.locator("#cut")).not_to_be_empty()
    booth.settle()
    cut(booth, offline=False)
    booth.read(rows)


def test_an_answer_that_was_lost_is_given_again_and_counts_once(sit: Sit) -> None:
    booth, rows = at_the_booth(sit), passport()
    booth.read(rows)
    sent = []

    def lose_the_answer(route) -> None:
        sent.append(route.request.post_data)
        if len(sent) == 1:
            route.fetch()  # the node does it, and the answer is lost
            route.abort()
        else:
            route.continue_()

    booth.page.route("**/booth/decide/", lose_the_answer)
    booth.page.keyboard.press("Enter")
    expect(booth.page.locator("#cut")).not_to_be_empty()
    booth.settle()
    assert booth.movements_of(rows) == 1
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(rows))
    assert sent[0] == sent[1]
    assert booth.movements_of(rows) == 1


def test_a_lost_answer_to_a_reading_opens_no_second_encounter(sit: Sit) -> None:
    booth, rows = at_the_booth(sit), passport()
    sent = []

    def lose_the_answer(route) -> None:
        sent.append(route.request.post_data)
        if len(sent) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    booth.page.route("**/booth/scan/", lose_the_answer)
    booth.reader(rows)
    expect(booth.page.locator("#cut")).not_to_be_empty()
    booth.settle()
    booth.page.keyboard.press("Enter")
    expect(booth.traveller).to_contain_text(surname(rows))
    assert sent[0] == sent[1]


def test_the_program_killed_between_reading_and_decision(sit: Sit, node: Node) -> None:
    booth, rows = at_the_booth(sit), passport()
    booth.read(rows)
    node.kill()
    booth.page.keyboard.press("Enter")
    expect(booth.page.locator("#cut")).to_contain_text(SAID["ht"])
    expect(booth.traveller).to_contain_text(surname(rows))
    node.start()
    booth.settle()
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(rows))
    assert booth.movements_of(rows) == 1


def test_a_program_that_hangs_is_told_of_and_counts_once_when_it_wakes(sit: Sit, node: Node) -> None:
    booth, rows = at_the_booth(sit), passport()
    booth.read(rows)
    node.send(SIGSTOP)
    booth.page.keyboard.press("Enter")
    expect(booth.page.locator("#mrz-state")).to_contain_text("Pwogram nan ap travay")
    expect(booth.page.locator("#cut")).to_contain_text(SAID["ht"])
    booth.page.keyboard.press("Enter")
    node.send(SIGCONT)
    expect(booth.page.locator("#cut")).to_contain_text(SAID["ht"])
    booth.settle()
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(rows))
    assert booth.movements_of(rows) == 1


def test_a_fault_of_the_program_leaves_the_screen_as_it_was(sit: Sit) -> None:
    booth, rows = at_the_booth(sit), passport()
    booth.read(rows)
    booth.page.route("**/booth/decide/", lambda route: route.fulfill(status=500, body="<h1>fault</h1>"))
    booth.page.keyboard.press("Enter")
    expect(booth.page.locator("#cut")).not_to_be_empty()
    expect(booth.traveller).to_contain_text(surname(rows))


def test_escape_in_a_cut_keeps_the_page(sit: Sit) -> None:
    booth, rows = at_the_booth(sit), passport()
    booth.read(rows)
    cut(booth)
    booth.page.keyboard.press("Escape")
    expect(booth.page.locator("#cut")).not_to_be_empty()
    expect(booth.traveller).to_contain_text(surname(rows))
