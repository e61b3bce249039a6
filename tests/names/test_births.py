"""What two dates of birth say."""

from __future__ import annotations

import pytest

from lakay.kernel.partial_dates import ESTIMATE_YEARS, PartialDate
from lakay.names import births
from lakay.names.births import compare_births


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        ("1991-03-04", "1991-03-04", "same"),
        ("1991-03-04", "1991-04-03", "swapped"),
        ("1991-03-04", "1991-01-01", "january"),
        ("1991-03-04", "1991", "year"),
        ("1991-03-04", "1991-03", "year"),
        ("1991-03-04", "1993~", "estimated"),
        ("1991-03-04", "1994~", "differs"),
        ("1991~", "1995~", "estimated"),
        ("1991-03-04", "1991-03-14", "slip"),
        ("1991-03-04", "1992-03-04", "slip"),
        ("1987-03-04", "1978-03-04", "slip"),
        ("1991-03-04", "1991-07-22", "years_apart"),
        ("1991-03-04", "1993-07-22", "years_apart"),
        ("1991-03-04", "1994-07-22", "differs"),
        ("XXXX-03-04", "1991-03-04", "parts"),
        ("XXXX-03-05", "1991-03-04", "differs"),
        ("", "1991-03-04", "unknown"),
    ],
)
def test_dates_are_described_alike_from_both_sides(one, two, said):
    first, second = PartialDate.parse(one), PartialDate.parse(two)
    assert compare_births(first, second) == compare_births(second, first) == said


def test_nothing_is_said_without_a_date():
    assert compare_births(None, PartialDate.parse("1991")) == "unknown"


def test_an_estimate_reaches_as_far_as_elsewhere():
    assert births.ESTIMATE_YEARS == ESTIMATE_YEARS
