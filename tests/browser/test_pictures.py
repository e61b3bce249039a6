"""The pictures of the README: taken from the program (`LAKAY_PICTURES=write`), and otherwise checked to be there and of their size."""

import os
import re
import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.conftest import Booth, Rows, Sit, surname
from tests.repo.planting import ROOT, tracked

pytestmark = pytest.mark.browser

IMAGES = ROOT / "docs" / "images"
WRITE = os.environ.get("LAKAY_PICTURES") == "write"
FIRST_DAY = (ROOT / "docs" / "how-to" / "first-day.md").read_text(encoding="utf-8")
ZONES: list[Rows] = [tuple(block.split()) for block in re.findall(r"```\n(.*?)```", FIRST_DAY, re.DOTALL)]
PIERRE, DE_LA_CRUZ, CHILD, JOHNSON, ETIENNE = ZONES[:5]
EXPIRED = "[name=reason][value=expired]"


def at_ouanaminthe(sit: Sit, language: str, theme: str = "light") -> Booth:
    """Marie Désir's booth, after a few travellers of the first day have passed."""
    booth = sit(language=language, theme=theme)
    booth.open()
    if not WRITE or booth.page.locator("#work tbody tr").count() >= 4:
        return booth
    for rows in (DE_LA_CRUZ, ETIENNE, JOHNSON, PIERRE):
        booth.read(rows)
        if rows is JOHNSON:
            refuse(booth)
        booth.page.keyboard.press("F9" if rows is JOHNSON else "Enter")
        expect(booth.done).to_be_visible()
        booth.settle()
    return booth


def refuse(booth: Booth) -> None:
    """Choose the reason of an expired document."""
    booth.page.keyboard.press("F4")
    while not booth.page.locator(EXPIRED).is_checked():
        booth.page.keyboard.press("ArrowDown")


def login(sit: Sit) -> Booth:
    """The way in, in Kreyòl."""
    booth = sit(language="ht")
    booth.page.context.clear_cookies(name=re.compile("lakay_session"))
    booth.visit.go("/login")
    return booth


def traveller(sit: Sit) -> Booth:
    """A passport in order, in Kreyòl."""
    booth = at_ouanaminthe(sit, "ht")
    booth.read(PIERRE)
    return booth


def refusal(sit: Sit) -> Booth:
    """An expired passport and the reasons of a refusal, in French."""
    booth = at_ouanaminthe(sit, "fr")
    booth.read(JOHNSON)
    refuse(booth)
    return booth


def dark(sit: Sit) -> Booth:
    """A child, in Kreyòl, in the dark."""
    booth = at_ouanaminthe(sit, "ht", "dark")
    booth.read(CHILD)
    return booth


def register(sit: Sit) -> Booth:
    """The day's register, in Spanish."""
    booth = at_ouanaminthe(sit, "es")
    booth.visit.go("/booth/register/")
    return booth


def oversight(sit: Sit) -> Booth:
    """Who looked at whom, in French."""
    booth = sit("Guerda Toussaint", language="fr")
    booth.visit.go("/oversight/")
    return booth


PICTURES: dict[str, Callable[[Sit], Booth]] = {
    "booth-traveller-ht.png": traveller,
    "booth-refusal-fr.png": refusal,
    "booth-dark-ht.png": dark,
    "register-es.png": register,
    "oversight-reads-fr.png": oversight,
    "login-ht.png": login,
}


def size(picture: bytes) -> tuple[int, int]:
    """Width and height of a PNG (the first chunk says so)."""
    width, height = struct.unpack(">II", picture[16:24])
    return int(width), int(height)


@pytest.mark.parametrize("name", PICTURES)
def test_the_picture_is_of_the_program(sit: Sit, name: str) -> None:
    booth = PICTURES[name](sit)
    taken = booth.page.screenshot()
    booth.allowed.append("Applying inline style")  # by the camera, which hides the blinking cursor
    if WRITE:
        Image.open(BytesIO(taken)).convert("RGB").quantize(128).save(IMAGES / name, optimize=True)
    assert size(taken) == size((IMAGES / name).read_bytes())


def test_every_picture_is_shown_somewhere_and_every_picture_shown_is_there() -> None:
    shown = {name for page in tracked(".md") for name in re.findall(r"images/([\w-]+\.png)", page.read_text(encoding="utf-8"))}
    there = {file.name for file in IMAGES.iterdir()}
    assert shown == there == set(PICTURES)


@pytest.mark.parametrize("rows", ZONES[:5] + ZONES[6:], ids=surname)
def test_the_zones_of_the_first_day_are_read(booth: Booth, rows: Rows) -> None:
    booth.read(rows)
