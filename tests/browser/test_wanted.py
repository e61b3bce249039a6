"""A list of invented people, from the file of an agency to the booth: read in by one person, agreed to by another, locked for the post;
a bus is announced, one on board is looked for under a spelling of his own, another only has the name; and the post is stolen.

Two real programs (the hub and a post) and five people at their pages, in Kreyòl and French. With LAKAY_STORY_ENTRIES=100000 the list is
as long as that; docs/how-to/the-life-of-an-alert-list.md tells the same.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from lakay.demo.nodes.house import House
from lakay.kernel.clock import SystemClock
from lakay.prove.node import free_port
from lakay.traveldocs.generate import generate
from tests.browser.conftest import EXPECTED, Booth, Rows
from tests.browser.test_replacing import Open, at, choose, picture, sit_down, type_in  # noqa: F401  (a fixture)
from tests.browser.wanted import CHEAP, JANBATIS, MARIE, OTHERS, Passenger, a_bus, a_list
from tests.sync.node_process import Node

ENTRIES = int(os.environ.get("LAKAY_STORY_ENTRIES", "40"))
SECONDS = 120 + ENTRIES / 5
"""How long the background may take on a busy machine; on a quiet one some seconds."""
STEP = "tests.browser.wanted:"
HERE = ZoneInfo("America/Port-au-Prince")

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(400 + 5 * ENTRIES)]


class Machine(House):
    """A node whose list is locked at a low price."""

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-c", CHEAP, *arguments]


@dataclass
class Place:
    """A machine: its server, and a process of its own for what is not done by pages."""

    house: Machine
    inside: Node

    def __call__(self, what: str, **values: Any) -> Any:
        return self.inside("run", what=f"{STEP}{what}", **values)


@pytest.fixture
def places(tmp_path: Path) -> Iterator[tuple[Place, Place]]:
    """The ministry, and Ouanaminthe, which has just come in."""
    houses = [Machine(tmp_path / name, free_port(), os.environ) for name in ("hub", "post")]
    hub, post = (Place(house, Node(house.folder, house.folder.name)) for house in houses)
    address = f"http://localhost:{hub.house.port}"
    try:
        hub.inside("init", pack=True)
        code = hub("found", address=address)
        hub.house.start()
        hub("admit", groups=post("ask", address=address, code=code))
        assert post("enter", address=address) == "admitted"
        post.house.start()
        yield hub, post
    finally:
        for place in (hub, post):
            place.house.stop(9)
            place.inside.end()


def go(page: Page, path: str) -> None:
    """Open another page of the same node."""
    page.goto("/".join(page.url.split("/")[:3]) + path)


def press(page: Page, button: str) -> None:
    """A button by its key or Enter, and the page after it."""
    with page.expect_navigation():
        page.locator(button).first.press("Enter")


def write(page: Page, **fields: str) -> None:
    """Type into fields by the ends of their ids."""
    for name, text in fields.items():
        page.locator(f"#id_{name}").focus()
        page.keyboard.type(text)


def pick(page: Page, field: str, value: str) -> None:
    """Go down a list of choices by the arrow key."""
    page.locator(field).focus()
    for _n in range(30):
        if page.locator(field).input_value() == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(value)


def stay(page: Page, there: Locator) -> None:
    """Wait for something as somebody at a desk does: with a hand on the mouse, else the page locks itself."""
    until = time.monotonic() + SECONDS
    while not there.is_visible():
        assert time.monotonic() < until, f"{there} has not come"
        page.mouse.move(10, 10 + 10 * (int(time.monotonic()) % 2))
        page.wait_for_timeout(500)


def a_list_is_agreed_on(ketly: Page, ronald: Page) -> None:
    """One proposes it, in Kreyòl; she cannot agree to it herself; another does, in French."""
    go(ketly, "/alerts/lists/add")
    pick(ketly, "#id_category", "wanted")
    write(
        ketly, code="tribinal", title="Lis tribinal la", owner="PNH", legal_basis="Mandat d'arrêt", legal_reference="FLB-2026-7"
    )
    write(ketly, source="Tribunal de Fort-Liberté", review_on=f"{SystemClock().now() + timedelta(days=90):%d/%m/%Y}")
    write(ketly, reason="Tribinal la voye li.")
    press(ketly, "main form .btn.primary")
    expect(ketly.locator("form[action$='/decide']")).to_have_count(0)
    ronald.goto(ketly.url)
    write(ronald, reason="Comparée avec la lettre.")
    press(ronald, "[data-key='Alt+a' i]")


def its_file_is_carried_out(ketly: Page, ronald: Page) -> None:
    """She brings its file in; he agrees to the whole of it; it is carried out to the last row."""
    ketly.reload()
    ketly.set_input_files("#id_file-file", {"name": "lis.csv", "mimeType": "text/csv", "buffer": a_list(ENTRIES).encode()})
    ketly.locator("#id_file-reason").focus()
    ketly.keyboard.type("Dènye lis la.")
    press(ketly, "form[action$='/bring'] .btn.primary")
    ronald.goto(ketly.url)
    stay(ronald, ronald.locator("[data-key='Alt+a' i]"))
    write(ronald, reason="Regardée ligne par ligne.")
    press(ronald, "[data-key='Alt+a' i]")
    stay(ronald, ronald.locator(".page-head .badge").filter(has_text="terminé"))


def a_bus_is_announced(rose: Page) -> None:
    """The driver's list is brought in French; two on board may be meant, each with the reasons."""
    arrives = SystemClock().now().astimezone(HERE)
    people = (JANBATIS, MARIE, *OTHERS)
    bus = a_bus(people, arrives).encode()
    rose.set_input_files("main input[type=file]", {"name": "bus.csv", "mimeType": "text/csv", "buffer": bus})
    rose.keyboard.press("Alt+b")
    rose.wait_for_url(lambda address: not address.endswith(("/arrivals/", "/bring/")))
    alerts = rose.locator("main table").first
    expect(alerts.locator("tbody tr")).to_have_count(2)
    for words in ("Dyedone, Janbatis", "le nom de famille se prononce pareil", "Joseph, Marie Ange"):
        expect(alerts).to_contain_text(words)


def zone(who: Passenger) -> Rows:
    """The zone of their passport."""
    return generate(
        "TD3",
        document_code="P",
        issuing_state="HTI",
        document_number=who.number,
        surname=who.family,
        given_names=who.given,
        nationality="HTI",
        birth=who.born,
        sex=who.sex,
        expiry=SystemClock().now().date() + timedelta(days=900),
    )


def at_the_booth(marie: Booth, who: Passenger) -> None:
    """She reads the passport in Kreyòl; Enter admits nobody; she hands the traveller over."""
    marie.read(zone(who))
    expect(marie.page.locator(".note")).to_be_visible()
    marie.page.keyboard.press("F2")
    expect(marie.page.locator("[data-told]")).to_be_visible()
    marie.settle()


def at_the_second_line(rose: Page, who: Passenger, key: str) -> None:
    """She takes the traveller, reads why, and says by a key whether it is the one meant."""
    go(rose, "/second-line/")
    rose.get_by_role("row").filter(has_text=re.compile(who.family, re.IGNORECASE)).get_by_role("link").press("Enter")
    press(rose, "[data-key='Alt+t' i]")
    with rose.expect_navigation():
        rose.keyboard.press(key)
    expect(rose.locator("main strong").first).to_be_visible()


def it_is_he(rose: Page) -> None:
    """The court looks for him: he does not pass, and a second person would have to agree to it."""
    expect(rose.locator("[data-key='Alt+a' i]")).to_have_count(0)
    rose.keyboard.press("F4")
    rose.locator("[name=reason]").first.focus()
    rose.keyboard.press("Space")
    press(rose, "[data-key='F9' i]")


def she_is_somebody_else(rose: Page, marie: Booth) -> None:
    """She is admitted; when she leaves, and whenever she comes by this passport, nobody stops her again."""
    with rose.expect_navigation():
        rose.keyboard.press("Alt+a")
    marie.page.keyboard.press("Alt+d")
    expect(marie.page.locator("#work [data-direction=exit]")).to_be_visible()
    marie.settle()
    marie.read(zone(MARIE))
    expect(marie.page.locator(".note")).to_have_count(0)
    marie.page.keyboard.press("Enter")
    expect(marie.done).to_contain_text(MARIE.family, ignore_case=True)


def test_a_list_from_the_file_of_an_agency_to_the_stolen_post(places: tuple[Place, Place], at: Open) -> None:  # noqa: F811
    hub, post = places
    ketly, ronald = (sit_down(at, hub.house, name, language) for name, language in (("Ketly", "ht"), ("Ronald", "fr")))
    a_list_is_agreed_on(ketly.page, ronald.page)
    its_file_is_carried_out(ketly.page, ronald.page)
    until = time.monotonic() + SECONDS
    while post("fetch") != ENTRIES:
        assert time.monotonic() < until, "the locked list has not come"
        time.sleep(0.5)

    rose = sit_down(at, post.house, "Rose-Laure", "fr")
    rose.go("/arrivals/")
    a_bus_is_announced(rose.page)
    picture(rose, "voyage")
    marie = Booth(sit_down(at, post.house, "Marie", "ht"))
    marie.open()
    for who, key in ((JANBATIS, "Alt+s"), (MARIE, "Alt+o")):
        at_the_booth(marie, who)
        at_the_second_line(rose.page, who, key)
        picture(rose, who.given)
        if who is JANBATIS:
            it_is_he(rose.page)
    she_is_somebody_else(rose.page, marie)

    post.house.stop(9)
    assert post("stolen", count=ENTRIES) == {"alerts": 0, "entries": ENTRIES, "read": []}
    assert len(hub("stolen", count=ENTRIES)["read"]) == 3 * ENTRIES - 3, "the same thief reads all of it at the hub"
    for visit in (ketly, ronald, rose, marie.visit):
        assert [fault for fault in visit.faults if EXPECTED not in fault] == []
