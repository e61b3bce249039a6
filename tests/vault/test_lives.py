"""The pack's table of releases, and what a clock is worth."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.vault.lives import BadLives, read_lives
from lakay.vault.rules import Lives, Verdict, end_of, judge, wait_after
from tests.vault.conftest import LIVES, NOW

ROOT = Path(__file__).resolve().parents[2]
END = NOW + LIVES.usual
TOO_LONG = "[release]\nusual_hours = 400\nlongest_hours = 336\ngrace_hours = 4\nwarning_hours = 6\nwrong_pins = 10"


def test_the_pack_of_haiti_says_what_the_program_would_say_without_it() -> None:
    assert read_lives(ROOT / "packs" / "ht") == Lives() == read_lives(ROOT / "nowhere")


@pytest.mark.parametrize(
    "said",
    ["usual_hours = 36", "[release]\nusual_hours = 36", TOO_LONG],
)
def test_an_impossible_table_is_refused_by_name(tmp_path: Path, said: str) -> None:
    (tmp_path / "vault.toml").write_text(said)
    with pytest.raises(BadLives, match=r"vault\.toml"):
        read_lives(tmp_path)


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (timedelta(hours=-7), Verdict.GOOD),
        (timedelta(hours=-6), Verdict.ENDING),
        (timedelta(), Verdict.GRACE),
        (timedelta(hours=4), Verdict.OVER),
        (timedelta(days=399), Verdict.OVER),
        (timedelta(days=401), Verdict.CLOCK),
    ],
)
def test_a_release_is_good_ending_in_grace_over_or_the_clock_is_wrong(after: timedelta, verdict: Verdict) -> None:
    assert judge(END, NOW, END + after, LIVES) is verdict


@given(st.integers(-400, 400), st.integers(0, 400))
def test_a_clock_set_back_never_makes_a_release_better(back: int, later: int) -> None:
    seen = NOW + timedelta(hours=later)
    order = [Verdict.GOOD, Verdict.ENDING, Verdict.GRACE, Verdict.OVER]
    honest = judge(END, seen, seen, LIVES)
    assert order.index(judge(END, seen, seen - timedelta(hours=abs(back)), LIVES)) >= order.index(honest)


def test_the_hub_never_releases_longer_than_the_pack_allows() -> None:
    assert end_of(None, NOW, LIVES) == NOW + LIVES.usual
    assert end_of(NOW + timedelta(days=99), NOW, LIVES) == NOW + LIVES.longest
    assert end_of(NOW + timedelta(hours=1), NOW, LIVES) == NOW + timedelta(hours=1)


def test_the_wait_after_wrong_pins_doubles_and_has_an_end() -> None:
    assert [wait_after(tries, NOW, NOW) for tries in range(8)] == [0, 0, 0, 2, 4, 8, 16, 32]
    assert wait_after(1000, NOW, NOW) == 300
    assert wait_after(3, NOW, NOW + timedelta(seconds=2)) == 0
    assert wait_after(3, None, NOW) == 0
