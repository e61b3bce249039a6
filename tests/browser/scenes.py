"""What the pictures of the documents show of the booth: short stories, which stop wherever a picture is taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from lakay.kernel.clock import SystemClock
from lakay.traveldocs.generate import generate
from lakay.traveldocs.learning import CARD
from tests.browser import films
from tests.browser.conftest import Booth, Rows, Seats, surname
from tests.repo.planting import ROOT

FIRST_DAY = (ROOT / "docs" / "how-to" / "first-day.md").read_text(encoding="utf-8")
ZONES: list[Rows] = [tuple(block.split()) for block in re.findall(r"```\n(.*?)```", FIRST_DAY, re.DOTALL)]
PIERRE, _DE_LA_CRUZ, CHILD, JOHNSON, ETIENNE = ZONES[:5]
A6, TICKET = (430, 592), (304, 560)
"""Papers, in the points of a screen."""

Shot = tuple[str, Page]
Story = Iterator[Shot]


def passport(surname: str, given: str, number: str, *, country: str = "USA", days_valid: int = 900) -> Rows:
    """The zone of an invented woman's passport."""
    return generate(
        "TD3",
        document_code="P",
        issuing_state=country,
        document_number=number,
        surname=surname,
        given_names=given,
        nationality=country,
        birth=date(1988, 7, 4),
        sex="F",
        expiry=SystemClock().now().date() + timedelta(days=days_valid),
    )


@dataclass
class Post:
    """The post on the day of the pictures: seats, what was prepared, and the browser."""

    seats: Seats
    given: dict[str, Any]
    chromium: Browser
    folder: Path

    def open(self, language: str, theme: str = "light", name: str = "Marie Désir") -> Booth:
        """A booth, open for entries, nobody in front."""
        booth = self.seats.sit(name, language=language, theme=theme)
        booth.open()
        return booth

    def visit(self, name: str, path: str, language: str, theme: str = "light") -> Booth:
        """Somebody at a page of their desk."""
        booth = self.seats.sit(name, language=language, theme=theme)
        booth.visit.go(path)
        return booth


def press(booth: Booth, *keys: str) -> None:
    """Keys of the officer, one after the other."""
    for key in keys:
        booth.page.keyboard.press(key)


def admit(booth: Booth, rows: Rows) -> None:
    """Let a traveller pass."""
    booth.read(rows)
    press(booth, "Enter")
    expect(booth.done).to_be_visible()
    booth.settle()


def refuse(booth: Booth, code: str) -> None:
    """Choose the reason of a refusal."""
    press(booth, "F4")
    while not booth.page.locator(f"[name=reason][value={code}]").is_checked():
        press(booth, "ArrowDown")


def hand_over(booth: Booth, rows: Rows) -> None:
    """Read a document and send its holder to the second line."""
    booth.read(rows)
    press(booth, "F2")
    expect(booth.page.locator("[data-told]")).to_be_visible()
    booth.settle()


def as_paper(page: Page, size: tuple[int, int]) -> None:
    """Show a page as it is printed."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("document.body.style.padding = '16px'")


def way_in(post: Post) -> Story:
    """The way in."""
    booth = post.open("ht")
    booth.page.context.clear_cookies(name=re.compile("lakay_session"))
    booth.visit.go("/login")
    yield "login-ht", booth.page


def travellers(post: Post) -> Story:
    """A booth in Kreyòl: nobody, a passport, a family."""
    booth = post.open("ht")
    for rows in (passport("Cadet", "Mirlène", "RD4410023", country="HTI"), ETIENNE):
        admit(booth, rows)
    yield "booth-waiting-ht", booth.page
    booth.read(PIERRE)
    yield "booth-traveller-ht", booth.page
    press(booth, "F10")
    expect(booth.page.locator("#group")).to_be_visible()
    booth.settle()
    press(booth, "Enter")
    expect(booth.done).to_be_visible()
    booth.settle()
    booth.read(CHILD)
    expect(booth.page.locator("#companion option:checked")).to_contain_text("PIERRE", ignore_case=True)
    yield "booth-group-ht", booth.page
    press(booth, "Escape", "Escape")


def children(post: Post) -> Story:
    """A child who is alone: the question, and the protection desk called."""
    booth = post.open("ht", "dark")
    booth.read(CHILD)
    yield "booth-child-dark-ht", booth.page
    press(booth, "4", "Enter")
    expect(booth.page.locator("#called")).to_be_visible()
    booth.settle()
    yield "booth-called-dark-ht", booth.page
    press(booth, "F2")
    expect(booth.page.locator("[data-told]")).to_be_visible()


def visitors(post: Post) -> Story:
    """A booth in French: questions to a visitor, a refusal, and one that is taken back."""
    booth = post.open("fr")
    booth.read(passport("Baptiste", "Kendra", "548120077"))
    expect(booth.page.locator("#ask")).to_be_visible()
    yield "booth-visitor-fr", booth.page
    booth.read(JOHNSON)
    refuse(booth, "expired")
    yield "booth-refusal-fr", booth.page
    press(booth, "Alt+r")
    expect(booth.done).to_be_visible()
    booth.settle()
    yield "booth-refused-fr", booth.page
    admit(booth, PIERRE)
    press(booth, "Alt+z")
    expect(booth.traveller).to_contain_text("PIERRE")
    booth.settle()
    yield "booth-undone-fr", booth.page
    press(booth, "Enter")
    expect(booth.done).to_be_visible()


def alert(post: Post) -> Story:
    """A passport on the alert list, and a border pass."""
    booth = post.open("fr")
    rows = tuple(post.given["reported"])
    booth.read(rows)
    expect(booth.page.locator(".note")).to_be_visible()
    yield "booth-alert-fr", booth.page
    press(booth, "Enter", "F2")
    expect(booth.page.locator("[data-told]")).to_be_visible()
    booth.settle()
    booth.reader((post.given["passes"][0],))
    expect(booth.traveller).to_contain_text("Jounen", ignore_case=True)
    booth.settle()
    yield "booth-pass-fr", booth.page


def without_papers(post: Post) -> Story:
    """The crowd of the market, and somebody who says their name."""
    booth = post.open("ht")
    press(booth, "F9")
    expect(booth.page.locator("#count")).to_be_focused()
    press(booth, *"16116273")
    expect(booth.page.locator("#unsent")).to_be_empty()
    yield "booth-count-ht", booth.page
    press(booth, "Alt+n")
    expect(booth.page.locator("#id_family")).to_be_focused()
    for word in ("Jozèf", "Islande"):
        booth.page.keyboard.type(word, delay=40)
        press(booth, "Tab")
    press(booth, "Space", "Tab")
    yield "booth-no-document-ht", booth.page


def camera(post: Post) -> Story:
    """The camera looks at the lines of a document, which are held badly."""
    played = films.film([films.card_of(PIERRE, blur=9)], post.folder / "film.mjpeg")
    with films.looking_at(post.chromium, played) as browser:
        booth = Post(Seats(post.seats.node, browser), post.given, browser, post.folder).open("fr")
        press(booth, "Alt+m")
        expect(booth.page.locator("#capture[data-took]")).to_be_visible()
        yield "booth-camera-fr", booth.page


def window(post: Post) -> Story:
    """The traveller's window."""
    booth = post.open("ht")
    with booth.page.expect_popup() as waited:
        press(booth, "Alt+w")
    expect(waited.value.locator("[data-step=welcome]")).to_be_visible()
    waited.value.set_viewport_size({"width": 1024, "height": 600})
    yield "window-ht-es", waited.value


def papers(post: Post) -> Story:
    """A slip, the notice of rights, the register and the set-up of a reader."""
    booth = post.open("es")
    visitor = passport("Vincent", "Rachel", "561200418")
    booth.read(visitor)
    press(booth, "3")
    booth.page.keyboard.type("Hotel 4", delay=60)
    press(booth, "Enter")
    expect(booth.page.locator("#admit")).to_be_visible()
    booth.settle()
    press(booth, "Enter")
    expect(booth.done).to_contain_text(surname(visitor))
    booth.visit.go(str(booth.done.locator("[data-key='Alt+i']").get_attribute("href")))
    as_paper(booth.page, TICKET)
    yield "slip-es", booth.page
    booth = post.open("fr")
    booth.read(passport("Simon", "Claire", "502277310", days_valid=-30))
    refuse(booth, "expired")
    press(booth, "Alt+r")
    expect(booth.done).to_be_visible()
    notice = str(booth.done.locator("[data-key='Alt+i']").get_attribute("href"))
    booth.visit.go("/booth/register/")
    yield "register-fr", booth.page
    booth.visit.go(notice + "?language=es")
    yield "notice-es-fr", booth.page


def reader(post: Post) -> Story:
    """The set-up of a French keyboard."""
    booth = post.open("fr")
    booth.visit.go("/booth/reader/")
    expect(booth.page.locator("#reading[data-ready]")).to_be_visible()
    booth.reader(CARD)
    expect(booth.page.locator("#found")).to_be_visible()
    yield "reader-fr", booth.page


STORIES = (way_in, travellers, children, visitors, alert, without_papers, camera, window, papers, reader)
