"""A series of somebody else: begun, given values, set right, ended. Nothing of it is ever a figure of ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid5

import pytest

from lakay.access.sessions import actor_with
from lakay.journal.models import Event
from lakay.kernel.actors import Actor, system_actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.reported import actions, queries
from lakay.reported.actions import Delivery
from lakay.reported.models import Figures, Series
from lakay.reported.rules import judge
from tests.web.reported_world import SAID

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


def person(role: str) -> Actor:
    """Somebody of a role."""
    return actor_with(uuid5(system_actor("tests").id, role), "ONM", "", [(role, "")])


def begun(code: str = "returns-do", **more: str) -> Series:
    """A series without values."""
    receipt = actions.start_series(by=person("analyst"), at=NOW, code=code, values=SAID | more)
    return Series.objects.get(pk=receipt.id_of(Series))


def enter(series: Series, *rows: tuple[str, str, str], vintage: str = "first", hours: int = 0) -> Series:
    """A delivery of rows of period, post and number."""
    judged = judge(("period", "post"), [((period, post), number) for period, post, number in rows])
    at = NOW + timedelta(hours=hours)
    actions.enter_figures(by=person("analyst"), at=at, series=series, given=Delivery(judged, vintage))
    return Series.objects.get(pk=series.pk)


def test_of_two_deliveries_the_later_value_holds_and_the_earlier_stays() -> None:
    series = enter(begun(), ("2026-09", "HT-OUA", "10"), ("2026-10", "HT-OUA", "20"))
    enter(series, ("2026-10", "HT-OUA", "21"), ("2026-11", "HT-OUA", "5"), vintage="second", hours=1)
    held = [(one.value.period, one.value.number, one.vintage) for one in queries.values_of(series)]
    assert held == [
        ("2026-09", Decimal(10), "first"),
        ("2026-10", Decimal(21), "second"),
        ("2026-11", Decimal(5), "second"),
    ]
    assert Figures.objects.count() == 2


def test_bad_rows_stay_with_the_delivery_and_the_good_ones_are_entered() -> None:
    series = enter(begun(), ("2026-09", "HT-OUA", "10"), ("soon", "HT-OUA", "20"))
    (delivery,) = queries.deliveries(series)
    assert delivery.left_out == [[3, "period", "period", "soon"]]
    assert (delivery.rows, series.columns) == (1, ["post"])


def test_another_division_than_before_is_refused() -> None:
    series = enter(begun(), ("2026-09", "HT-OUA", "10"))
    other = Delivery(judge(("period", "sex"), [(("2026-09", "F"), "1")]), "second")
    with pytest.raises(NotAllowed, match="columns are not those"):
        actions.enter_figures(by=person("analyst"), at=NOW, series=series, given=other)


def test_without_a_source_or_a_licence_nothing_begins() -> None:
    for missing in ("source", "licence", "unit", "title"):
        with pytest.raises(NotAllowed, match="needs its title"):
            begun(**{missing: " "})
    assert not Series.objects.exists()


def test_a_code_is_taken_once() -> None:
    begun()
    with pytest.raises(NotAllowed, match="this code already"):
        begun()


def test_nothing_is_entered_in_a_series_that_ended_and_it_is_listed_no_more() -> None:
    series, analyst = begun(), person("analyst")
    assert queries.beside(analyst, Purpose.STATISTICS, ["border.movements"]) == [series]
    actions.end_series(by=analyst, at=NOW, series=series)
    assert list(queries.standing(analyst, Purpose.STATISTICS)) == []
    with pytest.raises(NotAllowed, match="has ended"):
        enter(series, ("2026-09", "HT-OUA", "10"))


def test_what_is_said_of_a_series_can_be_set_right() -> None:
    series = begun()
    actions.correct_series(
        by=person("analyst"), at=NOW, series=series, values={"licence": "CC BY 4.0", "note": "Revised in May."}
    )
    series.refresh_from_db()
    assert (series.licence, series.note, series.source) == ("CC BY 4.0", "Revised in May.", SAID["source"])


@pytest.mark.parametrize("role", ["ministry_reader", "inspector", "social_worker"])
def test_only_who_works_with_figures_enters_them(role: str) -> None:
    with pytest.raises(NotAllowed):
        actions.start_series(by=person(role), at=NOW, code="x", values=SAID)
    assert not Event.objects.filter(action__startswith="reported.").exists()


def test_a_ministry_reads_them_and_a_booth_does_not() -> None:
    begun()
    assert queries.standing(person("ministry_reader"), Purpose.STATISTICS).count() == 1
    assert queries.standing(person("inspector"), Purpose.STATISTICS).count() == 0
