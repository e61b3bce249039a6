"""A day at the post of Ouanaminthe by a scripted officer: every kind of traveller, with the reader and the network failing in turn.

At the close the register has exactly what passed.
"""

from dataclasses import dataclass, field
from datetime import date
from time import monotonic

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Booth, Rows, Sit, passport, surname

pytestmark = pytest.mark.browser

CHILD = date(2016, 5, 1)
EXPIRED, NO_VISA = "Document de voyage expiré", "Visa requis et absent"
PASSPORT_SECONDS = 10


@dataclass
class Officer:
    """An officer who works by keyboard alone and counts what passes."""

    booth: Booth
    entries: int = 0
    exits: int = 0
    levels: dict[str, int] = field(default_factory=lambda: {"documented": 0, "identified": 0, "counted": 0})
    leaving: bool = False

    def press(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.booth.page.keyboard.press(key)

    def passed(self, level: str = "documented", number: int = 1) -> None:
        """One more on the officer's own list."""
        self.levels[level] += number
        if self.leaving:
            self.exits += number
        else:
            self.entries += number

    def admit(self, name: str, level: str = "documented") -> None:
        """Enter, and the confirmation."""
        expect(self.booth.page.locator("#admit")).to_be_visible()
        self.booth.settle()
        self.press("Enter")
        expect(self.booth.done).to_contain_text(name)
        self.booth.settle()
        self.passed(level)

    def refuse(self, label: str) -> None:
        """F4, the arrows down to the reason, and the key that refuses."""
        self.press("F4")
        for _n in range(30):
            self.press("ArrowDown")
            if self.booth.page.get_by_label(label, exact=True).is_checked():
                break
        self.press("Alt+r")
        expect(self.booth.done).to_contain_text(label)
        self.booth.settle()

    def answer(self, *keys: str) -> None:
        """Answer the question that is open."""
        self.press(*keys)
        self.press("Enter")
        self.booth.settle()

    def type(self, text: str) -> None:
        """Type as a hand does."""
        self.booth.page.keyboard.type(text, delay=60)

    def by_hand(self, rows: Rows) -> None:
        """The reader is broken: the rows are typed, with looks at the document."""
        for row in rows:
            for start in range(0, len(row), 12):
                self.booth.page.keyboard.type(row[start : start + 12])
                self.booth.page.wait_for_timeout(200)
            self.press("Enter")
        expect(self.booth.traveller).to_contain_text(surname(rows))
        self.booth.settle()


def test_the_counts_at_the_close_are_what_passed(sit: Sit) -> None:
    booth = sit("Evens Mésidor", language="fr")
    booth.allowed += ["Failed to load resource", "Failed to fetch", "htmx:error"]
    booth.open()
    officer = Officer(booth)
    morning(officer)
    noon(officer)
    officer.press("Alt+d")
    expect(booth.page.locator("#work [data-direction=exit]")).to_be_visible()
    officer.leaving = True
    evening(officer)
    close(officer)


def morning(officer: Officer) -> None:
    """Citizens, a broken reader, a cut, a decision taken back."""
    booth, citizen = officer.booth, passport()
    began = monotonic()
    booth.read(citizen)
    officer.admit(surname(citizen))
    assert monotonic() - began < PASSPORT_SECONDS

    typed = passport("TD1")
    officer.by_hand(typed)
    officer.admit(surname(typed))

    cut = passport()
    booth.read(cut)
    booth.page.context.set_offline(True)
    officer.press("Enter")
    expect(booth.page.locator("#cut")).not_to_be_empty()
    booth.settle()
    booth.page.context.set_offline(False)
    officer.admit(surname(cut))

    wrong = passport()
    booth.read(wrong)
    officer.admit(surname(wrong))
    officer.press("Alt+z")
    expect(booth.traveller).to_contain_text(surname(wrong))
    officer.passed(number=-1)
    booth.settle()
    officer.refuse("Document douteux")


def noon(officer: Officer) -> None:
    """Foreigners, a family, a child alone, people without a document, the market."""
    booth, visitor = officer.booth, passport(country="USA")
    booth.read(visitor)
    officer.press("3")
    officer.type("Hotel 12")
    officer.answer()
    officer.admit(surname(visitor))

    booth.read(passport(country="USA", days_valid=-20))
    officer.refuse(EXPIRED)

    booth.read(passport(country="DOM"))
    expect(booth.page.locator("#ask [name=visa]").first).to_be_focused()
    officer.press("ArrowDown")
    officer.answer()
    officer.refuse(NO_VISA)

    mother, child = passport(), passport(born=CHILD)
    officer.press("F10")
    expect(booth.page.locator("#group")).to_be_visible()
    booth.settle()
    booth.read(mother)
    officer.admit(surname(mother))
    booth.read(child)
    officer.answer("1")
    officer.admit(surname(child))
    officer.press("Escape")
    expect(booth.page.locator("#group")).to_have_count(0)
    booth.settle()

    booth.read(passport(born=CHILD))
    officer.answer("4")
    expect(booth.page.locator("#called")).to_be_visible()
    officer.press("F2")
    expect(booth.page.locator("[data-told]")).to_be_visible()
    booth.settle()

    nameless(officer)
    market(officer)


def nameless(officer: Officer) -> None:
    """A citizen who has nothing but a name comes home."""
    officer.press("F9")
    expect(officer.booth.page.locator("#count")).to_be_focused()
    officer.press("Alt+n")
    for word in ("Jozèf", "Wilnè"):
        officer.type(word)
        officer.press("Tab")
    officer.press("Space", "Tab")
    officer.type("34")
    officer.press("Enter")
    expect(officer.booth.traveller).to_contain_text("Jozèf")
    officer.admit("Jozèf", "identified")


def market(officer: Officer) -> None:
    """Nine keys, one of them a slip, with a cut in the middle."""
    page = officer.booth.page
    officer.press("F9")
    expect(page.locator("#count")).to_be_focused()
    officer.press(*"4494")
    page.context.set_offline(True)
    officer.press(*"4946", "Backspace", "1")
    page.context.set_offline(False)
    expect(page.locator("#unsent")).to_be_empty()
    officer.passed("counted", 8)
    officer.press("F9")
    expect(officer.booth.scan_field).to_be_focused()


def evening(officer: Officer) -> None:
    """Two leave."""
    for country in ("HTI", "DOM"):
        rows = passport(country=country)
        officer.booth.read(rows)
        officer.admit(surname(rows))


def close(officer: Officer) -> None:
    """Count and close: the register agrees, level by level."""
    page = officer.booth.page
    officer.press("Alt+c")
    expect(page.locator("#id_said_entries")).to_be_focused()
    officer.type(str(officer.entries))
    officer.press("Tab")
    officer.type(str(officer.exits))
    officer.press("Enter")
    expect(page.locator(".notice.success[role=status]")).to_be_visible()
    table = page.locator("main table")
    for words, level in (("Avec un document", "documented"), ("par le nom", "identified"), ("Seulement comptés", "counted")):
        expect(table.locator(f"tr:has-text('{words}') td").first).to_have_text(str(officer.levels[level]))
