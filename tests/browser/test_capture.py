"""The camera at the booth, with a real browser, the real decoders, and a film in place of the camera."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, expect

from lakay.traveldocs.learning import CARD
from tests.browser import films
from tests.browser.conftest import Booth, Rows, Seats, Sit, passport, surname
from tests.browser.node import Node
from tests.traveldocs.seals.test_seals import seal

pytestmark = pytest.mark.browser

needs_font = pytest.mark.skipif(not films.FONT.exists(), reason="needs Debian's fonts-ocr-b")

NOTE_READS = (
    """() => { window.reads = []; document.addEventListener("lakay:read", (event) => window.reads.push(event.detail), true); }"""
)
UNPLUG = """() => document.querySelector("#capture video").srcObject.getTracks()[0].dispatchEvent(new Event("ended"))"""
BUSY = """navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("in use", "NotReadableError"))"""

Show = Callable[..., Booth]


@pytest.fixture
def show(chromium: Browser, node: Node, tmp_path: Path) -> Iterator[Show]:
    """Marie Désir at her open booth, with a film before her camera."""
    with ExitStack() as stack:
        sat: list[Booth] = []

        def sit(pictures: list[Image.Image], **more: Any) -> Booth:
            played = films.film(pictures, tmp_path / f"film{len(sat)}.mjpeg")
            browser = stack.enter_context(films.looking_at(chromium, played))
            booth = Seats(node, browser).sit(**more)
            sat.append(booth)
            booth.open()
            booth.page.evaluate(NOTE_READS)
            return booth

        yield sit
        assert [fault for booth in sat for fault in booth.faults()] == []


def read_of(booth: Booth, timeout: int = 120_000) -> dict[str, str]:
    """What the camera handed over."""
    for _turn in range(timeout // 100):
        reads = booth.page.evaluate("window.reads")
        if reads:
            return dict(reads[0])
        booth.page.wait_for_timeout(100)
    raise AssertionError(f"nothing was read: {booth.page.locator('#capture').inner_text()}")


def ask(booth: Booth, kind: str) -> None:
    """Press the key of a button of the camera."""
    key = booth.page.locator(f"[data-capture={kind}]").get_attribute("data-key")
    assert key
    booth.page.keyboard.press(key)


def state(booth: Booth) -> Any:
    """The line of the panel."""
    return booth.page.locator("#capture [data-state]")


def test_a_code_before_the_camera_is_read_as_by_a_reader(show: Show) -> None:
    booth = show([films.code_of("LK1:" + "A7" * 120)])
    ask(booth, "qr")
    read = read_of(booth)
    assert read["text"] == "LK1:" + "A7" * 120
    assert (read["channel"], read["format"]) == ("camera", "QRCode")
    expect(booth.page.locator("#capture video")).to_have_count(0)  # the camera is put away


def test_a_code_of_bytes_comes_with_its_bytes(show: Show) -> None:
    content = bytes([0xDC, 0x03]) + bytes(range(200, 256))
    booth = show([films.code_of(content)])
    ask(booth, "qr")
    assert base64.b64decode(read_of(booth)["bytes"]) == content


def test_a_seal_before_the_camera_is_shown_and_the_line_goes_on(show: Show) -> None:
    booth = show([films.code_of(seal())])
    before, after = passport(), passport()
    booth.read(before)
    ask(booth, "qr")
    panel = booth.page.locator("#seal")
    expect(panel).to_contain_text("SPECIMEN, ANNA")
    expect(panel).to_contain_text("UTTS 2a")  # who signed: nobody whom the demo country knows
    expect(booth.traveller).to_contain_text(surname(before))
    booth.visit.check()
    booth.settle()
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_contain_text(surname(before))
    booth.read(after)
    expect(panel).to_have_count(0)


@needs_font
@pytest.mark.parametrize("kind", ["TD3", "TD1"])
def test_the_lines_of_a_document_are_read_until_the_digits_hold(show: Show, kind: str) -> None:
    rows = passport(kind)
    worse = [films.card_of(rows, blur=9), films.card_of(rows, blur=1.2, turn=0.8), films.card_of(rows)]
    booth = show(worse)
    ask(booth, "mrz")
    read = read_of(booth)
    assert read["text"].split() == list(rows)
    assert read["format"] == "MRZ"
    expect(booth.traveller).to_contain_text(surname(rows))


@needs_font
def test_a_document_whose_digits_do_not_hold_is_never_handed_over(show: Show) -> None:
    rows = passport()
    number = "8" if rows[1][4] != "8" else "3"
    booth = show([films.card_of((rows[0], rows[1][:4] + number + rows[1][5:]))])
    ask(booth, "mrz")
    expect(booth.page.locator("#capture[data-took]")).to_be_visible()
    booth.page.wait_for_timeout(2500)
    assert booth.page.evaluate("window.reads") == []
    booth.page.keyboard.press("Alt+x")
    expect(booth.page.locator("#capture video")).to_have_count(0)


def photos(booth: Booth, encounter: str) -> int:
    """The status of the photo of an encounter."""
    return booth.page.request.get(f"{booth.visit.address}/booth/photo/{encounter}/").status


def encounter_of(booth: Booth) -> str:
    """The encounter in front."""
    return str(booth.page.locator("#work [name=encounter]").first.input_value())


def test_each_traveller_is_photographed_once_and_nobody_waits_for_it(show: Show) -> None:
    booth = show([films.face()])
    ask(booth, "photo")
    expect(booth.page.locator("#capture video")).to_be_visible()
    booth.read(passport())
    first = encounter_of(booth)
    expect(state(booth)).to_have_text("Foto a pran.")
    answer = booth.page.request.get(f"{booth.visit.address}/booth/photo/{first}/")
    assert answer.headers["content-type"] == "image/jpeg"
    assert len(answer.body()) < 60_000
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_be_visible()
    booth.settle()
    booth.read(passport())
    second = encounter_of(booth)
    assert second != first
    expect(state(booth)).to_have_text("Foto a pran.")
    assert photos(booth, second) == 200


def test_enter_admits_while_the_photo_is_still_taken(show: Show) -> None:
    dark = Image.new("RGB", films.SIZE, (4, 4, 4))
    booth = show([dark])
    ask(booth, "photo")
    rows = passport()
    booth.read(rows)
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_be_visible()
    assert booth.movements_of(rows) == 1


def test_without_a_camera_one_line_says_so_and_the_booth_goes_on(sit: Sit) -> None:
    booth = sit()
    booth.open()
    ask(booth, "mrz")
    expect(state(booth)).to_have_text("Pa gen kamera ni lektè. Kontinye san li.")
    expect(booth.scan_field).to_be_focused()
    rows = passport()
    booth.read(rows)
    booth.page.keyboard.press("Enter")
    expect(booth.done).to_be_visible()


def test_a_camera_that_another_program_holds_is_one_line_too(sit: Sit) -> None:
    booth = sit()
    booth.page.add_init_script(BUSY)
    booth.open()
    ask(booth, "qr")
    expect(state(booth)).to_have_text("Yon lòt pwogram ap sèvi ak kamera a. Kontinye san li.")


def test_a_camera_unplugged_in_the_middle_is_one_line_too(show: Show) -> None:
    booth = show([films.blank()])
    ask(booth, "qr")
    expect(state(booth)).to_have_text("Kenbe kòd la devan kamera a.")
    booth.page.evaluate(UNPLUG)
    expect(state(booth)).to_have_text("Kamera a oswa lektè a deploge. Kontinye san li.")
    booth.read(passport())
    expect(booth.page.locator("#admit")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_on_the_panels(show: Show, theme: str) -> None:
    booth = show([films.face()], theme=theme)
    for kind in ("qr", "mrz", "photo"):
        ask(booth, kind)
        expect(booth.page.locator(f"#capture [data-view={kind}] video")).to_be_visible()
        booth.visit.check()


def test_only_the_door_of_the_camera_comes_with_the_booth(sit: Sit) -> None:
    booth = sit()
    asked: list[str] = []
    booth.page.on("request", lambda request: asked.append(request.url))
    booth.open()
    assert [address.rsplit("/", 1)[1] for address in asked if "/capture/" in address] == ["load.js"]
    assert not any(name in address for address in asked for name in ("zxing", "tesseract", "mrz-"))


def test_a_camera_that_failed_is_asked_again_by_the_same_key(sit: Sit) -> None:
    booth = sit()
    booth.open()
    for _turn in range(2):
        ask(booth, "qr")
        expect(state(booth)).to_have_text("Pa gen kamera ni lektè. Kontinye san li.")


SERIAL = """() => {
  const sent = __ROWS__;
  const stream = new ReadableStream({ start: (feed) => setTimeout(() => {
    for (const part of sent) feed.enqueue(new TextEncoder().encode(part)); }, 300) });
  const port = { open: async ({ baudRate }) => { window.speed = baudRate; }, readable: stream, close: async () => {} };
  navigator.serial.getPorts = async () => [];
  navigator.serial.requestPort = async () => port;
}"""
"""There is no serial reader on the machine that tests; what the browser would hand over stands in for it."""


def sends(rows: Rows) -> str:
    """A script with which the reader on the serial port sends rows, in pieces."""
    return SERIAL.replace("__ROWS__", json.dumps([rows[0][:20], rows[0][20:] + "\r", rows[1] + "\r"]))


def test_a_serial_reader_is_set_up_once_and_heard_at_the_booth(sit: Sit) -> None:
    booth, rows = sit(), passport()
    booth.open()
    booth.visit.go("/booth/reader/")
    booth.page.evaluate(sends(CARD))
    booth.page.locator("[data-capture=serial]").click()
    expect(state(booth)).to_have_text("Chwazi pò lektè a.")
    booth.page.locator("[data-choose]").click()
    expect(booth.page.locator("#found")).to_be_visible()  # the card was read, and compared
    granted = "navigator.serial.getPorts = async () => [await navigator.serial.requestPort()]"
    booth.page.add_init_script(f"navigator.serial && ({sends(rows)})(); {granted}")
    booth.page.add_init_script(f"({NOTE_READS})()")
    booth.visit.go("/booth/")
    assert read_of(booth)["text"].split() == list(rows)
    assert booth.page.evaluate("window.speed") == 9600
