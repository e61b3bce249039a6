"""Figures are worked out again each night, where somebody wanted them once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lakay.kernel.actors import Actor
from lakay.statistics.codes import SeenBy, Turn
from lakay.statistics.cube import Cube, look, read_cube
from lakay.statistics.desk.actions import Terms, set_limit
from lakay.statistics.keeping import NotAtAPost, check_not_a_post
from lakay.statistics.models import Alarm
from lakay.statistics.nightly import Hourly, is_due, work_out
from lakay.statistics.nightly import look as look_at_night
from lakay.statistics.registry import indicator, indicators
from lakay.statistics.running import Asked
from tests.border.conftest import officer
from tests.statistics.desk.conftest import FABIENNE
from tests.statistics.test_register import busy

NIGHT = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


class Standing:
    """A clock that stands."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now


@pytest.fixture
def marie() -> Actor:
    """The inspector at the first booth of Ouanaminthe."""
    return officer(1)


@pytest.mark.parametrize(
    ("made", "now", "due"),
    [
        (NIGHT - timedelta(hours=24), NIGHT, True),
        (NIGHT - timedelta(hours=2), NIGHT, False),
        (NIGHT - timedelta(hours=24), NIGHT + timedelta(hours=9), False),
    ],
)
def test_once_a_night(made: datetime, now: datetime, due: bool) -> None:
    assert is_due(Cube(Path(), made, (), {}), now) is due
    assert not is_due(None, now)


@pytest.mark.django_db
def test_from_the_register_to_the_cube_in_one_go(marie: Actor, settings: Any, tmp_path: Path) -> None:
    settings.STATISTICS = tmp_path
    busy(marie)
    set_limit(by=FABIENNE, at=NIGHT, terms=Terms("busy", Turn.ABOVE, 3, SeenBy.OWN, "border.movements"))
    cube = work_out(NIGHT)
    assert look(cube, indicator("border.movements"), Asked()).rows == (("2026-11", 4),)
    assert set(cube.kept) == set(indicators())
    assert [(alarm.month, alarm.number) for alarm in Alarm.objects.all()] == [("2026-11", 4)]
    hourly = Hourly()
    looks = [hourly.look(NIGHT + timedelta(minutes=minutes)) for minutes in (0, 5, 60)]
    assert looks == [True, False, True]


@pytest.mark.django_db
def test_by_day_and_where_nobody_asked_nothing_is_done(settings: Any, tmp_path: Path) -> None:
    settings.STATISTICS = tmp_path
    assert not look_at_night(Standing(NIGHT))
    assert not Hourly().look(NIGHT)
    assert read_cube(tmp_path / "cube") is None


def test_a_post_with_an_encrypted_store_writes_no_facts(settings: Any) -> None:
    settings.ENCRYPTED = True
    with pytest.raises(NotAtAPost):
        check_not_a_post()
    settings.ENCRYPTED = False
    check_not_a_post()
