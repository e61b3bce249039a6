"""A booth in Chromium: the node of the demo country, a person who sits down by one click, and a reader that types."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from lakay.kernel.clock import SystemClock
from lakay.traveldocs.generate import generate
from tests.browser.node import Node
from tests.browsing import SCREEN, Visit, watch

PATIENCE = 60_000  # ms: a busy machine is not a failure
SETTLE = 650  # ms after an answer until Enter is the officer's, with a little to spare
TAKEN_IN = "performance.now() > Number(document.getElementById('scan')?.dataset.quiet ?? 0)"
EXPECTED = "Failed to load resource: the server responded with a status of 422"  # a form with a fault, as it should be
NUMBERS = count(1)
expect.set_options(timeout=PATIENCE)

Rows = tuple[str, ...]


def passport(kind: str = "TD3", country: str = "HTI", *, days_valid: int = 900, born: date = date(1991, 3, 4)) -> Rows:
    """The zone of an invented document that nobody has shown before."""
    number = next(NUMBERS)
    return generate(
        kind,
        document_code="P" if kind == "TD3" else "I",
        issuing_state=country,
        document_number=f"RT{number:07}",
        surname="Prèv " + "".join(chr(ord("A") + int(digit)) for digit in str(number)),
        given_names="Lovely Ange",
        nationality=country,
        birth=born,
        sex="F",
        expiry=SystemClock().now().date() + timedelta(days=days_valid),
    )


@dataclass
class Booth:
    """The booth's page as an officer uses it."""

    visit: Visit
    allowed: list[str] = field(default_factory=lambda: [EXPECTED])
    raw_keys: CDPSession | None = None

    @property
    def page(self) -> Page:
        """The page in the browser."""
        return self.visit.page

    @property
    def scan_field(self) -> Locator:
        """The field that readers type into."""
        return self.page.locator("#mrz")

    @property
    def traveller(self) -> Locator:
        """The panel of the traveller in front."""
        return self.page.locator("#traveller")

    @property
    def done(self) -> Locator:
        """The line that confirms the last decision."""
        return self.page.locator("#work .notice[role=status]")

    def faults(self) -> list[str]:
        """What went wrong on the page, save what the test brought about."""
        return [fault for fault in self.visit.faults if not any(text in fault for text in self.allowed)]

    def open(self) -> None:
        """Open the booth for entries, by keyboard, whatever the last test left."""
        self.visit.go("/booth/")
        if self.page.locator("#id_lane").count():
            expect(self.page.locator("#id_lane")).to_be_focused()
            self.page.keyboard.press("Enter")
        expect(self.page.locator("#scan[data-ready]")).to_be_visible()
        expect(self.scan_field).to_be_focused()
        if self.page.evaluate("Boolean(document.querySelector('#work [data-direction=exit]'))"):
            self.page.keyboard.press("Alt+d")
            expect(self.page.locator("#work [data-direction=entry]")).to_be_visible()

    def reader(self, rows: Rows, end: str = "\r", *, prefix: str = "", suffix: str = "", last: bool = True) -> None:
        """Type rows as a reader does: keys in a burst, an end after each row (after the `last` one too, or not)."""
        text = prefix + end.join(rows) + (end if last else "") + suffix
        for part in split(text):
            self.send(part)

    def send(self, part: str) -> None:
        """A run of characters of a keyboard, a Tab, a line feed, or a character that only a foreign keyboard has."""
        if part == "\t":
            self.page.keyboard.press("Tab")
        elif part == "\n":
            self.page.keyboard.press("Control+j")
        elif part.isascii():
            self.page.keyboard.type(part)
        else:
            self.raw_keys = self.raw_keys or self.page.context.new_cdp_session(self.page)
            for character in part:
                self.raw_keys.send("Input.dispatchKeyEvent", {"type": "keyDown", "key": character, "text": character})
                self.raw_keys.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": character})

    def read(self, rows: Rows, end: str = "\r") -> None:
        """Read a document and wait until its holder is shown and Enter is the officer's again."""
        self.reader(rows, end)
        expect(self.traveller).to_contain_text(surname(rows))
        self.settle()

    def settle(self) -> None:
        """Wait until the screen has taken its answer in, however long a busy machine needs for it."""
        self.page.wait_for_timeout(SETTLE)
        while not self.page.evaluate(TAKEN_IN):
            self.page.wait_for_timeout(50)

    def movements_of(self, rows: Rows) -> int:
        """How many lines the register of today has for the holder of a document."""
        answer = self.page.request.get(self.visit.address + "/booth/register/")
        return len(re.findall(rf"<td>[^<]*\b{surname(rows)}\b[^<]*</td>", answer.text()))


def split(text: str) -> list[str]:
    """Cut a text where another kind of key comes: carriage return goes with the characters of any keyboard."""
    parts: list[str] = []
    for character in text:
        kind = kind_of(character)
        if parts and kind == "plain" == kind_of(parts[-1][-1]):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def kind_of(character: str) -> str:
    """Which way a character is sent."""
    return character if character in "\t\n" else "plain" if character.isascii() else "foreign"


def surname(rows: Rows) -> str:
    """The family name in a zone of an invented document."""
    row = rows[2] if len(rows) == 3 else rows[0][5:]
    return row.split("<<")[0].replace("<", " ")


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """The node of the demo country, running."""
    made = Node(tmp_path_factory.mktemp("node"))
    made.settle()
    made.start()
    yield made
    made.end()


Sit = Callable[..., Booth]


def log_in(booth: Booth, name: str) -> None:
    """Sit down as somebody by one click."""
    booth.visit.go("/login")
    booth.page.get_by_role("button", name=name).press("Enter")
    booth.page.wait_for_url(lambda address: not address.endswith("/login"))


LOCALES = {"ht": "fr-HT", "fr": "fr-HT", "es": "es-DO", "en": "en-GB"}  # what browsers write dates by; they know no Kreyòl


@dataclass
class Seats:
    """Who sat down where: their pages, and the cookies of those who logged in before."""

    node: Node
    chromium: Browser
    booths: list[Booth] = field(default_factory=list)
    logged_in: dict[str, Any] = field(default_factory=dict)

    def is_in(self, booth: Booth) -> bool:
        """Whether whoever sits there is logged in, and the screen not locked: nobody may have touched it for five minutes."""
        return booth.page.context.request.get(self.node.url + "/account").url == self.node.url + "/account"

    def come_back(self, booth: Booth, name: str) -> None:
        """Log in again where the screen is locked."""
        if self.is_in(booth):
            return
        kept = [cookie for cookie in booth.page.context.cookies() if cookie["name"] in {"lakay_language", "lakay_theme"}]
        booth.page.context.clear_cookies()
        booth.page.context.add_cookies(kept)  # type: ignore[arg-type]
        log_in(booth, name)
        self.logged_in[name] = booth.page.context.storage_state()

    def sit(self, name: str = "Marie Désir", *, language: str = "ht", theme: str = "light", **more: Any) -> Booth:
        """Sit down as a person of the demo, in a language and in light or dark."""
        options = {"viewport": {"width": SCREEN[0], "height": SCREEN[1]}, "locale": LOCALES[language], **more}
        context = self.chromium.new_context(storage_state=self.logged_in.get(name), **options)
        context.set_default_timeout(PATIENCE)
        booth = Booth(Visit(context.new_page(), self.node.url))
        self.booths.append(booth)
        watch(booth.visit)
        self.come_back(booth, name)
        chosen = {"lakay_language": language, "lakay_theme": theme}
        context.add_cookies([{"name": key, "value": value, "url": self.node.url} for key, value in chosen.items()])
        return booth


@pytest.fixture(scope="session")
def seats(node: Node, chromium: Browser) -> Seats:
    """Places to sit at, all with the same node."""
    return Seats(node, chromium)


@pytest.fixture
def sit(seats: Seats) -> Iterator[Sit]:
    """Sit down as anyone; afterwards the test fails if a page had a fault."""
    before = len(seats.booths)
    yield seats.sit
    sat, seats.booths[before:] = seats.booths[before:], []
    for booth in sat:
        booth.page.context.close()
    assert [fault for booth in sat for fault in booth.faults()] == []


@pytest.fixture(scope="session")
def maries(seats: Seats) -> Booth:
    """The browser in which Marie Désir works in Kreyòl all day."""
    return seats.sit()


@pytest.fixture
def booth(seats: Seats, maries: Booth) -> Iterator[Booth]:
    """Marie Désir at her open booth, as fresh as in the morning."""
    seats.come_back(maries, "Marie Désir")
    maries.visit.faults.clear()
    maries.open()
    yield maries
    maries.page.unroute_all(behavior="ignoreErrors")
    assert maries.faults() == []
