"""What others count in the demo: beside our figures, with a source that says it is invented."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest

from lakay.access.sessions import actor_with
from lakay.demo.others import tell_of_others
from lakay.kernel.actors import system_actor
from lakay.kernel.purposes import Purpose
from lakay.reported.queries import deliveries, standing, values_of
from lakay.statistics.registry import indicators

pytestmark = pytest.mark.django_db
AT = datetime(2026, 1, 21, 15, 0, tzinfo=UTC)


def test_series_of_others_stand_beside_figures_that_exist_and_say_that_they_are_invented() -> None:
    analyst = actor_with(system_actor("tests").id, "ONM", "", [("analyst", "")])
    tell_of_others({"fabienne": analyst}, Random(5), AT)
    found = {one.what: one for one in standing(analyst, Purpose.STATISTICS)}
    assert set(found) == {"returns", "remittances", "stock"}
    for one in found.values():
        assert one.beside in indicators()
        assert "invent" in one.title
        assert "invent" in one.source
        assert "Inventé" in one.note
    money = values_of(found["remittances"])
    assert [held.value.period for held in money][-2:] == ["2025-Q3", "2025-Q4"]
    assert {held.vintage for held in money[-2:]} == {"édition 2025-Q4"}
    assert {held.vintage for held in money[:-2]} == {"édition 2025-Q3"}
    (returned,) = deliveries(found["returns"])
    assert len(returned.left_out) == 1
    assert values_of(found["returns"])[-1].value.period == "2025-12"
