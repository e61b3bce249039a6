"""The order of events does not rest on the clock of a post."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lakay.kernel.clock import FixedClock, HybridClock, SystemClock, milliseconds

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
JUMPS = st.timedeltas(min_value=timedelta(days=-400), max_value=timedelta(days=400))


@given(st.lists(JUMPS, min_size=2, max_size=60))
def test_stamps_never_step_back_though_the_clock_jumps_by_a_year(jumps):
    clock, hybrid, stamps = FixedClock(NOON), HybridClock(), []
    for jump in jumps:
        clock.advance(jump)
        stamps.append(hybrid.tick(clock.now()))
    assert stamps == sorted(set(stamps))


@given(st.lists(JUMPS, max_size=20), st.lists(st.integers(0, 1 << 63), max_size=20))
def test_what_follows_a_received_event_is_stamped_after_it(jumps, received):
    clock, hybrid = FixedClock(NOON), HybridClock()
    for jump, stamp in zip(jumps, received, strict=False):
        clock.advance(jump)
        hybrid.observe(stamp)
        assert hybrid.tick(clock.now()) > stamp


@given(st.lists(st.tuples(st.integers(0, 2), JUMPS), min_size=1, max_size=80))
def test_a_cause_comes_before_its_effect_at_three_posts_with_wrong_clocks(steps):
    clocks, posts = [FixedClock(NOON) for _ in range(3)], [HybridClock() for _ in range(3)]
    last = 0
    for post, jump in steps:  # each event is caused by the one before it, wherever that was
        clocks[post].advance(jump)
        posts[post].observe(last)
        stamp = posts[post].tick(clocks[post].now())
        assert stamp > last
        last = stamp


def test_a_right_clock_shows_in_the_stamp():
    assert HybridClock().tick(NOON) >> 16 == milliseconds(NOON)


def test_a_thousand_events_in_one_millisecond_have_a_thousand_stamps():
    hybrid = HybridClock()
    assert len({hybrid.tick(NOON) for _ in range(1000)}) == 1000


def test_the_machine_s_clock_knows_its_zone():
    assert SystemClock().now().utcoffset() == timedelta(0)
