"""A border pass from the counter to the paper, by keyboard alone; and the paper itself, measured and read back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import expect

from lakay.traveldocs.passes import BorderTerms, Signed, read
from tests.browser.conftest import Booth, Sit

pytestmark = pytest.mark.browser

MILLIMETRE = 72 / 25.4  # in the points of a PDF
SIZES = {"card": (105, 148), "ticket": (80, 210)}
ONE_PASS = re.compile(r"/passes/[0-9a-f-]{36}$")


def issue(booth: Booth, place: str) -> str:
    """Issue a pass with the keyboard to somebody of a place; the address of its page."""
    page, keyboard = booth.page, booth.page.keyboard
    booth.visit.go("/passes/")
    keyboard.press("Alt+n")
    expect(page.locator("#id_type")).to_be_focused()
    keyboard.press("Tab")
    keyboard.press("Tab")
    keyboard.type(f"{datetime.now(UTC):%H%M%S%f}")
    keyboard.press("Enter")
    expect(page.locator("#id_surname")).to_be_focused()
    for text in ("Saint-Vil", "Guerline Marie", "04/03/1991", "F", "HTI", "", place):
        keyboard.type(text)
        keyboard.press("Tab")
    keyboard.press("Alt+i")
    page.wait_for_url(ONE_PASS)
    return str(page.url).removeprefix(booth.visit.address)


def code_on(booth: Booth, address: str) -> str:
    """What a scanner reads on the paper at the resolution of a screen, 96 dots to an inch."""
    booth.visit.go(address)
    booth.page.emulate_media(media="print")
    shot = booth.page.locator(".paper").screenshot()
    booth.page.emulate_media(media="null")
    found = zxingcpp.read_barcode(Image.open(BytesIO(shot)))
    assert found is not None
    return str(found.text)


@pytest.mark.parametrize(("language", "theme", "place"), [("ht", "light", "Wanament"), ("fr", "dark", "Ouanaminthe")])
def test_a_pass_is_issued_by_keyboard_alone_and_its_paper_is_read_back(sit: Sit, language: str, theme: str, place: str) -> None:
    booth = sit("Odette Valmé", language=language, theme=theme)
    address = issue(booth, place)
    booth.visit.check()
    for form in SIZES:
        found = read(code_on(booth, f"{address}/{form}"))
        assert isinstance(found, Signed)
        assert found.content.holder.given_names == "GUERLINE MARIE"
        assert found.content.terms == BorderTerms(("HT-OUA", "HT-BEL", "HT-MAL", "HT-ANP"))


@pytest.mark.parametrize("form", SIZES)
@pytest.mark.parametrize("officer", ["Odette Valmé", "Lunise Augustin"])
def test_the_paper_fills_one_sheet_of_its_size(sit: Sit, officer: str, form: str) -> None:
    booth = sit(officer)
    booth.visit.go("/passes/")
    address = booth.page.locator("tbody a").first.get_attribute("href")
    booth.visit.go(f"{address}/{form}")
    sheet = booth.page.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", sheet)
    assert len(boxes) == 1, "one page"
    assert [float(side) / MILLIMETRE for side in boxes[0]] == pytest.approx(SIZES[form], abs=0.5)
    code = booth.page.locator(".code").bounding_box()
    assert code is not None
    assert code["width"] / 96 * 25.4 >= 45  # millimetres: 0.7 or more to a module
