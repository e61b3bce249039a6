"""What speaks against a document."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lakay.border.rules import WEIGHTS, Assessment, Counts, Direction, Problem, Weight, age_on, assess, from_zone, is_minor
from lakay.traveldocs.mrz import Mrz
from lakay.traveldocs.parsing import parse
from tests.border.conftest import TODAY, passport


def look(mrz: Mrz, direction: Direction = Direction.ENTRY, status: str = "valid") -> Assessment:
    """Assess at the Haitian border."""
    return assess(from_zone(mrz), today=TODAY, home="HTI", direction=direction, document_status=status)


def test_a_good_passport_has_no_problem() -> None:
    assert look(passport()).problems == ()
    assert look(passport()).may_admit


def test_every_problem_has_a_weight() -> None:
    assert set(WEIGHTS) == set(Problem)


def test_an_expired_foreign_passport_stops() -> None:
    found = look(passport(country="DOM", expiry=TODAY - timedelta(days=1)))
    assert found.problems == (Problem.EXPIRED,)
    assert not found.may_admit


def test_it_is_valid_on_its_last_day() -> None:
    assert look(passport(expiry=TODAY)).problems == (Problem.EXPIRES_SOON,)


def test_a_citizen_comes_home_with_an_expired_passport() -> None:
    mrz = passport(expiry=TODAY - timedelta(days=40))
    assert look(mrz, Direction.ENTRY).problems == (Problem.EXPIRED_NATIONAL,)
    assert look(mrz, Direction.ENTRY).may_admit
    assert not look(mrz, Direction.EXIT).may_admit


@pytest.mark.parametrize("status", ["lost", "stolen", "cancelled", "doubtful"])
def test_a_reported_document_stops(status: str) -> None:
    assert Problem.DOCUMENT_REPORTED in look(passport(), status=status).problems
    assert not look(passport(), status=status).may_admit


def test_a_zone_that_does_not_hold_stops() -> None:
    first, second = passport().lines
    broken = parse((first, second[:9] + str((int(second[9]) + 1) % 10) + second[10:]), today=TODAY)
    assert Problem.MRZ_FAILS in look(broken).problems
    assert not look(broken).may_admit


def test_a_specimen_stops() -> None:
    assert Problem.SPECIMEN in look(passport(country="UTO")).problems


@pytest.mark.parametrize(("born", "minor"), [(date(2008, 11, 21), False), (date(2008, 11, 22), True), (date(2020, 1, 1), True)])
def test_a_minor_is_one_until_the_birthday(born: date, minor: bool) -> None:
    assert is_minor(from_zone(passport(birth=born)).birth, TODAY) is minor
    assert (Problem.MINOR in look(passport(birth=born)).problems) is minor


def test_warnings_do_not_stop() -> None:
    warnings = tuple(problem for problem, weight in WEIGHTS.items() if weight is Weight.WARN)
    assert Assessment(warnings).may_admit


@pytest.mark.parametrize(
    ("born", "age"),
    [(date(1991, 11, 21), 35), (date(1991, 11, 22), 34), (date(2026, 11, 22), None), (date(2024, 2, 29), 2), (None, None)],
)
def test_age_counts_whole_years(born: date | None, age: int | None) -> None:
    assert age_on(born, TODAY) == age


def test_counts_agree_only_when_both_do() -> None:
    counts = Counts(entries=3, exits=2, refusals=1)
    assert counts.agrees(3, 2)
    assert not counts.agrees(2, 3)
    assert not counts.agrees(3, 1)
