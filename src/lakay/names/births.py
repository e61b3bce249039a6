"""What two dates of birth say about two people being one."""

from __future__ import annotations

from enum import StrEnum

from lakay.names.people import Birth

ESTIMATE_YEARS = 2
"""How far an estimated year may be from the truth (the same as in `lakay.kernel.partial_dates`)."""


class Births(StrEnum):
    """From agreement to contradiction."""

    SAME = "same"
    SWAPPED = "swapped"
    """Day and month stand in each other's place."""
    JANUARY = "january"
    """One year, and on one side 1 January: written where nobody knew the day."""
    YEAR = "year"
    """One year; of day and month one side knows less."""
    ESTIMATED = "estimated"
    """The years are as near as an estimate allows."""
    SLIP = "slip"
    """One part differs and the others agree: a slip of the pen or of the year by one or by ten."""
    PARTS = "parts"
    """No year on one side; the rest agrees."""
    UNKNOWN = "unknown"
    YEARS_APART = "years_apart"
    """The years differ by two or less."""
    DIFFERS = "differs"


def compare_births(one: Birth | None, two: Birth | None) -> Births:
    """The closest description that is true of the two dates."""
    if one is None or two is None or not (_known(one) and _known(two)):
        return Births.UNKNOWN
    if one.year is None or two.year is None:
        return Births.PARTS if _agree(one, two) else Births.DIFFERS
    if one.year == two.year:
        return _in_one_year(one, two)
    return _in_other_years(one, two, abs(one.year - two.year))


def _in_one_year(one: Birth, two: Birth) -> Births:
    if one.estimated or two.estimated:
        return Births.ESTIMATED
    full = None not in {one.month, one.day, two.month, two.day}
    if _agree(one, two):
        return Births.SAME if full else Births.YEAR
    if full and (one.month, one.day) == (two.day, two.month):
        return Births.SWAPPED
    if (1, 1) in {(one.month, one.day), (two.month, two.day)}:
        return Births.JANUARY
    return Births.SLIP if one.month == two.month or one.day == two.day else Births.YEARS_APART


def _in_other_years(one: Birth, two: Birth, apart: int) -> Births:
    if one.estimated or two.estimated:
        both = ESTIMATE_YEARS * (one.estimated + two.estimated)
        return Births.ESTIMATED if apart <= both else Births.DIFFERS
    full = None not in {one.month, one.day, two.month, two.day}
    if full and _agree(one, two) and (apart in {1, 10} or _digits_swapped(one.year, two.year)):
        return Births.SLIP
    return Births.YEARS_APART if apart <= ESTIMATE_YEARS else Births.DIFFERS


def _digits_swapped(one: int | None, two: int | None) -> bool:
    """1987 and 1978."""
    return sorted(str(one)) == sorted(str(two))


def _known(birth: Birth) -> bool:
    return (birth.year, birth.month, birth.day) != (None, None, None)


def _agree(one: Birth, two: Birth) -> bool:
    """Whether month and day agree as far as both are known."""
    return all(a is None or b is None or a == b for a, b in ((one.month, two.month), (one.day, two.day)))
