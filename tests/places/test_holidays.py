"""The dates of holidays, against lists that were published and computed by others."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.places import rules
from lakay.places.pack import Pack

# Dates of Easter Sunday as printed in tables (month, day), for years that show every kind of year.
PUBLISHED_EASTER = {
    1583: (4, 10), 1700: (4, 11), 1818: (3, 22), 1886: (4, 25), 1900: (4, 15), 1943: (4, 25), 1954: (4, 18), 1981: (4, 19),
    2000: (4, 23), 2001: (4, 15), 2002: (3, 31), 2003: (4, 20), 2004: (4, 11), 2005: (3, 27), 2006: (4, 16), 2007: (4, 8),
    2008: (3, 23), 2009: (4, 12), 2010: (4, 4), 2011: (4, 24), 2012: (4, 8), 2013: (3, 31), 2014: (4, 20), 2015: (4, 5),
    2016: (3, 27), 2017: (4, 16), 2018: (4, 1), 2019: (4, 21), 2020: (4, 12), 2021: (4, 4), 2022: (4, 17), 2023: (4, 9),
    2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1), 2030: (4, 21), 2031: (4, 13),
    2032: (3, 28), 2033: (4, 17), 2034: (4, 9), 2035: (3, 25), 2036: (4, 13), 2037: (4, 5), 2038: (4, 25), 2049: (4, 18),
    2076: (4, 19), 2100: (3, 28), 2285: (3, 22),
}  # fmt: skip

# The holidays announced each year by the Dominican Ministry of Labour, as they were kept.
ANNOUNCED_IN_THE_DOMINICAN_REPUBLIC = {
    2017: "01-01 01-09 01-21 01-30 02-27 04-14 05-01 06-15 08-16 09-24 11-06 12-25",
    2023: "01-01 01-09 01-21 01-30 02-27 04-07 05-01 06-08 08-16 09-24 11-06 12-25",
    2024: "01-01 01-06 01-21 01-29 02-27 03-29 04-29 05-30 08-16 09-24 11-04 12-25",
    2025: "01-01 01-06 01-21 01-26 02-27 04-18 05-05 06-19 08-16 09-24 11-10 12-25",
}


def rules_of(pack: Pack, country: str) -> list[rules.HolidayRule]:
    return [row.as_rule() for row in pack.holidays if row.country == country]


def easter_by_the_moon(year: int) -> date:
    """The church's own way: the first Sunday after the full moon of the golden number and the epact."""
    golden, century = year % 19 + 1, year // 100 + 1
    skipped, correction = 3 * century // 4 - 12, (8 * century + 5) // 25 - 5
    sundays = 5 * year // 4 - skipped - 10
    epact = (11 * golden + 20 + correction - skipped) % 30
    epact += 1 if (epact == 25 and golden > 11) or epact == 24 else 0
    full = 44 - epact
    full += 30 if full < 21 else 0
    day = full + 7 - (sundays + full) % 7
    return date(year, 3, 1) + timedelta(days=day - 1)


@pytest.mark.parametrize("year", PUBLISHED_EASTER)
def test_easter_is_on_the_published_date(year):
    assert rules.easter(year) == date(year, *PUBLISHED_EASTER[year])


@given(st.integers(1583, 4099))
def test_easter_is_the_sunday_that_the_golden_number_and_the_epact_give(year):
    assert rules.easter(year) == easter_by_the_moon(year)


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_from_22_march_to_25_april(year):
    found = rules.easter(year)
    assert found.weekday() == 6
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


def test_it_refuses_a_year_before_the_gregorian_calendar():
    with pytest.raises(ValueError, match="Gregorian"):
        rules.easter(1582)


@pytest.mark.parametrize("year", ANNOUNCED_IN_THE_DOMINICAN_REPUBLIC)
def test_dominican_holidays_are_those_announced(pack, year):
    found = [f"{day.on:%m-%d}" for day in rules.holidays_of(year, rules_of(pack, "DOM"))]
    assert found == ANNOUNCED_IN_THE_DOMINICAN_REPUBLIC[year].split()


def test_haitian_holidays_of_2026(pack):
    found = [f"{day.on:%m-%d}" for day in rules.holidays_of(2026, rules_of(pack, "HTI"))]
    expected = "01-01 01-02 02-16 02-17 02-18 04-03 05-01 05-18 06-04 08-14 08-15 09-20 10-17 11-01 11-02 11-18 12-25"
    assert found == expected.split()


def test_a_holiday_does_not_exist_before_the_decree_that_made_it(pack):
    codes = {day.code for day in rules.holidays_of(2024, rules_of(pack, "HTI"))}
    assert "bois-caiman" not in codes
    assert "assumption" in codes


def test_carnival_monday_begins_at_noon(pack):
    [monday] = [day for day in rules.holidays_of(2026, rules_of(pack, "HTI")) if day.code == "carnival-monday"]
    assert (monday.on, monday.from_time) == (date(2026, 2, 16), time(12))


@given(st.integers(1998, 2200))
def test_a_moved_holiday_is_kept_on_a_monday_less_than_a_week_away(year):
    rule = rules.HolidayRule("DOM", "moved", {"rule": "fixed", "month": 5, "day": 1}, {"Tu": -1, "We": -2, "Th": 4, "Fr": 3})
    [day] = rules.holidays_of(year, [rule])
    assert day.on.weekday() in {0, 5, 6}
    assert abs((day.on - day.date_of).days) <= 4


def test_a_holiday_moved_across_new_year_is_in_the_year_it_is_kept():
    rule = rules.HolidayRule("DOM", "last", {"rule": "fixed", "month": 12, "day": 31}, {"Th": 4})
    assert [day.on for day in rules.holidays_of(2021, [rule])] == [date(2021, 1, 4), date(2021, 12, 31)]
    assert rules.holidays_of(2020, [rule]) == []


@pytest.mark.parametrize("rule", [{"rule": "moon"}, {"rule": "fixed", "month": 5}, {"rule": "easter", "offset": "two"}, {}])
def test_it_refuses_a_rule_it_does_not_know(rule):
    with pytest.raises(ValueError, match="not a rule"):
        rules.date_of(rule, 2026)


def test_where_two_holidays_meet_the_one_that_begins_first_counts():
    on = date(2026, 2, 16)
    noon = rules.HolidayOn(on, "HTI", "carnival-monday", on, time(12))
    whole = rules.HolidayOn(on, "HTI", "other", on, None)
    assert rules.holiday_dates([noon]) == {on: time(12)}
    assert rules.holiday_dates([noon, whole]) == rules.holiday_dates([whole, noon]) == {on: time(0)}
