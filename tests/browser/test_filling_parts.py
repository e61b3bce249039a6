"""Forms whose questions come and go, page by page, with pictures of their own, and with codes that the camera reads."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from lakay.forms.actions import draft_version, propose_version, publish_version
from lakay.forms.contents import content_of
from lakay.forms.models import Submission, Version
from lakay.kernel.purposes import Purpose
from tests.browser import films
from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.browser.test_filling import DOT, picture, ready, sent
from tests.browsing import Visit, watch
from tests.forms.conftest import FRANTZ, NOW, SOLANGE, made, published
from tests.forms.kinds import KINDS
from tests.forms.parts import parts
from tests.web.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]


def answers(kept: Submission) -> dict[str, Any]:
    """What came in, and nothing wrong with it."""
    content = content_of(kept)
    assert content is not None
    assert kept.faults == []
    return dict(content.answers)


def names(page: Page) -> list[str]:
    """The names in the rounds that are shown."""
    return [field.input_value() for field in page.locator(".round:visible input[type=text]").all()]


def alone(page: Page, answer: str) -> None:
    """Say whether the person is alone: `no` brings the other questions."""
    page.locator(f"[value={answer}]").check()


def test_what_a_condition_hides_stays_in_another_language_and_in_a_draft(world: World, seat: SeatedVisit) -> None:
    published(parts())
    page = ready(seat("mirlande", "/forms/fill/parts/", language="ht"))
    alone(page, "no")
    page.get_by_label("Ak kiyès?").fill("Ti Jo")
    page.get_by_role("textbox", name="Non").fill("Lovely")
    page.get_by_role("button", name="Ajoute").press("Enter")
    page.keyboard.type("Wideline")
    alone(page, "yes")
    expect(page.get_by_label("Ak kiyès?")).to_be_hidden()
    page.locator("#form-language").select_option("Français (fr)")
    expect(page.get_by_text("Avec qui ?")).to_have_count(1)
    expect(page.locator("#fill[data-whole]")).to_be_attached()
    alone(page, "no")
    assert page.get_by_label("Avec qui ?").input_value() == "Ti Jo"
    assert names(page) == ["Lovely", "Wideline"]
    page.get_by_role("button", name="Retire").first.press("Enter")
    page.get_by_label("Poids").fill("12,5")
    alone(page, "yes")
    page.evaluate("document.getElementById('kept').textContent = ''")
    page.get_by_label("Paroles").fill("anba")
    expect(page.locator("#kept")).not_to_be_empty()
    page.reload()
    expect(page.locator("#fill[data-whole]")).to_be_attached()
    alone(page, "no")
    assert page.get_by_label("Ak kiyès?").input_value() == "Ti Jo"
    assert names(page) == ["Wideline"]
    alone(page, "yes")
    page.keyboard.press("Alt+s")
    kept = answers(sent(page))
    assert (kept["alone"], kept.get("who"), kept.get("children"), kept["body"]["weight"]) == ("yes", None, None, "12.5")


def said(page: Page, text: str) -> None:
    """How far it is, in words."""
    expect(page.locator("#progress-said")).to_have_text(text)


def test_page_by_page_by_keyboard_back_and_forth(world: World, seat: SeatedVisit) -> None:
    published(parts("pages"))
    opened = seat("mirlande", "/forms/fill/parts/", language="ht")
    page = ready(opened)
    said(page, "Paj 1 sou 4")
    page.keyboard.press("Alt+n")
    expect(page.locator(".fault:visible")).to_have_count(1)
    page.keyboard.press("Space")
    said(page, "Paj 1 sou 4")
    alone(page, "no")
    said(page, "Paj 1 sou 6")
    picture(page, "pages-first-ht")
    opened.check()
    page.keyboard.press("Alt+n")
    expect(page.get_by_label("Ak kiyès?")).to_be_focused()
    page.keyboard.type("Ti Jo")
    page.keyboard.press("Enter")
    expect(page.locator(".round input")).to_be_focused()
    page.keyboard.press("Alt+n")
    expect(page.get_by_label("Pwa")).to_be_focused()
    assert page.locator("#questions .field:visible, #questions .notice:visible").count() == 2, (
        "what belongs together stands on one page"
    )
    page.keyboard.type("9" * 39)
    page.locator("#form-language").select_option("Français (fr)")
    expect(page.locator("#questions")).to_have_attribute("lang", "fr")
    expect(page.locator("#fill[data-whole]")).to_be_attached()
    said(page, "Paj 4 sou 6")
    page.keyboard.press("Alt+n")
    page.keyboard.press("Alt+b")
    said(page, "Paj 4 sou 6")
    page.keyboard.press("Alt+n")
    expect(page.locator("#send")).to_be_hidden()
    page.keyboard.press("Alt+n")
    expect(page.get_by_label("Paroles")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("#faults li")).to_have_count(1)
    opened.faults.clear()  # the browser notes the 422
    page.locator("#faults a").press("Enter")
    said(page, "Paj 4 sou 6")
    expect(page.get_by_label("Poids")).to_be_focused()
    picture(page, "pages-fault-fr")
    opened.check()
    page.keyboard.press("Control+a")
    page.keyboard.type("12")
    page.keyboard.press("Alt+n")
    page.keyboard.press("Alt+n")
    page.keyboard.press("Alt+s")
    assert answers(sent(page))["body"]["weight"] == "12.0"


def test_a_form_shows_its_picture_and_plays_its_sound(world: World, seat: SeatedVisit) -> None:
    media = {"sign.png": base64.b64decode(DOT), "sign.mp3": b"ID3"}
    kept = draft_version(by=FRANTZ, at=NOW, made=made(parts()), purpose=Purpose.PROTECTION, media=media)
    version = Version.objects.get(pk=kept.id_of(Version))
    propose_version(by=FRANTZ, at=NOW, version=version)
    publish_version(by=SOLANGE, at=NOW, version=version)
    opened = seat("mirlande", "/forms/fill/parts/", language="ht")
    page = ready(opened)
    shown = page.locator(".notice", has_text="Gade foto a.")
    expect(shown.locator("img")).to_have_js_property("naturalWidth", 1)
    assert str(shown.locator("audio").get_attribute("src")).endswith("/sign.mp3")
    opened.check()


FAKE = """window.BarcodeDetector = class {
  static async getSupportedFormats() { return ["qr_code"]; }
  async detect(video) { return video.videoWidth ? [{ rawValue: "of the browser" }] : []; }
};"""
NO_CAMERA = "() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError')); }"


def looking(browser: Browser, world: World, address: str, script: str = "") -> Visit:
    """Mirlande, with a browser that has a camera."""
    context = browser.new_context(permissions=["camera"])
    cookies = world.clients["mirlande"].cookies
    wanted = {key: cookies[key].value for key in ("lakay_session", "lakay_device")} | {"lakay_language": "ht"}
    context.add_cookies([{"name": key, "value": value, "url": address} for key, value in wanted.items()])
    if script:
        context.add_init_script(script)
    visit = Visit(context.new_page(), address)
    watch(visit)
    visit.go("/forms/fill/kinds/")
    ready(visit)
    return visit


def test_a_code_is_read_by_the_camera_and_can_be_written_all_the_time(
    world: World, chromium: Browser, live_server: object, tmp_path: Path
) -> None:
    published(KINDS)
    played = films.film([films.code_of("LK-2026-77")], tmp_path / "code.mjpeg")
    address = str(getattr(live_server, "url", ""))
    with films.looking_at(chromium, played) as browser:
        for script, text in (("", "LK-2026-77"), (FAKE, "of the browser")):
            opened = looking(browser, world, address, script)
            page = opened.page
            button = page.get_by_role("button", name="Li kòd la ak kamera a")
            button.press("Enter")
            expect(page.get_by_role("textbox", name="Kòd")).to_have_value(text, timeout=120_000)
            expect(page.locator(".camera video")).to_have_count(0)
            assert page.evaluate("document.activeElement.closest('.field').innerText").startswith("Foto"), (
                "on to the next question"
            )
            opened.check()
            page.evaluate(NO_CAMERA)
            button.press("Enter")
            expect(page.get_by_text("Navigatè a pa kite kamera a sèvi. Ekri kòd la alamen.")).to_be_visible()
            page.get_by_role("textbox", name="Kòd").fill("alamen")
            assert opened.faults == []
