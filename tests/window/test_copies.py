"""The copies of a post reach back no longer than its window, whatever the settings say; the doctor says so."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from lakay.backup.keeping import alone
from lakay.backup.rules import Kept
from lakay.window import copies, doctor
from lakay.window.copies import within
from lakay.window.pack import BadWindow, Window
from tests.window.test_moving import NOW, WINDOW


@pytest.mark.parametrize(("said", "counts"), [(0, 30), (90, 30), (10, 10)])
def test_the_window_is_the_longest_limit(said: int, counts: int) -> None:
    assert within(Kept(limit_days=said), WINDOW).limit_days == counts
    assert within(Kept(limit_days=said), Window()).limit_days == said


def test_copies_in_use_are_left_for_the_next_time(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    with alone():
        assert not copies.keep_within(WINDOW, NOW)


@pytest.mark.django_db
def test_older_copies_are_removed_by_the_rule_of_the_window(
    settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DATA, settings.BACKUP_KEPT = tmp_path, Kept(limit_days=90)
    asked: list[Kept | None] = []
    monkeypatch.setattr(copies, "rotate", lambda now, rule: asked.append(rule))
    assert copies.keep_within(WINDOW, NOW)
    assert asked == [Kept(limit_days=30)]


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "own_place", lambda: SimpleNamespace(role="post"))
    monkeypatch.setattr(doctor, "window_of_pack", lambda: WINDOW)


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "state"), [(0, "good"), (30, "good"), (31, "look")])
def test_the_doctor_explains_a_limit_that_is_longer_than_the_window(post: None, settings: Any, said: int, state: str) -> None:
    settings.BACKUP_KEPT = Kept(limit_days=said)
    (result,) = doctor.examine_window()
    assert result.state == state
    assert "30" in result.found


@pytest.mark.django_db
def test_the_doctor_finds_a_table_that_cannot_be_read_and_says_nothing_at_a_hub(
    post: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> Window:
        raise BadWindow("window.toml: less than a day")

    monkeypatch.setattr(doctor, "window_of_pack", broken)
    assert doctor.examine_window()[0].state == "bad"
    monkeypatch.setattr(doctor, "own_place", lambda: SimpleNamespace(role="hub"))
    assert doctor.examine_window() == []
