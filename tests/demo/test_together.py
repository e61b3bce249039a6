"""Three invented weeks between the agencies."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from lakay.access.sessions import actor_with
from lakay.coordination.models import Finding, Incident, Patrol, Task
from lakay.coordination.queries import banner_for, briefing_of, waiting_tasks
from lakay.demo.staff import WORKERS
from lakay.demo.together import DAY, HAPPENINGS, PATROL_DAYS, work_together
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import Actor, system_actor

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> dict[str, Actor]:
    """The workers of the demo at their posts."""
    make_node_keys()
    ids = {worker.username: system_actor(worker.username).id for worker in WORKERS}
    return {
        worker.username: actor_with(ids[worker.username], worker.agency, worker.post, [(worker.role, "")]) for worker in WORKERS
    }


def test_there_is_something_of_every_state(people: dict[str, Actor]) -> None:
    work_together(people, NOW)
    assert set(Incident.objects.values_list("status", flat=True)) == {"open", "closed"}
    assert set(Task.objects.values_list("status", flat=True)) == {"asked", "accepted", "declined", "done"}
    assert Incident.objects.count() == len(HAPPENINGS)
    assert Patrol.objects.count() == PATROL_DAYS + 1
    assert Patrol.objects.filter(ended_at=None).count() == 1
    assert Finding.objects.filter(to_protection=True).exists()


def test_customs_has_an_overdue_task_and_ouanaminthe_an_alert_to_acknowledge(people: dict[str, Actor]) -> None:
    work_together(people, NOW)
    assert next(turn.overdue for turn in waiting_tasks(people["kettly"], NOW))
    assert len(banner_for("HT-OUA", NOW)) == 1
    assert banner_for("HT-ANP", NOW) == []
    assert briefing_of(people["luckner"], NOW - DAY / 2).totals


def test_the_same_seed_gives_the_same_weeks(people: dict[str, Actor]) -> None:
    for _ in range(2):
        work_together(people, NOW)
    counted = Counter(Finding.objects.values_list("patrol__leader", "at", "category", "count"))
    assert sum(counted.values()) > 100
    assert {number % 2 for number in counted.values()} == {0}, "each finding is there twice"
