"""Journey 6: the quarter ends, the analyst puts the border bulletin together, another person lets it out, a stranger reads and attacks it.

Everybody in the figures is invented. The analyst and the second person work by keyboard.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from lakay.cli.main import main
from lakay.kernel.clock import SystemClock
from lakay.publication.actions import note_draft
from lakay.publication.choosing import BORDER
from lakay.publication.models import Release
from lakay.publication.queries import tables_of
from lakay.publication.trying import work_through
from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.browser.test_journey_two import picture, press
from tests.browsing import Visit
from tests.publication.figures import worked_out
from tests.web.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
TITLE = "Fwontyè a, premye trimès 2025"


def propose(opened: Visit) -> Release:
    """The analyst chooses the quarter and three tables of two measures, has them tried, and stands before what would come out."""
    page = opened.page
    opened.check()
    press(page, "Alt+F", "**/releases/figures/movements/")
    page.select_option("[name=period]", "2025-Q1")
    for one in (*BORDER[2:5], BORDER[6]):
        page.uncheck(f"[name=tables][value='{one.key}']")
    page.fill("[name=title]", TITLE)
    opened.check()
    picture(page, "journey-six-choose-ht")
    press(page, "Alt+P", "**/releases/drafts/*/")
    opened.check()
    picture(page, "journey-six-draft-ht")
    work_through(SystemClock())  # the thread of the server does it; a test has no such thread
    page.wait_for_url(lambda address: "/drafts/" not in address)
    expect(page.locator("main h1")).to_have_text(TITLE)
    opened.check()
    picture(page, "journey-six-proposed-ht")
    return Release.objects.get(title=TITLE)


def let_out(opened: Visit, release: Release) -> None:
    """Another person looks at it and publishes it."""
    opened.check()
    opened.page.keyboard.press("Alt+A")
    expect(opened.page.locator("form[action$=publish\\/]")).to_have_count(0)
    opened.check()
    release.refresh_from_db()
    assert release.number == 2


def downloaded(page: Page, opened: Visit, release: Release, folder: Path) -> list[Path]:
    """Every table of the release, as whoever passes by gets it."""
    files = []
    for place in range(1, len(tables_of(release)) + 1):
        answer = page.request.get(f"{opened.address}/open/{release.number}/table-{place}.csv")
        assert answer.ok
        file = folder / f"{place}.csv"
        file.write_bytes(answer.body())
        files.append(file)
    return files


def test_the_bulletin_of_the_quarter_stands(
    world: World, seat: SeatedVisit, visit: Callable[..., Visit], settings: Any, tmp_path: Path
) -> None:
    settings.STATISTICS = worked_out(tmp_path / "statistics")
    note_draft(world.records["draft"], status="stopped")
    analyst = seat("fabienne", "/releases/", language="ht")
    release = propose(analyst)
    analyst.go(f"/releases/{release.pk}/")
    expect(analyst.page.locator("form[action$=publish\\/]")).to_have_count(0)

    let_out(seat("gerald", f"/releases/{release.pk}/", language="fr"), release)

    stranger = visit("/open/", language="es")
    page = stranger.page
    page.get_by_role("link", name=TITLE).click()
    page.wait_for_url("**/open/2/")
    stranger.check()
    press(page, "Alt+B", "**/open/2/bulletin/")
    stranger.check()
    expect(page.locator("article")).to_contain_text("de enero a marzo de 2025")
    picture(page, "journey-six-bulletin-es")

    paper = page.request.get(f"{stranger.address}/open/2/bulletin-es.pdf", timeout=300_000)
    assert paper.body().startswith(b"%PDF-")
    files = downloaded(page, stranger, release, tmp_path)
    hidden = [row for file in files for row in csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))) if not row["count"]]
    assert hidden
    told = CliRunner().invoke(main, ["stats", "attack", "--zeros-shown", *(str(file) for file in files)])
    assert told.exit_code == 0, told.output
    assert "none of them can be worked out" in told.output
