"""Dates of which a part may be unknown."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lakay.kernel.partial_dates import ESTIMATE_YEARS, UNKNOWN, BadDate, PartialDate

ANY_YEAR, EITHER = st.integers(1, 9999), st.booleans()


@st.composite
def dates(draw, years=ANY_YEAR, estimated=EITHER):
    """Any partial date that exists: a real day, of which some parts are forgotten."""
    day = draw(st.dates())
    year, month, number = draw(st.none() | years), draw(st.none() | st.just(day.month)), draw(st.none() | st.just(day.day))
    try:
        return PartialDate(year, month, number, draw(estimated))
    except BadDate:
        assume(False)


few_years = st.integers(1999, 2001)
known_exactly = st.just(False)


def days_of(partial):
    """Every day of 1999 to 2001 that a date without estimate can mean, found the slow way."""
    every = (date(1999, 1, 1) + timedelta(days=count) for count in range(1096))
    parts = (partial.year, partial.month, partial.day)
    return {
        day for day in every if all(part in {None, of} for part, of in zip(parts, (day.year, day.month, day.day), strict=True))
    }


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("1991-03-04", (1991, 3, 4, False)),
        ("1991-03", (1991, 3, None, False)),
        ("1991", (1991, None, None, False)),
        ("1991~", (1991, None, None, True)),
        ("1991-03-04~", (1991, 3, 4, True)),
        ("1991-XX-04", (1991, None, 4, False)),
        ("XXXX-03-04", (None, 3, 4, False)),
        ("XXXX-02-29", (None, 2, 29, False)),
        ("XXXX-XX-31", (None, None, 31, False)),
        ("0001-01-01", (1, 1, 1, False)),
        ("", (None, None, None, False)),
    ],
)
def test_it_reads_and_writes_the_text_form(text, parts):
    assert PartialDate.parse(text) == PartialDate(*parts)
    assert str(PartialDate(*parts)) == text


@given(dates())
def test_what_it_writes_it_reads_again(partial):
    assert PartialDate.parse(str(partial)) == partial
    assert len(str(partial)) <= 11


@pytest.mark.parametrize(
    "text",
    [
        "1991-13",
        "1991-02-30",
        "1991-02-29",
        "XXXX-02-30",
        "XXXX-04-31",
        "0000",
        "91",
        "1991-3-4",
        "1991-00",
        "\uff11\uff19\uff19\uff11",
        "4 mars 1991",
    ],
)
def test_it_refuses_what_is_no_date(text):
    with pytest.raises(BadDate):
        PartialDate.parse(text)


@given(st.text(max_size=12))
def test_no_text_makes_it_fail_otherwise(text):
    with suppress(BadDate):
        PartialDate.parse(text)


def test_it_takes_the_parts_of_a_zone():
    read = SimpleNamespace(year=1974, month=None, day=12)
    assert str(PartialDate.from_parts(read)) == "1974-XX-12"


@given(dates(few_years, known_exactly))
def test_first_and_last_day_are_those_of_all_days_it_can_mean(partial):
    assume(partial.year)
    days = days_of(partial)
    assert (partial.earliest, partial.latest) == (min(days), max(days))


def test_an_estimate_reaches_further_on_both_sides():
    partial = PartialDate.parse("1991~")
    assert partial.earliest == date(1991 - ESTIMATE_YEARS, 1, 1)
    assert partial.latest == date(1991 + ESTIMATE_YEARS, 12, 31)


def test_an_estimated_leap_day_has_a_first_and_a_last_day():
    partial = PartialDate.parse("2000-02-29~")
    assert partial.earliest is not None
    assert partial.latest is not None
    assert partial.earliest <= date(2000, 2, 29) <= partial.latest


@given(dates(few_years, known_exactly), dates(few_years, known_exactly))
def test_two_dates_are_compatible_when_one_day_fits_both(one, two):
    assert one.compatible(two) == bool(days_of(one) & days_of(two))


@given(dates(), dates())
def test_compatible_has_no_direction(one, two):
    assert one.compatible(two) == two.compatible(one)


@given(dates())
def test_everything_is_compatible_with_itself_and_with_nothing_known(partial):
    assert partial.compatible(partial)
    assert partial.compatible(UNKNOWN)


@pytest.mark.parametrize(
    ("one", "two", "fits"),
    [
        ("1991-03-04", "1991-03", True),
        ("1991-03-04", "1991-04", False),
        ("1991-XX-04", "1991-03-05", False),
        ("XXXX-02-29", "1991", False),
        ("1991~", "1993-12-31", True),
        ("1991~", "1994", False),
        ("1991~", "1994~", True),
    ],
)
def test_which_dates_fit_together(one, two, fits):
    assert PartialDate.parse(one).compatible(PartialDate.parse(two)) is fits


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("2014-11-21", date(2026, 11, 20), (11, 11)),
        ("2014-11-21", date(2026, 11, 21), (12, 12)),
        ("2014", date(2026, 6, 1), (11, 12)),
        ("2014-06", date(2026, 6, 15), (11, 12)),
        ("2014~", date(2026, 6, 1), (9, 14)),
        ("2008-02-29", date(2026, 2, 28), (17, 17)),
        ("2008-02-29", date(2026, 3, 1), (18, 18)),
        ("2026", date(2026, 6, 1), (0, 0)),
        ("2027", date(2026, 6, 1), None),
        ("XXXX-03-04", date(2026, 6, 1), None),
    ],
)
def test_age_is_a_span_from_the_least_to_the_most(birth, day, age):
    assert PartialDate.parse(birth).age_on(day) == age


@given(st.dates(date(1900, 1, 1), date(2026, 1, 1)), st.data())
def test_forgetting_a_part_only_widens_the_span_of_age(born, data):
    day = data.draw(st.dates(born, date(2030, 1, 1)))
    whole = PartialDate.on(born).age_on(day)
    assert whole is not None
    less_known = [PartialDate(born.year, born.month), PartialDate(born.year), PartialDate(born.year).as_estimate()]
    for age in (partial.age_on(day) for partial in less_known):
        assert age is not None
        assert age[0] <= whole[0] <= age[1]


@given(st.lists(dates(), max_size=6))
def test_dates_have_one_order(partials):
    ordered = sorted(partials)
    assert ordered == sorted([*partials[1:], *partials[:1]])
    firsts = [partial.earliest or date.min for partial in ordered]
    assert firsts == sorted(firsts)


def test_only_a_whole_date_is_exact():
    assert PartialDate.parse("1991-03-04").exact == date(1991, 3, 4)
    assert PartialDate.parse("1991-03-04~").exact is None
    assert PartialDate.parse("1991-03").exact is None


def test_an_estimate_of_nothing_is_nothing():
    assert PartialDate(estimated=True) == UNKNOWN
