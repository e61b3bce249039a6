"""Forms filled in the browser, from the first question to the node's own judgement: by keyboard, in Kreyòl; and nothing that was typed is lost."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from lakay.forms.contents import content_of
from lakay.forms.models import Attachment, Submission
from lakay.forms.pack import load_pack_forms
from lakay.forms.permissions import FORM_PUBLISH
from lakay.kernel.actors import system_actor
from lakay.kernel.clock import SystemClock
from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.browsing import Visit
from tests.forms.conftest import published
from tests.forms.kinds import KINDS
from tests.web.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
PICTURES = os.environ.get("LAKAY_PICTURES", "")
DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
PACK = {
    "rapid_screening": "mirlande",
    "child_screening": "mirlande",
    "full_screening": "mirlande",
    "home_visit": "mirlande",
    "reception_registration": "josue",
}
FOCUSED = """() => {
  const one = document.activeElement;
  return {id: one.id, kind: one.type || one.tagName, name: one.name || "", mode: one.inputMode || "", hint: one.placeholder || "",
          done: one.type === "radio" ? Boolean(document.querySelector(`[name="${one.name}"]:checked`)) : Boolean(one.value)};
}"""


def picture(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for one."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)


def ready(opened: Visit) -> Page:
    """Wait until every question of the form is there."""
    expect(opened.page.locator("#fill[data-whole]")).to_be_attached()
    return opened.page


def sent(page: Page) -> Submission:
    """Wait for the word that it is in; what is in."""
    expect(page.locator("#sent")).to_be_visible()
    return Submission.objects.get(pk=page.locator("#fill").get_attribute("data-sent") or "")


def answer(page: Page, seen: set[str]) -> bool:
    """Answer the question that has the focus, by the keyboard alone, or turn the page. Returns whether this was the button that sends."""
    one = page.evaluate(FOCUSED)
    if one["id"] == "send":
        return True
    if one["id"] == "next":
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.id !== 'next'")  # the first question of the page has the focus
        return answer(page, seen)
    if (one["kind"] == "radio" and not one["done"]) or (one["kind"] == "checkbox" and one["name"] not in seen):
        page.keyboard.press("Space")
    elif one["kind"] in {"text", "textarea"} and not one["done"]:
        page.keyboard.type("3/4/2020" if one["hint"] else "15" if one["mode"] else "3712 3456")
    elif one["kind"] == "file":
        page.locator(f"#{one['id']}").set_input_files({"name": "a.png", "mimeType": "image/png", "buffer": base64.b64decode(DOT)})
    seen.add(one["name"])
    return False


def by_keyboard(page: Page) -> None:
    """Go through a form by Tab, answer each question, and press Send with Enter."""
    page.locator("#form-language").focus()
    seen: set[str] = set()
    for _each in range(250):
        page.keyboard.press("Tab")
        if answer(page, seen):
            break
    page.keyboard.press("Enter")


def test_the_five_forms_of_the_pack_are_filled_by_keyboard_in_kreyol(world: World, seat: SeatedVisit) -> None:
    load_pack_forms(by=system_actor("install", frozenset({FORM_PUBLISH.value})), at=SystemClock().now())
    opened = {name: seat(name, "/forms/fill/", language="ht") for name in ("mirlande", "josue")}
    for code, name in PACK.items():
        page = opened[name].page
        opened[name].go("/forms/fill/")
        page.locator(f"main a[href='/forms/fill/{code}/']").press("Enter")
        ready(opened[name])
        by_keyboard(page)
        picture(page, f"filled-{code}")
        kept = sent(page)
        assert (kept.form_code, kept.faults or []) == (code, [])
        opened[name].check()
    photo = Attachment.objects.get(submission__form_code="reception_registration")
    assert bytes(photo.content or b"").startswith(b"\xff\xd8"), "a picture goes as JPEG, without what the camera wrote into it"


DRAWERS = """async () => {
  const done = (ask) => new Promise((resolve) => { ask.onsuccess = () => resolve(ask.result); });
  const base = await done(indexedDB.open("lakay-forms", 1));
  const rows = await done(base.transaction("drafts").objectStore("drafts").getAll());
  base.close();
  const bodies = rows.map((row) => JSON.stringify(row) + new TextDecoder("latin1").decode(row.body));
  return rows.length + bodies.join("") + JSON.stringify({...sessionStorage}) + JSON.stringify({...localStorage});
}"""


def drawers(page: Page) -> str:
    """Everything that the browser keeps for this address, as text; first how many drafts there are."""
    return str(page.evaluate(DRAWERS))


def cut(route: Route) -> None:
    """The link is gone."""
    route.abort()


def test_what_was_typed_is_kept_sealed_until_it_is_sent(world: World, seat: SeatedVisit) -> None:
    opened = seat("mirlande", "/forms/fill/small/", language="ht")
    page = ready(opened)
    page.get_by_role("radio", name="Non").first.check()
    page.get_by_role("textbox", name="Non").fill("Ti Jo")
    expect(page.locator("#kept")).not_to_be_empty()
    on_disk = drawers(page)
    assert on_disk.startswith("1")
    assert "Ti Jo" not in on_disk
    assert "small" not in on_disk
    page.reload()
    ready(opened)
    assert page.get_by_role("textbox", name="Non").input_value() == "Ti Jo"
    opened.go("/forms/fill/")
    expect(page.locator("#waiting")).to_be_visible()
    picture(page, "waiting-ht")
    opened.check()
    page.locator("#waiting a").click()
    ready(opened)
    page.get_by_label("Pwa").fill("12,5")
    page.route("**/submissions", cut)
    page.keyboard.press("Alt+s")
    expect(page.locator("#told")).to_contain_text("Anyen pa pèdi")
    picture(page, "unreachable-ht")
    page.unroute("**/submissions", cut)
    opened.faults.clear()  # the browser notes a link that is gone
    page.keyboard.press("Alt+s")
    kept = content_of(sent(page))
    assert kept is not None
    assert kept.answers["children"] == [{"name": "Ti Jo"}]
    assert drawers(page).startswith("0")
    picture(page, "sent-ht")
    opened.check()


def test_nobody_else_opens_what_somebody_began(world: World, seat: SeatedVisit) -> None:
    opened = seat("mirlande", "/forms/fill/small/", language="fr")
    page = ready(opened)
    page.get_by_label("Laj").fill("7")
    expect(page.locator("#kept")).not_to_be_empty()
    cookies = world.clients["nadege"].cookies
    page.context.add_cookies([{"name": "lakay_session", "value": cookies["lakay_session"].value, "url": opened.address}])
    page.context.add_cookies([{"name": "lakay_device", "value": cookies["lakay_device"].value, "url": opened.address}])
    opened.go("/forms/fill/")
    expect(page.locator("#waiting[data-ready]")).to_be_hidden()
    opened.go("/forms/fill/small/")
    ready(opened)
    assert page.get_by_label("Laj").input_value() == ""
    assert page.locator("#begun").is_hidden()


def answer_each_kind(page: Page) -> None:
    """An answer to each kind of question, some wrong at first."""
    page.get_by_label("Konbe").fill("12")
    page.get_by_label("Ki jou").fill("31/02/2026")
    page.keyboard.press("Tab")
    expect(page.locator(".fault", has_text="Ekri jou a tankou 31/12/2026.")).to_have_count(1)
    page.get_by_label("Ki jou").fill("28/02/2026")
    page.get_by_role("textbox", name="Kilè").fill("8:05")
    page.get_by_label("Ki moman").fill("28/02/2026 14:05")
    page.get_by_role("group", name="Komin").get_by_role("searchbox").fill("okap")
    expect(page.get_by_role("radio", name="Okap 7", exact=True)).to_be_visible()
    page.get_by_role("radio", name="Okap 7", exact=True).check()
    expect(page.get_by_role("radio", name="Katye a")).to_be_visible()
    page.get_by_label("Latitid").fill("19,55")
    page.get_by_label("Lonjitid").fill("-71,72")
    page.get_by_role("group", name="Lòd").get_by_role("button", name="Desann: Dlo").press("Enter")
    page.get_by_label("Nòt").fill("11")
    page.keyboard.press("Tab")
    expect(page.locator(".fault", has_text="Chif sa a twò piti oswa twò gwo.")).to_have_count(1)
    page.get_by_label("Nòt").fill("7")
    page.get_by_role("group", name="Dakò").get_by_role("checkbox").check()
    add = page.get_by_role("button", name="Ajoute: Timoun")
    add.press("Enter")
    assert page.evaluate("document.activeElement.closest('.round').innerText").startswith("Timoun 2")
    page.keyboard.type("Lovely")
    page.get_by_role("button", name="Retire: Timoun 1").press("Enter")
    expect(page.locator(".round > legend")).to_have_text(["Timoun 1"])
    assert page.evaluate("document.activeElement.closest('.round').innerText").startswith("Timoun 1")
    expect(page.locator("#faults")).to_be_hidden()


def test_each_kind_of_question_asks_corrects_and_is_sent(world: World, seat: SeatedVisit) -> None:
    published(KINDS)
    opened = seat("mirlande", "/forms/fill/kinds/", language="ht")
    page = ready(opened)
    page.keyboard.press("Alt+s")
    expect(page.locator("#faults")).to_be_focused()
    assert page.locator("#faults li").count() == 2
    picture(page, "kinds-missing-ht")
    opened.check()
    page.locator("#faults a").first.press("Enter")
    assert page.evaluate("document.activeElement.closest('.field').innerText").startswith("Konbe")
    page.keyboard.type("200")
    page.keyboard.press("Tab")
    expect(page.locator(".fault", has_text="Ant 0 ak 120.")).to_have_count(1)
    page.get_by_label("Konbe").fill("12,5")
    expect(page.locator(".fault", has_text="Ekri yon chif antye")).to_have_count(1)
    answer_each_kind(page)
    picture(page, "kinds-ht")
    opened.check()
    page.locator("#form-language").select_option("Français (fr)")
    expect(page.get_by_label("Combien")).to_have_value("12")
    ready(opened)
    assert page.locator("#questions").get_attribute("lang") == "fr"
    assert page.get_by_label("Quel jour").input_value() == "28/02/2026"
    page.keyboard.press("Alt+s")
    kept = sent(page)
    content = content_of(kept)
    assert kept.faults == []
    assert content is not None
    said = content.answers
    assert {name: said[name] for name in ("count", "day", "commune", "order", "mark", "done", "sum")} == {
        "count": 12,
        "day": "2026-02-28",
        "commune": "okap7",
        "order": ["food", "water", "bed"],
        "mark": 7,
        "done": "OK",
        "sum": "24",
    }
    assert said["children"] == [{"name": "Lovely"}]
    assert said["place"].split()[:2] == ["19.55", "-71.72"]
    assert said["moment"].startswith("2026-02-28T14:05:00.000")


@pytest.mark.parametrize(("language", "theme"), [("fr", "dark"), ("ht", "light")])
def test_the_page_is_sound_at_twice_the_size_too(world: World, seat: SeatedVisit, language: str, theme: str) -> None:
    published(KINDS)
    opened = seat("mirlande", "", language=language, theme=theme)
    opened.page.set_viewport_size({"width": 683, "height": 384})
    opened.go("/forms/fill/kinds/")
    page = ready(opened)
    page.keyboard.press("Alt+s")
    expect(page.locator("#faults")).to_be_visible()
    page.get_by_role("button", name="Ajout").first.click()
    opened.check()
    picture(page, f"kinds-zoom-{language}-{theme}")


def test_the_server_s_reasons_stand_at_their_questions(world: World, seat: SeatedVisit) -> None:
    opened = seat("mirlande", "/forms/fill/small/", language="ht")
    page = ready(opened)
    page.get_by_role("radio", name="Non").check()
    page.get_by_role("textbox", name="Non").fill("Ti Jo")
    page.get_by_label("Pwa").fill("9" * 39)
    page.keyboard.press("Alt+s")
    expect(page.locator("#faults li")).to_have_count(1)
    page.locator("#faults a").press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"
    page.keyboard.press("Control+a")
    page.keyboard.type("12")
    page.keyboard.press("Alt+s")
    assert sent(page).faults == []
