"""The engine of forms with our changes says the same of a form as the one from npm, whatever is answered; and the page names the one we build."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from lakay.forms.pack import pack_forms
from lakay.forms.single import in_language
from tests.forms.conftest import made
from tests.forms.kinds import KINDS
from tests.forms.large import large_form
from tests.forms.parts import parts
from tests.repo.planting import ROOT

pytestmark = pytest.mark.browser
PACKAGE = ROOT / "node_modules" / "@getodk" / "xforms-engine"
SHEET = ROOT / "src" / "lakay" / "web" / "forms" / "templates" / "forms" / "sheet.html"
HOME = "https://engine.test"
TYPES = {".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm", ".xml": "text/xml"}
NAMES = (
    "child_screening",
    "full_screening",
    "home_visit",
    "rapid_screening",
    "reception_registration",
    "kinds",
    "parts",
    "large",
)


def ours() -> Path:
    """The folder of the engine that the page names."""
    (found,) = {
        part.split("/")[0] for part in SHEET.read_text(encoding="utf-8").split("vendor/")[1:] if part.startswith("xforms")
    }
    return ROOT / "src" / "lakay" / "web" / "static" / "vendor" / found


@cache
def form(name: str) -> bytes:
    """A form, as phones get it."""
    own = {"kinds": KINDS, "parts": parts(), "large": large_form(8, 60)}
    if name in own:
        return made(own[name]).xform
    (found,) = [packed.made.xform for packed in pack_forms() if packed.made.definition.form_id == name]
    return found


def serve(route: Route) -> None:
    """Hand out the two engines and the forms: `/npm/`, `/ours/`, `/whole/<form>.xml`, `/single/<form>.xml`."""
    folder, _, name = route.request.url.removeprefix(HOME + "/").partition("?")[0].partition("/")
    files = {"npm": PACKAGE / "dist", "ours": ours(), "page": ROOT / "tests" / "browser"}
    stem = name.removesuffix(".xml")
    if folder in files:
        body = (files[folder] / name).read_bytes()
    elif folder == "whole":
        body = form(stem)
    else:
        body = in_language(stem, form(stem), "Kreyòl (ht)")
    route.fulfill(body=body, content_type=TYPES[Path(name).suffix])


def told(page: Page, engine: str, source: str) -> str:
    """What an engine says of a form from first to last."""
    page.goto(f"{HOME}/page/engine.html?engine={engine}&form=/{source}.xml")
    page.wait_for_function("window.run", timeout=120_000)
    return str(page.evaluate("run()"))


@pytest.mark.parametrize("source", [*(f"single/{name}" for name in NAMES), "whole/full_screening", "whole/kinds"])
def test_our_engine_says_what_the_one_from_npm_says(chromium: Browser, source: str) -> None:
    page = chromium.new_page()
    page.route(f"{HOME}/**", serve)
    both = [told(page, engine, source) for engine in ("/npm/index.js", "/ours/engine.js")]
    page.close()
    assert len(both[0]) > 5000, "something was asked"
    assert both[0] == both[1]


def test_the_page_names_the_engine_of_the_version_that_is_built() -> None:
    version = json.loads((PACKAGE / "package.json").read_text(encoding="utf-8"))["version"]
    assert ours().name.startswith(f"xforms-engine-{version}-")
    assert {"engine.js", "webTreeSitter.wasm", "xpathLanguage.wasm", "LICENSE"} <= {file.name for file in ours().iterdir()}
