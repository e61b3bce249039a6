"""Months, quarters and years as figures come out for them."""

from __future__ import annotations

from datetime import date

import pytest

from lakay.publication.periods import NoPeriod, before, is_over, months_of, offered


@pytest.mark.parametrize(
    ("period", "months"),
    [("2026-02", ("2026-02",)), ("2026-Q4", ("2026-10", "2026-11", "2026-12"))],
)
def test_a_period_has_its_months(period: str, months: tuple[str, ...]) -> None:
    assert months_of(period) == months
    assert len(months_of("2026")) == 12


@pytest.mark.parametrize("text", ["2026-13", "2026-Q5", "26", "2026-1", "2026-W05", ""])
def test_what_is_no_period_is_told(text: str) -> None:
    with pytest.raises(NoPeriod):
        months_of(text)


def test_a_period_is_over_on_the_first_day_after_it() -> None:
    assert not is_over("2026-Q1", date(2026, 3, 31))
    assert is_over("2026-Q1", date(2026, 4, 1))


@pytest.mark.parametrize(
    ("period", "previous"),
    [("2026-01", "2025-12"), ("2026-03", "2026-02"), ("2026-Q1", "2025-Q4"), ("2026-Q3", "2026-Q2"), ("2026", "2025")],
)
def test_what_goes_before(period: str, previous: str) -> None:
    assert before(period) == previous


def test_only_what_is_over_is_offered_the_quarters_first() -> None:
    months = ["2025-12", "2026-01", "2026-02", "2026-03", "2026-04"]
    assert list(offered(months, date(2026, 4, 20))) == [
        "2026-Q1", "2025-Q4", "2026-03", "2026-02", "2026-01", "2025-12", "2025",
    ]  # fmt: skip
