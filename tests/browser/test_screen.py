"""The booth's screens: nothing against accessibility, all in sight, the focus where it must be, light on the wire."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Booth, Sit, passport

pytestmark = pytest.mark.browser

SEEN = (
    "(element) => { const box = element.getBoundingClientRect(); return box.top >= 0 && box.bottom <= window.innerHeight + 1; }"
)
TOO_LONG = "() => Math.max(0, document.documentElement.scrollHeight - window.innerHeight)"
RING = "() => getComputedStyle(document.activeElement).outlineWidth"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["ht", "fr"])
def test_axe_finds_nothing_on_any_screen_of_the_booth(sit: Sit, language: str, theme: str) -> None:
    booth = sit("Wilner Dorcé", language=language, theme=theme)
    page, found = booth.page, {}

    def look(screen: str) -> None:
        found[screen] = booth.visit.accessibility() + (["too wide"] if booth.visit.overflow() else [])

    booth.visit.go("/booth/")
    look("opening")
    booth.open()
    look("waiting")
    booth.read(passport())
    look("in order")
    page.keyboard.press("F4")
    look("refusal open")
    page.keyboard.press("F4")
    page.keyboard.press("Enter")
    expect(booth.done).to_be_visible()
    look("done")
    booth.settle()
    booth.read(passport(country="USA", days_valid=-30))
    look("with problems")
    booth.reader(passport()[:1])
    expect(page.locator("[data-unread]")).to_be_visible()
    look("unread")
    booth.visit.go("/booth/register/")
    look("register")
    page.locator("td a").first.press("Enter")
    page.wait_for_url("**/register/*/")
    look("movement")
    booth.visit.go("/booth/close/")
    look("closing")
    page.keyboard.type("x")
    page.locator("main .btn.primary").press("Enter")
    page.locator("#id_said_entries").fill("1")
    page.locator("#id_said_exits").fill("7")
    page.keyboard.press("Enter")
    expect(page.locator("main .notice")).to_be_visible()
    look("closed")
    assert {screen: faults for screen, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", ["ht", "fr", "es", "en"])
def test_a_traveller_is_decided_without_scrolling(sit: Sit, language: str) -> None:
    booth = sit(language=language)
    booth.open()
    for rows in (passport(), passport(country="USA", days_valid=-30)):
        booth.read(rows)
        assert booth.page.evaluate(TOO_LONG) == 0
    assert booth.page.locator("#refuse").evaluate(SEEN)


@pytest.mark.parametrize("language", ["ht", "fr"])
def test_at_200_percent_nothing_runs_over_the_edge(sit: Sit, language: str) -> None:
    booth = sit(language=language, viewport={"width": 683, "height": 384}, device_scale_factor=2)
    booth.open()
    assert booth.visit.overflow() == 0
    booth.read(passport(country="USA", days_valid=-30))
    assert booth.visit.overflow() == 0
    booth.visit.go("/booth/register/")
    assert booth.visit.overflow() == 0


def test_the_focus_is_seen_on_every_stop_of_the_keyboard(booth: Booth) -> None:
    booth.read(passport(country="USA"))
    booth.page.keyboard.press("F4")
    widths = set()
    for _n in range(25):
        booth.page.keyboard.press("Tab")
        if booth.page.evaluate("document.activeElement !== document.body"):
            widths.add(booth.page.evaluate(RING))
    assert widths == {"3px"}


def test_the_cursor_is_in_the_field_after_every_step(booth: Booth) -> None:
    at_field = expect(booth.scan_field)
    at_field.to_be_focused()
    booth.read(passport())
    at_field.to_be_focused()
    booth.page.locator("#admit").focus()
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_be_visible()
    at_field.to_be_focused()
    booth.page.keyboard.press("Alt+d")
    expect(booth.page.locator("#work [data-direction=exit]")).to_be_visible()
    at_field.to_be_focused()


PAGE_LIMIT = 60 * 1024
ANSWER_LIMIT = 5 * 1024


@contextmanager
def weighing(page: Page) -> Iterator[list[int]]:
    """The bytes of each answer as they come over the wire, headers included."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    weights: list[int] = []
    session.on("Network.loadingFinished", lambda event: weights.append(int(event["encodedDataLength"])))
    yield weights
    page.wait_for_timeout(500)
    session.detach()


@pytest.mark.parametrize("theme", ["light", "auto"])
def test_the_first_page_weighs_little(sit: Sit, theme: str) -> None:
    booth = sit(theme=theme)
    booth.open()
    booth.page.context.new_cdp_session(booth.page).send("Network.clearBrowserCache")
    with weighing(booth.page) as weights:
        booth.visit.go("/booth/")
        booth.page.wait_for_load_state("networkidle")
    assert len(weights) > 5
    assert sum(weights) <= PAGE_LIMIT, weights


def test_each_answer_weighs_little(booth: Booth) -> None:
    with weighing(booth.page) as weights:
        for rows in (passport(), passport(country="USA", days_valid=-30)):
            booth.read(rows)
        booth.reader(passport()[:1])
        expect(booth.page.locator("[data-unread]")).to_be_visible()
    assert len(weights) >= 3
    assert max(weights) <= ANSWER_LIMIT, weights


def test_a_traveller_weighs_little_from_reading_to_decision(booth: Booth) -> None:
    with weighing(booth.page) as weights:
        booth.read(passport())
        booth.page.keyboard.press("Enter")
        expect(booth.done).to_be_visible()
    assert len(weights) == 2
    assert sum(weights) <= ANSWER_LIMIT, weights
