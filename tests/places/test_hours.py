"""Open hours, market days and the local day of a post, across midnight and the change of clocks."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.places import rules

HAITI = "America/Port-au-Prince"
DOMINICAN = "America/Santo_Domingo"
GATE = rules.parse_hours("Mo-Su 08:00-18:00; PH 08:00-12:00")


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_the_gate_opens_at_eight_and_is_shut_at_six():
    def open_at(hour, minute):
        return rules.is_open(GATE, utc(2026, 1, 15, hour + 5, minute), HAITI, {})

    assert not open_at(7, 59)
    assert open_at(8, 0)
    assert open_at(17, 59)
    assert not open_at(18, 0)


def test_the_two_sides_of_one_gate_disagree_by_an_hour_in_winter_and_agree_in_summer():
    winter, summer = utc(2026, 1, 15, 12, 30), utc(2026, 7, 15, 12, 30)
    assert [rules.is_open(GATE, winter, zone, {}) for zone in (HAITI, DOMINICAN)] == [False, True]
    assert [rules.is_open(GATE, summer, zone, {}) for zone in (HAITI, DOMINICAN)] == [True, True]


def test_a_late_crossing_has_two_dates():
    at = utc(2026, 1, 15, 4, 30)
    assert rules.local_date(at, HAITI) == date(2026, 1, 14)
    assert rules.local_date(at, DOMINICAN) == date(2026, 1, 15)


def test_the_day_has_23_hours_when_the_clock_goes_forward_and_25_when_it_goes_back():
    def hours_of(on):
        instants = (utc(on.year, on.month, on.day) + timedelta(minutes=15 * step) for step in range(4 * 48))
        return sum(rules.local_date(at, HAITI) == on for at in instants) / 4

    assert hours_of(date(2026, 3, 8)) == 23
    assert hours_of(date(2026, 11, 1)) == 25
    assert hours_of(date(2026, 3, 9)) == 24


def test_hours_follow_the_clock_on_the_wall_when_it_changes():
    for on, first_open in ((date(2026, 3, 7), 13), (date(2026, 3, 8), 12), (date(2026, 10, 31), 12), (date(2026, 11, 1), 13)):
        assert rules.is_open(GATE, utc(on.year, on.month, on.day, first_open), HAITI, {})
        assert not rules.is_open(GATE, utc(on.year, on.month, on.day, first_open) - timedelta(minutes=1), HAITI, {})


def test_an_instant_without_a_zone_has_no_local_day():
    with pytest.raises(ValueError, match="time zone"):
        rules.local_date(datetime(2026, 1, 1), HAITI)  # noqa: DTZ001


def test_holiday_hours_replace_the_others_from_the_hour_the_holiday_begins():
    hours = rules.parse_hours("Mo-Su 08:00-18:00; PH off")
    before_noon, noon = utc(2026, 2, 16, 16, 59), utc(2026, 2, 16, 17)
    assert rules.is_open(hours, noon, HAITI, {})
    assert not rules.is_open(hours, noon, HAITI, {date(2026, 2, 16): time(12)})
    assert rules.is_open(hours, before_noon, HAITI, {date(2026, 2, 16): time(12)})
    assert not rules.is_open(hours, before_noon, HAITI, {date(2026, 2, 16): time(0)})


def test_a_holiday_changes_nothing_where_the_post_has_no_holiday_hours():
    hours = rules.parse_hours("Mo-Su 08:00-18:00")
    assert rules.is_open(hours, utc(2026, 1, 1, 20), HAITI, {date(2026, 1, 1): time(0)})


def test_hours_past_midnight_belong_to_the_evening_before():
    hours = rules.parse_hours("Fr 20:00-02:00")
    assert rules.is_open(hours, utc(2026, 1, 17, 1, 30), HAITI, {})  # Friday 20:30
    assert rules.is_open(hours, utc(2026, 1, 17, 6, 59), HAITI, {})  # Saturday 01:59
    assert not rules.is_open(hours, utc(2026, 1, 17, 7), HAITI, {})
    assert not rules.is_open(hours, utc(2026, 1, 16, 6), HAITI, {})  # Friday 01:00


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_round_the_clock_is_never_shut_and_no_hours_are_never_open(at):
    assert rules.is_open(rules.parse_hours("24/7"), at, HAITI, {})
    assert not rules.is_open(rules.parse_hours(""), at, HAITI, {})


def test_days_may_run_over_the_end_of_the_week():
    assert set(rules.parse_hours("Sa-Mo 08:00-12:00")) == {"Sa", "Su", "Mo"}


def test_a_later_part_replaces_an_earlier_one():
    hours = rules.parse_hours("Mo-Su 08:00-18:00; Su off; We 08:00-12:00,13:00-24:00")
    assert hours["Su"] == ()
    assert hours["We"] == ((480, 720), (780, 1440))


@pytest.mark.parametrize(
    "text",
    ["Mo-Su 8-18", "08:00-18:00", "Xx 08:00-18:00", "Mo 08:00-25:00", "Mo 20:00-24:30", "Mo 08:00-12:00,11:00-14:00", "Mo"],
)
def test_it_refuses_hours_that_nobody_can_read(text):
    with pytest.raises(rules.BadHours):
        rules.parse_hours(text)


def test_market_days_go_by_the_local_day():
    assert rules.is_market_day(("Mo", "Fr"), date(2026, 11, 23))
    assert not rules.is_market_day(("Mo", "Fr"), date(2026, 11, 24))


def test_validity_includes_both_ends():
    start, end = date(2024, 12, 11), date(2025, 1, 1)
    assert rules.is_valid_on(start, start, end)
    assert rules.is_valid_on(end, start, end)
    assert not rules.is_valid_on(end + timedelta(days=1), start, end)
    assert not rules.is_valid_on(start - timedelta(days=1), start, None)
    assert rules.is_valid_on(start, None, None)
