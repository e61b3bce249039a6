"""Which rows of others can be kept."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lakay.reported.rules import Unreadable, Value, Wrong, judge, number_of, read, read_plain, written

FILE = b"""year;country;value
2024;DOM;1 204.5
2025;DOM;1300
25;DOM;1
2025;HTI;n/a
2025;HTI;
2025;DOM;1301
2025;CUB
"""


def test_good_rows_are_kept_and_each_bad_one_says_why() -> None:
    found = judge(*read_plain(FILE))
    assert found.columns == ("country",)
    assert found.good == (Value("2024", ("DOM",), Decimal("1204.5")), Value("2025", ("DOM",), Decimal(1300)))
    assert [(bad.line, bad.wrong, bad.found) for bad in found.bad] == [
        (4, Wrong.PERIOD, "25"),
        (5, Wrong.NUMBER, "n/a"),
        (6, Wrong.EMPTY, ""),
        (7, Wrong.TWICE, "2025"),
        (8, Wrong.EMPTY, ""),
    ]


@pytest.mark.parametrize("period", ["2025", "2025-03", "2025-Q4", "2025-S1", "2025-03-31"])
def test_a_period_is_a_year_a_half_a_quarter_a_month_or_a_day(period: str) -> None:
    assert judge(("period",), [((period,), "1")]).good


@pytest.mark.parametrize("period", ["", "25", "2025-13", "2025-Q5", "2025-3", "March 2025", "2025-02-32", "2025-03 "])
def test_anything_else_is_not(period: str) -> None:
    assert not judge(("period",), [((period,), "1")]).good or period.strip() == "2025-03"


@pytest.mark.parametrize(
    ("written_so", "number"),
    [
        ("1 234", 1234),
        ("1\u202f234", 1234),
        ("-5.25", Decimal("-5.25")),
        ("4.1e9", 4_100_000_000),
        ("1,5", None),
        ("NaN", None),
        ("1e99", None),
        ("", None),
    ],
)
def test_a_number_is_read_only_where_nobody_can_read_it_otherwise(written_so: str, number: object) -> None:
    assert number_of(written_so) == number


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\x00", "text"),
        (b"", "nothing"),
        (b"period,value\n", "nothing"),
        (b"period,number\n2025,1\n", "value"),
        (b"place,value\nHT,1\n", "period"),
        (b"year,period,value\n2025,2025,1\n", "period"),
        (b"period,a,a,value\n2025,x,y,1\n", "columns"),
    ],
)
def test_a_file_of_which_nothing_can_be_kept_says_why(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        judge(*read_plain(content))
    assert refused.value.code == code


_numbers = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15, places=3)
_values = st.builds(
    lambda year, cell, number: Value(f"{year:04}", (cell,), number),
    st.integers(1900, 2100),
    st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20),
    _numbers,
)


@given(st.lists(_values, max_size=8))
def test_what_was_written_is_read_again(values: list[Value]) -> None:
    assert read(written(("where",), values)) == (("where",), tuple(values))
