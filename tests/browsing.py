"""Chromium for the browser tests, watched: a page that breaks its security policy, shows an error or runs over its edge fails.

Use the fixture `visit`: `page = visit("/entry/", language="ht", theme="dark")`, then Playwright as usual, and `page.check()`.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, sync_playwright

from tests.repo.planting import ROOT

DRIVEN = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""The browser without its frame, which shows the same pages for half the work; where it is not installed, the whole browser."""

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREEN = (1366, 768)  # the screen of a booth
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--font-render-hinting=none",
]
FOR_SHORT_PAGES = "--js-flags=--no-opt --no-maglev --min-semi-space-size=32"
"""No script of a page runs for so long that compiling it for speed pays: a page that axe looks at takes a fifth less of the processor."""

RUN_AXE = "async (asked) => (await axe.run(document, {runOnly: asked, resultTypes: ['violations']})).violations"


@dataclass
class Visit:
    """One open page and what went wrong on it so far."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> Response | None:
        """Open a path of the node."""
        return self.page.goto(self.address + path)

    def accessibility(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA, one line for each kind of fault."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(RUN_AXE, STANDARDS)
        return [f"{fault['id']}: {[node['target'] for node in fault['nodes']]}" for fault in found]

    def overflow(self) -> int:
        """How many pixels the page is wider than the screen."""
        return int(self.page.evaluate("Math.max(0, document.documentElement.scrollWidth - window.innerWidth)"))

    def check(self) -> None:
        """Fail if the page is not accessible, is wider than the screen, or had a fault."""
        assert self.faults == []
        assert self.overflow() == 0
        assert self.accessibility() == []


def watch(visit: Visit) -> None:
    """Note every error of the page, a breach of the security policy among them."""

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            visit.faults.append(message.text)

    visit.page.on("console", said)
    visit.page.on("pageerror", lambda error: visit.faults.append(str(error)))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, started once: `DRIVEN`. Playwright runs a loop of its own, which Django would refuse to query beside."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=DRIVEN, args=[*ARGUMENTS, FOR_SHORT_PAGES])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Callable[..., Visit]]:
    """Open a page of the live server in a fresh browser, in a language and in light or dark colours; no page yet for `""`."""
    server = request.getfixturevalue("live_server")
    contexts = []

    def open_page(path: str = "/", *, language: str = "ht", theme: str = "light") -> Visit:
        context = chromium.new_context(viewport={"width": SCREEN[0], "height": SCREEN[1]})
        contexts.append(context)
        context.add_cookies(
            [
                {"name": "lakay_language", "value": language, "url": server.url},
                {"name": "lakay_theme", "value": theme, "url": server.url},
            ]
        )
        visit = Visit(context.new_page(), server.url)
        watch(visit)
        if path:
            visit.go(path)
        return visit

    yield open_page
    for context in contexts:
        context.close()
