"""A change of a record that has left waits for nothing: it is set aside where people see it, alarms nobody, and leaves like the rest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from lakay.journal.models import Event, Unapplied
from lakay.kernel.ids import uuid7
from lakay.sync.reports import report_now
from lakay.window import safety
from lakay.window.late import left, made_at, set_aside
from lakay.window.moving import Moved, move
from tests.journal.sample.models import Card
from tests.window.test_moving import NOW, WINDOW, ago, card, covered, whole

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def all_goes_to_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of the pack does not know the sample actions of these tests."""
    monkeypatch.setattr(safety, "goes_to_hub", lambda _action: True)


def record_of(days: int) -> UUID:
    """The id of a record that was made so many days ago."""
    return uuid7(int(ago(days).timestamp() * 1000), b"0123456789")


def waiting(days: int, needs: UUID, since: datetime) -> Event:
    """An event of another machine that speaks of a record which is not here: it has no row of its own."""
    made = card(days, "late")
    Card.objects.filter(pk=made.pk).delete()
    event = Event.objects.latest("position")
    Unapplied.objects.create(event=event, state=Unapplied.WAITING, reason="record", needs=needs, since=since)
    return event


def test_the_time_of_a_record_stands_in_its_id() -> None:
    assert abs(made_at(record_of(40)) - ago(40)) < timedelta(seconds=1)


def test_a_change_of_what_left_is_set_aside_and_raises_no_alarm() -> None:
    event = waiting(20, record_of(40), ago(8))
    assert report_now(NOW).waiting == 1
    assert set_aside(WINDOW, NOW) == 1
    row = Unapplied.objects.get(event=event)
    assert (row.state, row.reason, row.needs) == ("refused", "left", None)
    assert left() == 1
    assert (report_now(NOW).waiting, report_now(NOW).refused) == (0, 0)
    assert set_aside(WINDOW, NOW) == 0


@pytest.mark.parametrize(
    ("needs", "since"),
    [(lambda: record_of(40), ago(6)), (lambda: record_of(29), ago(20))],
    ids=["it may still come", "the record is young"],
)
def test_what_may_still_come_goes_on_waiting(needs: Callable[[], UUID], since: datetime) -> None:
    waiting(5, needs(), since)
    assert set_aside(WINDOW, NOW) == 0
    assert report_now(NOW).waiting == 1


def test_what_was_set_aside_leaves_when_it_is_old_itself() -> None:
    waiting(31, record_of(70), ago(31))
    assert move(WINDOW, covered(), NOW) == Moved(0, 0), "what waits stays"
    set_aside(WINDOW, NOW)
    assert move(WINDOW, covered(), NOW) == Moved(1, 1)
    assert not Unapplied.objects.exists()
    assert whole()
