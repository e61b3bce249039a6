"""The page of the copies in a browser: sound in every state, and worked by keys alone."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse

from lakay.backup import queries
from lakay.backup.actions import note_copy, note_drill, note_problem, note_verified
from lakay.backup.models import Trial
from lakay.backup.permissions import CAN_VERIFY
from lakay.backup.recipient import keep_public, make
from lakay.journal import checking
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from tests.browser.seats import SeatedVisit, live_world, seats  # noqa: F401  (fixtures)
from tests.web.world import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

PICTURES = os.environ.get("LAKAY_TEST_PICTURES", "")


def settle(world: World) -> None:
    """Copies of every kind, and drills."""
    now = SystemClock().now()
    for number, problem in enumerate(["damaged", "", "", "disk-full"]):
        at = now - timedelta(hours=24 * number)
        size = 26_040_647 + number
        copy = note_copy(name=f"copy {number}", kind="base", head=str(checking.head()), events=80_253, bytes=size, made_at=at)
        note_problem(copy, problem) if problem else note_verified(copy, at + timedelta(minutes=1), 61)
    by = Actor(world.id_of("frantz"), "DIE", "", permissions=frozenset({CAN_VERIFY}))
    for what, outcome in (("verify", "good"), ("paper", "good"), ("verify", "damaged")):
        note_drill(by=by, at=now, what=what, copy="copy 1", head=str(checking.head()), outcome=outcome, seconds=130)


@pytest.mark.parametrize(("language", "theme"), [("ht", "light"), ("fr", "dark")])
def test_the_page_is_sound_and_a_check_is_begun_and_stopped_by_keys(
    world: World, seat: SeatedVisit, language: str, theme: str
) -> None:
    path = keep_public(make(1, 1).public)
    queries._told.clear()
    try:
        settle(world)
        opened = seat("frantz", reverse("backups:home"), language=language, theme=theme)
        opened.check()
        if PICTURES:
            opened.page.screenshot(path=str(Path(PICTURES) / f"copies-{language}.png"))
        opened.page.keyboard.press("Alt+c")
        opened.page.wait_for_selector("form[action$='/stop/']")
        Trial.objects.update(status="running", done=300, total=1000)
        opened.page.wait_for_selector("progress[value='30']")
        opened.check()
        if PICTURES:
            opened.page.screenshot(path=str(Path(PICTURES) / f"copies-running-{language}.png"))
        opened.page.keyboard.press("Alt+x")
        opened.page.wait_for_selector("form[action$='/check/']")
        assert Trial.objects.get().status == "cancelled"
        opened.check()
    finally:
        path.unlink()
        queries._told.clear()
