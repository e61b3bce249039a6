"""The joint daily briefing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from lakay.coordination import actions
from lakay.coordination.queries import briefing_of
from lakay.coordination.queries.patrols import Total
from tests.coordination.conftest import HOUR, NOW, asked, opened, patrol, person, sent

pytestmark = pytest.mark.django_db

TODAY = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)  # midnight at Ouanaminthe
TOMORROW = TODAY + timedelta(days=1)


def test_it_has_what_is_open_due_and_in_force_and_the_patrols_of_yesterday():
    incident, task, out = opened("luckner", "AGD"), asked("luckner", "AGD"), patrol("luckner")
    actions.enter_finding(by=person("luckner"), at=NOW, patrol=out, given=actions.FindingGiven("vehicles", 7))
    alert = sent("luckner", "HT-MAL", hours=24)
    told = briefing_of(person("luckner"), TOMORROW)
    assert (told.incidents, [turn.task for turn in told.tasks], told.alerts) == ([incident], [task], [alert])
    assert (told.patrols, told.totals) == ([out], [Total("vehicles", 7)])
    assert all(turn.overdue for turn in told.tasks)
    assert briefing_of(person("luckner"), TODAY).patrols == []


def test_what_is_closed_lifted_or_of_later_is_not_in_it():
    incident, alert = opened("luckner"), sent("luckner", "HT-MAL", hours=48)
    assert briefing_of(person("luckner"), TODAY - timedelta(days=1)).incidents == []
    actions.close_incident(by=person("luckner"), at=NOW, incident=incident, outcome="Fine paid")
    actions.lift_alert(by=person("luckner"), at=NOW + HOUR, alert=alert)
    asked("luckner", "AGD", due_at=NOW + timedelta(days=3))
    told = briefing_of(person("luckner"), TOMORROW)
    assert (told.incidents, told.tasks, told.alerts) == ([], [], [])


def test_each_agency_gets_its_own_briefing():
    opened("luckner", "AGD")
    asked("luckner", "AGD")
    assert len(briefing_of(person("kettly"), TOMORROW).tasks) == 1
    told = briefing_of(person("josue"), TOMORROW)
    assert (told.incidents, told.tasks) == ([], [])
