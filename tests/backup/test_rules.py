"""Which copies go, which pieces follow each other, and when to worry."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.backup.rules import Kept, Kind, Name, State, Worry, in_line, to_drop, worries

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def days(count: int, verified: bool = True) -> list[tuple[str, datetime, bool]]:
    """A base of each of the last so many days."""
    return [(f"day {ago}", NOW - ago * DAY, verified) for ago in range(count)]


def test_the_last_of_seven_days_and_four_weeks_are_kept():
    kept = {name for name, _, _ in days(60)} - to_drop(days(60), Kept(7, 4), NOW)
    assert kept == {"day 0", "day 1", "day 2", "day 3", "day 4", "day 5", "day 6", "day 8", "day 15"}


def test_of_one_day_the_last_is_kept():
    bases = [(f"hour {hour}", NOW - timedelta(hours=hour), True) for hour in range(6)]
    assert to_drop(bases, Kept(7, 4), NOW) == {f"hour {hour}" for hour in range(1, 6)}


def test_one_that_does_not_count_never_pushes_out_one_that_does():
    bases = [("good", NOW - 3 * DAY, True), *[(f"bad {ago}", NOW - ago * timedelta(hours=1), False) for ago in range(5)]]
    assert to_drop(bases, Kept(1, 0), NOW) == set()


def test_one_that_does_not_count_goes_once_a_newer_one_does():
    bases = [("good", NOW, True), ("bad", NOW - DAY, False)]
    assert to_drop(bases, Kept(), NOW) == {"bad"}


def test_beyond_the_limit_nothing_is_kept_but_the_newest():
    bases = [(f"week {ago}", NOW - 7 * ago * DAY, True) for ago in range(6)]
    assert {"week 0", "week 1"} == {name for name, _, _ in bases} - to_drop(bases, Kept(7, 6, limit_days=10), NOW)
    old = [("alone", NOW - 300 * DAY, True)]
    assert to_drop(old, Kept(7, 6, limit_days=10), NOW) == set()


@given(
    st.lists(st.tuples(st.integers(0, 400), st.booleans()), max_size=40),
    st.integers(1, 10),
    st.integers(0, 10),
    st.integers(0, 90),
)
def test_the_newest_that_counts_is_never_dropped(found, daily, weekly, limit):
    bases = [(f"{number}", NOW - timedelta(hours=7 * ago), good) for number, (ago, good) in enumerate(found)]
    gone = to_drop(bases, Kept(daily, weekly, 7, limit), NOW)
    good = sorted((at, name) for name, at, verified in bases if verified)
    assert not good or {name for at, name in good if at == good[-1][0]} - gone


def test_names_tell_whose_when_and_what_and_sort_by_time():
    name = Name(NOW, Kind.BASE, "0123456789abcdef")
    assert Name.parse(str(name)) == name
    assert min([Name(NOW + DAY, Kind.BASE, "0" * 16), name]) is name


@pytest.mark.parametrize(
    "name", ["lakay.sqlite3", "lakay-0123-x-base.copy", "../lakay-0123456789abcdef-20261123T120000000000Z-base.copy", ""]
)
def test_other_files_in_the_folder_are_none_of_ours(name):
    assert Name.parse(name) is None


def test_segments_are_taken_in_line_and_only_as_far_as_there_is_no_gap():
    pieces = [("b", "base", "a"), ("a", "base", "base"), ("d", "base", "c"), ("x", "other", "base")]
    assert in_line("base", pieces) == ["a", "b"]


def test_segments_that_go_in_a_circle_end():
    assert in_line("base", [("base", "base", "base")]) == ["base"]


GOOD = State(configured=True, verified_at=NOW - timedelta(hours=3))


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (State(configured=False), [Worry.NO_KEY]),
        (State(configured=True), [Worry.NONE]),
        (GOOD, []),
        (State(True, NOW - timedelta(hours=49)), [Worry.OLD]),
        (State(True, NOW + DAY), [Worry.FUTURE]),
        (State(True, NOW, failed_since=True), [Worry.FAILED]),
        (State(True, NOW, False, NOW - timedelta(minutes=14)), []),
        (State(True, NOW, False, NOW - timedelta(minutes=16)), [Worry.BEHIND]),
        (State(True, NOW - 9 * DAY, True, NOW - DAY), [Worry.OLD, Worry.BEHIND, Worry.FAILED]),
    ],
)
def test_when_to_worry(state, found):
    assert worries(state, NOW, hours=48, minutes=15) == found
