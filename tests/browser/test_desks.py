"""Every page in a real browser: accessible, within its edges, true to its security policy, in both colours."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.browsing import AXE, Visit
from tests.web.matrix import FRANTZ, MATRIX, Row
from tests.web.world import LOCKED, NOBODY, World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(1800)]

SKIPPED = {
    "entry:home",
    "shell:health",
    "protection:photo",
    "oversight:patterns_csv",
    "arrivals:raw",
    "imports:faults_file",
    "booth:photo",
    *("forms:workbook", "forms:fill", "forms:fill_xml"),
    "nodes:stick_give",
    *("published:file", "published:bulletin_file", "statistics:file", "forms:file"),
    "referral:packet",
    "files:voice",
}
PARTS = {"booth:calls", "booth:count", "booth:capture"}  # fragments, looked at on the booth's own page
PAGES = [row for row in MATRIX if row.method == "GET" and row.name not in SKIPPED | PARTS and row.who]
REGULARS = ("marie", "guerda", "frantz", "solange", "claudette", "odette", "lunise", "luckner", "mirlande", "kerline", "rose")
WIDE, ZOOMED = {"width": 1366, "height": 768}, {"width": 683, "height": 384}  # the screen of a booth, and the same at 200 %


def who_opens(row: Row) -> str:
    """Somebody who gets in."""
    if row.name == "entry:lock":
        return LOCKED
    if row.public:
        return NOBODY
    return next((name for name in REGULARS if name in row.who), min(row.who))


def faults_of(opened: Visit) -> list[str]:
    """What is wrong with the page as it stands, on both screens: first on the one that it is shown on."""
    faults = [*opened.faults]
    now = opened.page.viewport_size
    for screen in (now, ZOOMED if now == WIDE else WIDE):
        if screen != now:
            opened.page.set_viewport_size(screen)  # type: ignore[arg-type]
        too_wide = opened.overflow()
        faults += [f"{too_wide} px too wide at {screen}"] * bool(too_wide)
        faults += opened.accessibility() if screen == WIDE else []
    return faults


def prepared(opened: Visit) -> Visit:
    """A page for a walk: axe comes with each page of it, and no colour is half way when it is looked at."""
    opened.page.context.add_init_script(path=AXE)
    opened.page.emulate_media(reduced_motion="reduce")
    return opened


HALF = len(PAGES) // 2
BY_PERSON = sorted(PAGES, key=who_opens)


@pytest.mark.parametrize("rows", [BY_PERSON[:HALF], BY_PERSON[HALF:]], ids=["half", "rest"])
@pytest.mark.parametrize(("language", "theme"), [("ht", "light"), ("fr", "dark")])
def test_every_page_is_sound(
    world: World, seat: SeatedVisit, visit: SeatedVisit, language: str, theme: str, rows: list[Row]
) -> None:
    open_pages: dict[str, Visit] = {}
    wrong = []
    for row in rows:
        name = who_opens(row)
        if name not in open_pages:
            options = {"language": language, "theme": theme}
            open_pages[name] = prepared(visit("", **options) if name == NOBODY else seat(name, "", **options))
        opened = open_pages[name]
        answer = opened.go(reverse(row.name, kwargs=row.url(world)))
        assert answer is not None
        assert answer.status == 200, row.label
        wrong += [f"{row.label}: {fault}" for fault in faults_of(opened)]
        opened.faults.clear()
    assert wrong == [], "\n".join(wrong)


def test_the_page_of_an_error_is_sound_too(world: World, seat: SeatedVisit) -> None:
    opened = seat("marie", "/no-such-page")
    opened.faults.clear()  # the browser itself says that it was a 404
    assert faults_of(opened) == []


def test_a_form_with_faults_is_sound_and_leads_to_the_field(world: World, seat: SeatedVisit) -> None:
    assert "frantz" in FRANTZ
    opened = seat("frantz", reverse("administration:place_post", kwargs={"code": "HT-OUA"}), language="ht")
    page = opened.page
    page.fill("#id_hours", "8 to 6")
    page.fill("#id_from_on", "31/12/2099")
    page.get_by_role("button", name="Anrejistre", exact=True).click()
    page.locator("#faults a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_hours"
    opened.faults.clear()  # the browser itself says that it was a 422
    assert faults_of(opened) == []


def test_colours_follow_the_machine_where_nothing_was_chosen(world: World, visit: SeatedVisit) -> None:
    opened = visit("/login", theme="auto")
    grounds = []
    for scheme in ("light", "dark"):
        opened.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # a colour half way has no contrast
        grounds.append(opened.page.evaluate("getComputedStyle(document.body).backgroundColor"))
        assert faults_of(opened) == []
    assert grounds[0] == "rgb(255, 255, 255)"
    assert grounds[1] == "rgb(33, 37, 41)"
