"""When a node speaks next, and how much at once."""

from dataclasses import replace
from datetime import time
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from lakay.sync.timing import (
    SMALL,
    Link,
    Rules,
    Waiting,
    back_off,
    came_back,
    failed,
    is_night,
    lanes,
    next_moment,
    pause,
    went_through,
)

RULES = Rules()
CHANCES = st.floats(0, 1, exclude_max=True)
SECONDS = st.floats(0, 1e9, allow_nan=False)
WAITING = st.builds(Waiting, st.integers(0, 5), st.integers(0, 5000), st.integers(0, 100))
LINKS = st.builds(
    Link, st.none() | SECONDS, st.integers(0, 2000), st.just(0.0), st.floats(0, 1e9), st.integers(SMALL, RULES.largest)
)


@given(LINKS, WAITING, SECONDS, CHANCES)
def test_the_next_moment_is_never_in_the_past_and_never_far_away(link, waiting, now, chance):
    if link.failures:
        link = failed(link, RULES, link.spoke_at or 0.0, chance)
    moment = next_moment(link, waiting, RULES, now)
    assert moment >= now
    assert moment - max(now, link.spoke_at or 0) <= max(RULES.idle_seconds, RULES.retry_most_seconds)


@given(st.integers(1, 2000), CHANCES)
def test_waiting_after_failures_grows_to_its_longest_and_is_never_nothing(failures, chance):
    wait = back_off(failures, RULES, chance)
    assert RULES.retry_seconds / 2 <= wait <= RULES.retry_most_seconds
    assert back_off(failures + 1, RULES, chance) >= wait


def test_fifty_posts_whose_link_comes_back_do_not_speak_at_once():
    random = Random(5)
    waits = sorted(back_off(4, RULES, random.random()) for _ in range(50))
    assert waits[-1] - waits[0] > 0.4 * RULES.retry_seconds * 2**3
    assert all(after - before < 2 for before, after in pairwise(waits))


def test_an_alert_goes_at_once_other_events_are_gathered_and_an_idle_link_is_asked_seldom():
    link = Link(spoke_at=0.0)
    moments = [next_moment(link, waiting, RULES, 0.0) for waiting in (Waiting(1), Waiting(0, 3), Waiting())]
    assert moments == [RULES.nudge_seconds, RULES.gather_seconds, RULES.idle_seconds]


def test_an_alert_does_not_hammer_a_link_that_is_down():
    link = Link()
    for _ in range(3):
        link = failed(link, RULES, 100.0, 0.0)
    assert next_moment(link, Waiting(alert=1), RULES, 100.0) - 100.0 == RULES.retry_seconds * 4 / 2


def test_a_link_never_used_is_tried_at_once_and_so_is_one_that_came_back():
    assert next_moment(Link(), Waiting(), RULES, 7.0) == 7.0
    down = failed(Link(), RULES, 7.0, 0.9)
    assert next_moment(came_back(down), Waiting(), RULES, 7.0) == 7.0


@given(st.lists(st.tuples(st.integers(1, 500_000), st.floats(0.01, 100)), max_size=40))
def test_a_parcel_is_never_larger_than_twice_the_one_before_nor_than_the_largest(exchanges):
    link = Link()
    for sent, seconds in exchanges:
        after = went_through(link, RULES, 0.0, min(sent, link.most), seconds)
        assert SMALL <= after.most <= min(RULES.largest, max(SMALL, 2 * link.most))
        link = after


def on_a_link_of(speed: float, exchanges: int, link: Link = Link()) -> Link:
    for _ in range(exchanges):
        link = went_through(link, RULES, 0.0, link.most, link.most / speed + 0.1)
    return link


def test_on_a_telephone_line_a_parcel_soon_takes_two_seconds():
    link = on_a_link_of(8_000, 10)
    assert 1.4 < link.most / 8_000 < 2.1


def test_on_a_fast_line_it_grows_to_the_largest():
    assert on_a_link_of(10_000_000, 10).most == RULES.largest


def test_a_line_that_became_slow_is_noticed_within_three_parcels():
    link = on_a_link_of(100_000, 10)
    assert on_a_link_of(4_000, 4, link).most < 20_000


def test_a_cut_begins_small_again_and_keeps_what_is_known_of_the_speed():
    link = failed(on_a_link_of(8_000, 10), RULES, 1.0, 0.0)
    assert link.most == SMALL
    assert link.speed > 4_000


def test_a_tiny_parcel_says_nothing_about_the_speed():
    link = on_a_link_of(8_000, 10)
    assert went_through(link, RULES, 0.0, 300, 0.5).speed == link.speed


@given(st.integers(1, 1_000_000), st.floats(0, 60), st.integers(1, 100_000))
def test_a_cap_is_kept_over_the_exchange_and_its_pause(size, seconds, cap):
    rules = replace(RULES, cap=cap)
    assert size / (seconds + pause(size, seconds, rules) + 1e-9) <= cap * 1.001
    assert pause(size, seconds, RULES) == 0


def test_photos_wait_for_the_night_which_passes_midnight():
    assert "photo" not in lanes(RULES, time(14))
    assert "photo" in lanes(RULES, time(23))
    assert "photo" in lanes(RULES, time(3))
    assert "photo" in lanes(replace(RULES, photos_by_day=True), time(14))
    assert lanes(RULES, time(14)) >= {"alert", "text"}


@given(st.times(), st.times(), st.times())
def test_the_hour_is_in_the_night_or_in_the_rest_of_the_day(start, end, hour):
    there, elsewhere = replace(RULES, night=(start, end)), replace(RULES, night=(end, start))
    assert is_night(there, hour) != is_night(elsewhere, hour) or start == end


def test_on_a_line_that_is_cut_all_the_time_parcels_stay_small_enough_that_little_is_said_twice():
    random, link, answered, lost, left = Random(3), Link(), 0, 0, 30_000
    for _ in range(2_000):
        size = link.most
        if size > left:
            lost += left
            left = random.randrange(20_000, 60_000)
            link = failed(link, RULES, 0.0, 0.5)
            continue
        answered, left = answered + size, left - size
        link = went_through(link, RULES, 0.0, size, size / 8_000)
    assert lost / (answered + lost) < 0.05


def test_a_line_that_was_cut_once_and_then_holds_is_trusted_again():
    link = failed(on_a_link_of(100_000, 3), RULES, 1.0, 0.5)
    assert on_a_link_of(100_000, 90, link).most > 100_000
