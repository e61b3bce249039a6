"""A day at Ouanaminthe: every kind of traveller, the reader, the camera, the network and the power failing in turn.

A scripted officer works by keyboard alone and keeps a count of her own on the side. At the close the register's count is hers.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Booth, Rows, Seats, passport, surname
from tests.browser.node import Node
from tests.repo.planting import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]

GROWN, CHILD = date(1988, 7, 4), date(2016, 5, 1)
EXPIRED, NO_VISA, DOUBTFUL = "Document de voyage expiré", "Visa requis et absent", "Document douteux"
BROUGHT_ABOUT = ["Failed to load resource", "Failed to fetch", "htmx:error", "timeout"]
PASSPORT_SECONDS, PASS_SECONDS = 10, 5
"""Operator time of a whole journey on a machine of its own, at most, half of the travellers being quicker."""


@dataclass
class Day:
    """The officer's booth, the node under it, and her own count."""

    booth: Booth
    node: Node
    given: dict[str, Any]
    levels: dict[str, int] = field(default_factory=lambda: {"documented": 0, "identified": 0, "counted": 0})
    entries: int = 0
    exits: int = 0
    refusals: int = 0
    waiting: int = 0
    leaving: bool = False
    seconds: dict[str, list[float]] = field(default_factory=lambda: {"passport": [], "pass": []})

    def press(self, *keys: str) -> None:
        """Keys of the officer, one after the other."""
        for key in keys:
            self.booth.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type as a hand does."""
        self.booth.page.keyboard.type(text, delay=60)

    def passed(self, level: str = "documented", number: int = 1) -> None:
        """So many more went through, by the officer's own list."""
        self.levels[level] += number
        if self.leaving:
            self.exits += number
        else:
            self.entries += number

    def admit(self, name: str, level: str = "documented", *, kind: str = "", began: float = 0.0) -> None:
        """Enter admits whoever stands there."""
        expect(self.booth.page.locator("#admit")).to_be_visible()
        self.booth.settle()
        self.press("Enter")
        expect(self.booth.done).to_contain_text(name, ignore_case=True)
        if kind:
            self.seconds[kind].append(monotonic() - began)
        self.booth.settle()
        self.passed(level)

    def document(self, rows: Rows, end: str = "\r") -> None:
        """A passport that is in order: read, look, Enter."""
        began = monotonic()
        self.booth.read(rows, end)
        self.admit(surname(rows), kind="passport", began=began)

    def border_pass(self, text: str, name: str) -> None:
        """A border pass: scan, a look at the face, Enter."""
        began = monotonic()
        self.booth.reader((text,))
        expect(self.booth.traveller).to_contain_text(name, ignore_case=True)
        self.admit(name, kind="pass", began=began)

    def answer(self, *keys: str) -> None:
        """Answer the question that is open."""
        self.press(*keys, "Enter")
        self.booth.settle()

    def refuse(self, label: str) -> None:
        """F4, the arrows down to the reason, and the key that refuses."""
        page = self.booth.page
        self.press("F4")
        for _n in range(30):
            if page.get_by_label(label, exact=True).is_checked():
                break
            self.press("ArrowDown")
        self.press("Alt+r")
        expect(self.booth.done).to_contain_text(label)
        self.booth.settle()
        self.refusals += 1

    def hand_over(self) -> None:
        """F2 sends whoever stands there to the second line."""
        self.press("F2")
        expect(self.booth.page.locator("[data-told]")).to_be_visible()
        self.booth.settle()
        self.waiting += 1

    def cable_out(self) -> None:
        """Somebody pulls the cable of the network."""
        self.booth.page.context.set_offline(True)

    def cable_in(self) -> None:
        """And puts it back."""
        self.booth.page.context.set_offline(False)


@pytest.fixture
def day(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Day]:
    """A node of its own in the morning, with an alert and two passes, and Marie Désir at lane 1 of Ouanaminthe."""
    node = Node(tmp_path_factory.mktemp("day"))
    node.settle()
    prepare = [sys.executable, "-m", "tests.browser.preparing"]
    prepared = subprocess.run(prepare, cwd=ROOT, env=node.environment(), check=True, capture_output=True, text=True)
    node.start()
    booth = Seats(node, chromium).sit("Marie Désir", language="fr")
    booth.allowed += BROUGHT_ABOUT
    booth.open()
    yield Day(booth, node, json.loads(prepared.stdout.splitlines()[-1]))
    assert booth.faults() == []
    booth.page.context.close()
    node.end()


def test_the_counts_at_the_close_are_what_passed(day: Day) -> None:
    for scene in MORNING:
        scene(day)
    day.press("Alt+d")
    expect(day.booth.page.locator("#work [data-direction=exit]")).to_be_visible()
    day.leaving = True
    for scene in EVENING:
        scene(day)
    close(day)
    for kind, most in (("passport", PASSPORT_SECONDS), ("pass", PASS_SECONDS)):
        taken = sorted(day.seconds[kind])
        assert taken[len(taken) // 2] <= most * crowded(), (kind, taken)


def crowded() -> float:
    """How many times longer everything takes here because others are at work on the machine too."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def readers(day: Day) -> None:
    """Readers of three makes: rows ended by Enter, by Tab, by a line feed."""
    for end in ("\r", "\t", "\n"):
        day.document(passport(born=GROWN), end)


def residents(day: Day) -> None:
    """People of the border with a pass."""
    for text, name in zip(day.given["passes"], ("Jounen", "Mache"), strict=True):
        day.border_pass(text, name)


def family(day: Day) -> None:
    """A mother with two children: F10 begins the group, one key answers for each child, Esc ends it."""
    group = day.booth.page.locator("#group")
    day.press("F10")
    expect(group).to_be_visible()
    day.booth.settle()
    day.document(passport(born=GROWN))
    for _n in range(2):
        child = passport(born=CHILD)
        day.booth.read(child)
        day.answer("1")
        day.admit(surname(child))
    day.press("Escape")
    expect(group).to_have_count(0)
    day.booth.settle()


def child_alone(day: Day) -> None:
    """A child alone: the protection desk is called, Enter admits nobody, and the child waits with the second line."""
    child = passport(born=CHILD)
    day.booth.read(child)
    day.answer("4")
    expect(day.booth.page.locator("#called")).to_be_visible()
    day.answer()
    assert day.booth.movements_of(child) == 0
    day.hand_over()


def visitors(day: Day) -> None:
    """A visitor says why and where; another has an expired passport; a neighbour has no visa."""
    rows = passport(country="USA", born=GROWN)
    day.booth.read(rows)
    day.press("3")
    day.type("Hôtel 4")
    day.answer()
    day.admit(surname(rows))
    day.booth.read(passport(country="USA", days_valid=-20, born=GROWN))
    day.refuse(EXPIRED)
    day.booth.read(passport(country="DOM", born=GROWN))
    expect(day.booth.page.locator("#ask [name=visa]").first).to_be_focused()
    day.answer("ArrowDown")
    day.refuse(NO_VISA)


def without_papers(day: Day) -> None:
    """A citizen who has nothing but a name comes home."""
    day.press("F9")
    expect(day.booth.page.locator("#count")).to_be_focused()
    day.press("Alt+n")
    expect(day.booth.page.locator("#id_family")).to_be_focused()
    for word in ("Jozèf", "Wilnè"):
        day.type(word)
        day.press("Tab")
    day.press("Space", "Tab")
    day.type("34")
    day.press("Enter")
    expect(day.booth.traveller).to_contain_text("Jozèf")
    day.admit("Jozèf", "identified")


def reported_document(day: Day) -> None:
    """A passport on the alert list: Enter admits nobody, the second line has to look."""
    rows = tuple(day.given["reported"])
    day.booth.read(rows)
    expect(day.booth.page.locator(".note")).to_be_visible()
    day.answer()
    assert day.booth.movements_of(rows) == 0
    day.hand_over()


def second_line(day: Day) -> None:
    """Somebody in doubt goes to the second line, and the supervisor admits them there."""
    rows = passport(born=GROWN)
    day.booth.read(rows)
    day.hand_over()
    browser = day.booth.page.context.browser
    assert browser
    seat = Seats(day.node, browser).sit("Rose-Laure Noël", language="fr")
    seat.visit.go("/second-line/")
    seat.page.get_by_role("row").filter(has_text=surname(rows)).get_by_role("link").press("Enter")
    for key in ("Alt+t", "Alt+a"):
        button = seat.page.locator(f"[data-key='{key}']")
        expect(button).to_be_visible()
        seat.page.keyboard.press(key)
        expect(button).to_have_count(0)
    assert seat.faults() == []
    seat.page.context.close()
    day.waiting -= 1
    day.passed()


def slip_of_the_finger(day: Day) -> None:
    """Admitted by mistake: Alt+z takes it back, and the second decision is the one that stands."""
    rows = passport(born=GROWN)
    day.document(rows)
    day.press("Alt+z")
    expect(day.booth.traveller).to_contain_text(surname(rows))
    day.passed(number=-1)
    day.booth.settle()
    day.refuse(DOUBTFUL)


def reader_fails(day: Day) -> None:
    """The reader is dead: the three lines of a card are typed by hand, with looks at it."""
    rows = passport("TD1", born=GROWN)
    for row in rows:
        for start in range(0, len(row), 12):
            day.booth.page.keyboard.type(row[start : start + 12])
            day.booth.page.wait_for_timeout(200)
        day.press("Enter")
    expect(day.booth.traveller).to_contain_text(surname(rows))
    day.admit(surname(rows))


def camera_fails(day: Day) -> None:
    """There is no camera: one line says so, and the next document passes."""
    day.press("Alt+k")
    expect(day.booth.page.locator("#capture .fault")).to_be_visible()
    day.document(passport(born=GROWN))


def network_fails(day: Day) -> None:
    """The cable is out when she decides: the same key after it is back, and it counts once."""
    rows = passport(born=GROWN)
    day.booth.read(rows)
    day.cable_out()
    day.press("Enter")
    expect(day.booth.page.locator("#cut")).not_to_be_empty()
    day.booth.settle()
    day.cable_in()
    day.admit(surname(rows))
    assert day.booth.movements_of(rows) == 1


def power_fails(day: Day) -> None:
    """The node dies while somebody stands there; it comes back, and the line goes on."""
    rows = passport(born=GROWN)
    day.booth.read(rows)
    day.node.kill()
    day.press("Enter")
    expect(day.booth.page.locator("#cut")).not_to_be_empty()
    day.booth.settle()
    day.node.start()
    day.admit(surname(rows))
    assert day.booth.movements_of(rows) == 1


def market(day: Day) -> None:
    """The market crowd: one key a person, one of them taken back, with a cut in the middle."""
    page = day.booth.page
    day.press("F9")
    expect(page.locator("#count")).to_be_focused()
    day.press(*"1616", *"49")
    day.cable_out()
    day.press(*"2387", "Backspace", *"05")
    day.cable_in()
    expect(page.locator("#unsent")).to_be_empty()
    day.press("F9")
    expect(day.booth.scan_field).to_be_focused()
    day.passed("counted", 11)


def homewards(day: Day) -> None:
    """A citizen and a neighbour leave, and a resident with the pass of the morning."""
    for country in ("HTI", "DOM"):
        day.document(passport(country=country, born=GROWN))
    day.border_pass(day.given["passes"][0], "Jounen")


MORNING = (
    *(readers, residents, family, child_alone, visitors, without_papers, reported_document, second_line),
    *(slip_of_the_finger, reader_fails, camera_fails, network_fails, power_fails, market),
)
EVENING = (homewards, network_fails, market)


def close(day: Day) -> None:
    """She writes what she counted, and the register says the same, line by line."""
    page = day.booth.page
    day.press("Alt+c")
    expect(page.locator("#id_said_entries")).to_be_focused()
    day.type(str(day.entries))
    day.press("Tab")
    day.type(str(day.exits))
    day.press("Enter")
    expect(page.locator(".notice.success[role=status]")).to_be_visible()
    numbers = [int(text) for text in page.locator("main table td:first-of-type").all_inner_texts()]
    assert numbers == [day.entries, day.exits, *day.levels.values(), day.refusals, day.waiting]
