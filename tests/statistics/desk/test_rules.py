"""When a figure has passed a limit."""

from __future__ import annotations

from lakay.statistics.codes import Turn
from lakay.statistics.desk.rules import Known, Months, Passed, passed

OVER = ("2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09", "2026-10")
MONTHS = Months(OVER, "2026-11")
LEAST = 5


def usual(last: int, *, size: int = 100) -> Known:
    """Six months of one size, and the last."""
    return {**dict.fromkeys(OVER[:-1], size), OVER[-1]: last}


def look(turn: Turn, bound: int, known: Known, months: Months = MONTHS) -> Passed | None:
    """The rule, for movements."""
    return passed(turn, bound, "HT-OUA", known, months, least=LEAST)


def test_above_does_not_wait_for_the_end_of_the_month() -> None:
    assert look(Turn.ABOVE, 100, {"2026-11": 101}) == Passed("HT-OUA", "2026-11", 101)
    assert look(Turn.ABOVE, 100, {"2026-10": 101, "2026-11": 7}) == Passed("HT-OUA", "2026-10", 101)
    assert look(Turn.ABOVE, 100, {"2026-10": 100, "2026-11": 100}) is None


def test_below_waits_for_the_end_of_the_month_and_nobody_is_below() -> None:
    assert look(Turn.BELOW, 10, {"2026-10": 10, "2026-11": 1}) is None
    assert look(Turn.BELOW, 10, {"2026-10": 0}) == Passed("HT-OUA", "2026-10", 0)


def test_a_silent_month_is_no_zero() -> None:
    assert look(Turn.BELOW, 10, {"2026-09": 4}) is None
    assert look(Turn.JUMP, 50, dict.fromkeys(OVER[:-1], 100)) is None


def test_a_jump_is_measured_against_the_mean_up_and_down() -> None:
    assert look(Turn.JUMP, 50, usual(151)) == Passed("HT-OUA", "2026-10", 151, 100)
    assert look(Turn.JUMP, 50, usual(49)) == Passed("HT-OUA", "2026-10", 49, 100)
    assert look(Turn.JUMP, 50, usual(150)) is None
    assert look(Turn.JUMP, 50, usual(50)) is None


def test_a_jump_of_few_or_from_few_months_is_chance() -> None:
    assert look(Turn.JUMP, 50, usual(40, size=LEAST - 1)) is None
    assert look(Turn.JUMP, 50, usual(40, size=LEAST)) is not None
    assert look(Turn.JUMP, 50, {"2026-08": 100, "2026-09": 100, "2026-10": 900}) is None


def test_before_any_month_is_over_only_above_can_be_said() -> None:
    young = Months((), "2026-11")
    assert look(Turn.BELOW, 10, {"2026-11": 1}, young) is None
    assert look(Turn.JUMP, 10, {"2026-11": 1}, young) is None
    assert look(Turn.ABOVE, 0, {"2026-11": 1}, young) == Passed("HT-OUA", "2026-11", 1)
