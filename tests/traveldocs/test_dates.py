from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.traveldocs.dates import birth_of, expiry_of, is_birth_date, is_full_date

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("text", ["740812", "000229", "040229", "991231", "000101"])
def test_days_that_exist(text):
    assert is_full_date(text)
    assert is_birth_date(text)


@pytest.mark.parametrize(
    "text", ["741301", "740010", "740100", "740230", "010229", "740431", "74A812", "0O0101", "7<0812", "740<12"]
)
def test_days_that_do_not(text):
    assert not is_full_date(text)
    assert not is_birth_date(text)


@pytest.mark.parametrize("text", ["74<<<<", "7408<<", "<<<<<<", "<<0812", "74<<12", "<<<<12", "<<0229"])
def test_unknown_parts_are_for_birth_dates_alone(text):
    assert is_birth_date(text)
    assert not is_full_date(text)


@pytest.mark.parametrize("text", ["<<1301", "74<<32", "<<0230", "0113<<"])
def test_the_known_parts_must_be_possible(text):
    assert not is_birth_date(text)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_of_the_calendar_is_a_date(day):
    assert is_full_date(day.strftime("%y%m%d"))


@pytest.mark.parametrize(
    ("text", "born"),
    [("261121", "2026-11-21"), ("261122", "1926-11-22"), ("900504", "1990-05-04"), ("27<<<<", "1927-XX-XX"),
     ("26<<<<", "2026-XX-XX"), ("<<0504", "XXXX-05-04"), ("000229", "2000-02-29")],
)  # fmt: skip
def test_a_birth_is_the_latest_day_that_is_not_after_today(text, born):
    assert str(birth_of(text, expiry_of("350101", TODAY), TODAY)) == born


def test_a_birth_is_before_the_documents_end():
    ended = expiry_of("990101", TODAY)
    assert str(ended) == "1999-01-01"
    assert str(birth_of("100101", ended, TODAY)) == "1910-01-01"


@pytest.mark.parametrize(
    ("text", "ends"), [("350101", "2035-01-01"), ("991231", "1999-12-31"), ("770101", "1977-01-01"), ("751231", "2075-12-31")]
)
def test_an_end_is_in_the_century_nearest_to_today(text, ends):
    assert str(expiry_of(text, TODAY)) == ends


def test_without_a_today_the_century_turns_at_seventy():
    assert str(expiry_of("691231", None)) == "2069-12-31"
    assert str(expiry_of("700101", None)) == "1970-01-01"


@given(st.dates(date(1927, 1, 1), TODAY))
def test_a_birth_in_the_last_hundred_years_comes_back_whole(day):
    assert birth_of(day.strftime("%y%m%d"), expiry_of("350101", TODAY), TODAY).on == day
