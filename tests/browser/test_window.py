"""The traveller's window: it follows the booth step by step, speaks, and never shows anything about a person."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import films
from tests.browser.conftest import Booth, Seats, Sit, passport, surname
from tests.browser.node import Node
from tests.browsing import Visit, watch

pytestmark = pytest.mark.browser

STEPS = ("welcome", "document", "mask", "camera", "wait", "go", "second-line", "refused", "office")
TELL = "(step) => new BroadcastChannel('lakay-window').postMessage({step})"
HEARD = """() => { window.heard = []; const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () { this.addEventListener("playing", () => window.heard.push(this.src), {once: true});
this.playbackRate = 8; return play.call(this); }; }"""


@pytest.fixture
def opened(sit: Sit) -> tuple[Booth, Page]:
    """Marie's booth, and the window that she opened from it by a key."""
    booth = sit()
    booth.open()
    key = booth.page.locator("[data-second-window]").get_attribute("data-key")
    assert key
    with booth.page.expect_popup() as waited:
        booth.page.keyboard.press(key)
    window = waited.value
    expect(window.locator("[data-step=welcome]")).to_be_visible()
    return booth, window


def shown(window: Page) -> Iterator[str]:
    """The steps in sight."""
    for step in STEPS:
        if window.locator(f"[data-step={step}]").is_visible():
            yield step


def turn_to(window: Page, step: str) -> None:
    """Wait for a step, and see that it stands alone."""
    expect(window.locator(f"[data-step={step}]")).to_be_visible()
    assert list(shown(window)) == [step]


def test_the_window_follows_the_booth(opened: tuple[Booth, Page]) -> None:
    booth, window = opened
    rows = passport()
    booth.read(rows)
    turn_to(window, "wait")
    booth.page.keyboard.press("Enter")
    turn_to(window, "go")
    turn_to(window, "welcome")  # after some seconds, by itself
    assert surname(rows) not in window.content()


def test_a_traveller_whose_document_is_in_doubt_sees_the_same_as_any_other(opened: tuple[Booth, Page]) -> None:
    booth, window = opened
    pictures = []
    for rows in (passport(), passport(country="USA", days_valid=-30)):
        booth.read(rows)
        turn_to(window, "wait")
        pictures.append(window.locator("main").inner_text())
        booth.page.keyboard.press("Escape")
        turn_to(window, "welcome")
    assert pictures[0] == pictures[1]


def test_who_is_handed_over_is_told_where_to_go(opened: tuple[Booth, Page]) -> None:
    booth, window = opened
    booth.read(passport())
    booth.page.keyboard.press("F2")
    turn_to(window, "second-line")


def test_the_window_is_followed_on_after_the_booth_is_loaded_again(opened: tuple[Booth, Page]) -> None:
    booth, window = opened
    booth.visit.go("/booth/")
    booth.open()
    booth.read(passport())
    turn_to(window, "wait")
    window.reload()
    turn_to(window, "wait")


def test_every_step_has_a_picture_and_a_sentence_in_two_languages(sit: Sit) -> None:
    booth = sit()
    window = booth.page
    booth.visit.go("/booth/window/")
    for step in STEPS:
        window.evaluate(TELL, step)
        turn_to(window, step)
        section = window.locator(f"[data-step={step}]")
        expect(section.locator("p:visible")).to_have_count(2)
        assert section.locator("svg").bounding_box()["height"] > 100  # type: ignore[index]
    expect(window.locator("footer")).to_contain_text("188")
    window.locator("[data-choose=fr]").click()
    expect(window.locator("[data-step=office] p:visible")).to_have_count(3)
    assert window.content().count("Marie") == 0


def test_axe_finds_nothing_and_nothing_runs_over(sit: Sit) -> None:
    for size in ({"width": 1366, "height": 768}, {"width": 600, "height": 960}, {"width": 683, "height": 384}):
        booth = sit(viewport=size)
        booth.visit.go("/booth/window/")
        for step in ("welcome", "refused"):
            booth.page.evaluate(TELL, step)
            turn_to(booth.page, step)
            booth.visit.check()


def test_each_step_is_spoken_in_kreyol_and_spanish(chromium: Browser, node: Node, tmp_path: Path) -> None:
    with films.looking_at(chromium, films.film([films.blank()], tmp_path / "film.mjpeg")) as browser:
        booth = Seats(node, browser).sit()
        window = booth.page
        booth.visit.go("/booth/window/")
        window.evaluate(HEARD)
        window.locator("[data-sound]").click()
        for step in STEPS:
            window.evaluate(TELL, step)
            turn_to(window, step)
            for _turn in range(100):
                heard = [address.rsplit("/", 1)[1] for address in window.evaluate("window.heard")]
                if heard[-2:] == [f"{step}.ht.ogg", f"{step}.es.ogg"]:
                    break
                window.wait_for_timeout(50)
            assert heard[-2:] == [f"{step}.ht.ogg", f"{step}.es.ogg"]
        assert booth.faults() == []


def test_without_a_booth_the_window_stays_at_the_welcome(sit: Sit) -> None:
    booth = sit()
    other: list[str] = []
    alone = Visit(booth.page.context.new_page(), booth.visit.address, other)
    watch(alone)
    alone.go("/booth/window/")
    alone.page.evaluate(TELL, "something else")
    alone.page.wait_for_timeout(200)
    turn_to(alone.page, "welcome")
    assert other == []
