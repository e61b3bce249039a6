"""Holidays are added and ended, and the calendar of a year follows."""

from datetime import date, time

import pytest

from lakay.kernel.refusals import NotAllowed
from lakay.places import queries
from lakay.places.actions import BadPeriod, add_holiday, end_holiday
from lakay.places.models import Holiday
from lakay.places.pack import Names
from lakay.places.rules import HolidayRule
from tests.places.conftest import NOW

pytestmark = pytest.mark.usefixtures("country")

MOURNING = Names("Jou dèy nasyonal", "Deuil national", "Duelo nacional", "National mourning")
ON = date(2026, 12, 3)


def codes(year: int) -> set[str]:
    return {day.code for day in queries.holidays_of(year, ["HTI"])}


def proclaimed(**changes: object) -> HolidayRule:
    values = {"rule": {"rule": "fixed", "month": 12, "day": 3}, "valid_from": ON, "valid_to": ON} | changes
    return HolidayRule("HTI", "mourning", **values)  # type: ignore[arg-type]


def test_a_day_proclaimed_for_one_year_is_kept_in_that_year_alone(mireille):
    add_holiday(by=mireille, at=NOW, holiday=proclaimed(from_time=time(12)), names=MOURNING)
    assert "mourning" in codes(2026)
    assert "mourning" not in codes(2025) | codes(2027)
    assert queries.holidays_near("HTI", ON)[ON] == time(12)


def test_on_new_year_the_last_evening_of_the_old_year_still_counts(mireille):
    eve = date(2026, 12, 31)
    rule = proclaimed(rule={"rule": "fixed", "month": 12, "day": 31}, valid_from=eve, valid_to=eve)
    add_holiday(by=mireille, at=NOW, holiday=rule, names=MOURNING)
    assert eve in queries.holidays_near("HTI", date(2027, 1, 1))


def test_a_holiday_that_was_ended_is_not_kept_again(mireille):
    holiday = Holiday.objects.get(country="HTI", code="dessalines-birth")
    end_holiday(by=mireille, at=NOW, holiday=holiday, last_on=date(2026, 12, 31))
    assert "dessalines-birth" in codes(2026)
    assert "dessalines-birth" not in codes(2027)
    with pytest.raises(BadPeriod):
        end_holiday(by=mireille, at=NOW, holiday=holiday, last_on=date(2020, 1, 1))


@pytest.mark.parametrize(
    "changes", [{"valid_from": None}, {"rule": {"rule": "moon"}}, {"rule": {"rule": "fixed", "month": 2, "day": 30}}]
)
def test_a_holiday_nobody_can_compute_is_refused(mireille, changes):
    with pytest.raises(ValueError, match=r"begins on a day|not a rule|day is out of range"):
        add_holiday(by=mireille, at=NOW, holiday=proclaimed(**changes), names=MOURNING)
    assert not Holiday.objects.filter(code="mourning").exists()


def test_a_supervisor_makes_no_holidays(josue):
    with pytest.raises(NotAllowed):
        add_holiday(by=josue, at=NOW, holiday=proclaimed(), names=MOURNING)


def test_the_year_of_both_countries_is_in_order():
    found = queries.holidays_of(2026, ["HTI", "DOM"])
    assert len(found) == 17 + 12
    assert [day.on for day in found] == sorted(day.on for day in found)
