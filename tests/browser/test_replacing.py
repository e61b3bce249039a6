"""A destroyed post is made again on a new machine, by pages and keys alone: from "Stop it now" at the hub to the open booth at the post.

Three real programs (the hub, the new machine with an encrypted store) and three people; docs/how-to/replacing-a-post.md tells the same.
"""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lakay.demo.nodes.house import House
from lakay.prove.node import free_port
from tests.browsing import SCREEN, Visit, watch

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(1800)]
PICTURES = os.environ.get("LAKAY_TEST_PICTURES", "")
PIN = "418273"

Open = Callable[..., Visit]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[House]:
    """The ministry, with one post in its register that has burnt."""
    house = House(tmp_path / "hub", free_port(), os.environ)
    house.run("rehearse", "found", "Hub", "MICT", f"http://localhost:{house.port}")
    house.run("prove", "crowd", "1")
    house.start()
    yield house
    house.stop(9)


@pytest.fixture
def machine(tmp_path: Path) -> Iterator[House]:
    """A new laptop: the program, an officer's stick, an empty encrypted store; it waits for its first start."""
    (tmp_path / "usb").mkdir()
    more = {"LAKAY_ENCRYPT": "yes", "LAKAY_STICKS": str(tmp_path)}
    house = House(tmp_path / "new", free_port(), os.environ, more=more)
    house.folder.mkdir()
    for words in (("vault", "make", "--stick", str(tmp_path / "usb"), "--name", "Marie"), ("rehearse", "bare")):
        subprocess.run(house.command(*words), env=house.settings(), input=f"{PIN}\n", text=True, check=True, capture_output=True)
    house.start()
    yield house
    house.stop(9)


@pytest.fixture
def at(chromium: Browser) -> Iterator[Open]:
    """Open a browser at a machine."""
    contexts = []

    def open_page(house: House, path: str, language: str = "en") -> Visit:
        context = chromium.new_context(viewport={"width": SCREEN[0], "height": SCREEN[1]})
        contexts.append(context)
        address = f"http://localhost:{house.port}"
        context.add_cookies([{"name": "lakay_language", "value": language, "url": address}])
        visit = Visit(context.new_page(), address)
        watch(visit)
        visit.go(path)
        return visit

    yield open_page
    for context in contexts:
        context.close()


def sit_down(at: Open, house: House, name: str, language: str) -> Visit:
    visit = at(house, "/login", language)
    visit.page.get_by_role("button", name=name).press("Enter")
    visit.page.wait_for_url(lambda address: not address.endswith("/login"))
    return visit


def type_in(page: Page, *fields: tuple[str, str]) -> None:
    """Type into fields and send the form by Enter in the last one."""
    for field, text in fields:
        page.locator(field).focus()
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
    page.keyboard.press("Enter")


def choose(page: Page, field: str, start: str) -> None:
    """Choose in a list by the first letters."""
    page.locator(field).focus()
    page.keyboard.type(start)


def picture(visit: Visit, name: str) -> None:
    if PICTURES:
        visit.page.screenshot(path=str(Path(PICTURES) / f"replace-{name}.png"), full_page=True)


def seen(visit: Visit, name: str) -> None:
    """The page is sound; a picture of it if somebody wants one."""
    picture(visit, name)
    visit.check()


def until(visit: Visit, path: str, ready: Callable[[Page], bool], seconds: float = 300) -> None:
    """Look again until it is so."""
    end = time.monotonic() + seconds
    while visit.go(path) is None or not ready(visit.page):
        assert time.monotonic() < end, visit.page.inner_text("main")
        time.sleep(1)


def put_out(frantz: Page, solange: Visit) -> None:
    """One stops the machine that burnt, the other ends it."""
    frantz.get_by_role("link", name="Post 1").first.press("Enter")
    type_in(frantz, ("#id_reason", "burnt in the night"))
    expect(frantz.locator(".page-head .badge")).to_contain_text("stopped")
    solange.go(frantz.url.removeprefix(solange.address))
    solange.page.locator("form[action$='/end/'] button").press("Enter")
    expect(solange.page.locator("form[action$='/end/']")).to_have_count(0)


def invited(frantz: Visit) -> tuple[str, str, str]:
    """The paper for the new machine: its code, the hub's address and groups."""
    page = frantz.page
    frantz.go("/nodes/invitations/")
    choose(page, "#id_post", "Ouan")
    choose(page, "#id_replaces", "Post 1")
    type_in(page, ("#id_days", "3"))
    expect(page.locator(".big-code")).to_be_visible()
    seen(frantz, "paper")
    told = [value.strip() for value in page.locator("dd.mono").all_inner_texts()]
    return told[0], told[1], told[-1]


def test_a_burnt_post_is_made_again_by_pages_alone(hub: House, machine: House, at: Open) -> None:
    frantz, solange = (sit_down(at, hub, name, language) for name, language in (("Frantz", "en"), ("Solange", "fr")))
    frantz.go("/nodes/")
    put_out(frantz.page, solange)
    code, address, groups = invited(frantz)
    new = at(machine, "/", "ht")
    type_in(new.page, ("#id_pin", PIN))
    new.page.wait_for_url(re.compile("/login"))
    new.go("/nodes/join/")
    type_in(new.page, ("#id_code", code), ("#id_title", "Ouanaminthe 2"), ("#id_address", address))
    own = new.page.locator(".big-code").first.inner_text()
    expect(new.page.locator(".big-code").nth(1)).to_have_text(groups)
    seen(new, "join")

    solange.go("/nodes/")
    solange.page.get_by_role("link", name="Ouanaminthe 2").first.press("Enter")
    type_in(solange.page, ("#id_groups", own))
    expect(solange.page.locator(".page-head .badge")).to_contain_text("admise")

    until(new, "/nodes/join/", lambda page: page.url.endswith("/nodes/bind/"))
    seen(new, "bind")
    new.page.locator("main form button").press("Enter")
    expect(new.page.locator(".big-code")).to_have_count(2)
    seen(new, "bound")
    until(new, "/login", lambda page: page.get_by_role("button", name="Rose-Laure").count() > 0)
    rose = sit_down(at, machine, "Rose-Laure", "fr")
    until(rose, "/nodes/stick/", lambda page: page.locator("a[href$='/nodes/card/']").count() == 0)
    seen(rose, "stick")
    marie = sit_down(at, machine, "Marie", "ht")
    marie.go("/booth/")
    expect(marie.page.locator("#id_lane")).to_be_focused()
    marie.page.keyboard.press("Enter")
    expect(marie.page.locator("#scan[data-ready]")).to_be_visible()
    picture(marie, "booth")
    until(frantz, "/nodes/", lambda page: "Ouanaminthe 2" in page.inner_text("main table"))
    seen(frantz, "register")
