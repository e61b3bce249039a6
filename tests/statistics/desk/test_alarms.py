"""Limits are held against the cube: an alarm once for each passing, told only to those who may see the cell."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.statistics.codes import SeenBy, Turn
from lakay.statistics.cube import Cube, look
from lakay.statistics.desk.actions import Terms, end_limit, note_alarm, set_limit
from lakay.statistics.desk.queries import alarms_of, alarms_waiting, limits_of
from lakay.statistics.desk.rules import Passed
from lakay.statistics.desk.watching import settle, watch_figures
from lakay.statistics.models import Alarm, Limit
from lakay.statistics.permissions import TooFine
from lakay.statistics.registry import indicator
from lakay.statistics.running import Asked
from tests.statistics.desk.conftest import COLLEAGUE, FABIENNE, GERALD, NOW, STRANGER

pytestmark = pytest.mark.django_db

MOVEMENTS = Terms("many", Turn.ABOVE, 0, SeenBy.AGENCY, "border.movements", "direction")


def limit(terms: Terms = MOVEMENTS, by: Actor = FABIENNE) -> Limit:
    """A limit that was set."""
    return Limit.objects.get(pk=set_limit(by=by, at=NOW, terms=terms).id_of(Limit))


def last(cube: Cube, direction: str) -> int:
    """The movements of the last month."""
    answer = look(cube, indicator("border.movements"), Asked((), {"month": [cube.months[-1]], "direction": [direction]}))
    return int(answer.rows[0][0])


def test_each_cell_above_the_limit_is_told_once(made: Cube) -> None:
    limit()
    assert watch_figures(made, NOW) == 2
    assert watch_figures(made, NOW + timedelta(days=1)) == 0
    assert {(alarm.cell, alarm.number) for alarm in Alarm.objects.all()} == {
        (direction, last(made, direction)) for direction in ("entry", "exit")
    }


def test_a_figure_that_came_back_and_passes_again_is_told_again(made: Cube) -> None:
    passed = limit()
    found = {"entry": Passed("entry", "2026-01", 9)}
    assert settle(passed, found, NOW) == 1
    assert settle(passed, {}, NOW) == 0
    assert Alarm.objects.get().ended_at == NOW
    assert settle(passed, found, NOW) == 1
    assert Alarm.objects.count() == 2


def test_a_limit_that_holds_says_nothing(made: Cube) -> None:
    limit(replace(MOVEMENTS, bound=max(last(made, "entry"), last(made, "exit"))))
    assert watch_figures(made, NOW) == 0


def test_a_rate_is_held_against_its_own_unit(made: Cube) -> None:
    limit(Terms("refused", Turn.ABOVE, 1000, SeenBy.OWN, "border.refusal_rate"))
    assert watch_figures(made, NOW) == 0
    limit(Terms("refused", Turn.BELOW, 1001, SeenBy.OWN, "border.refusal_rate"))
    assert watch_figures(made, NOW) == 1


def test_a_silent_post_has_not_fallen_to_nothing(made: Cube) -> None:
    answer = look(made, indicator("posts.completeness"), Asked(("month", "post")))
    silent = {str(row[1]) for row in answer.rows if row[0] == made.months[-1] and int(row[2]) * 100 < int(row[3]) * 90}
    assert silent
    limit(replace(MOVEMENTS, turn=Turn.BELOW, bound=1_000_000, each="post"))
    watch_figures(made, NOW)
    cells = set(Alarm.objects.values_list("cell", flat=True))
    assert cells
    assert not cells & silent


def test_what_the_cube_cannot_say_stops_no_other_limit(made: Cube) -> None:
    limit(Terms("persons", Turn.ABOVE, 0, SeenBy.OWN, "border.persons", "nationality", "HT-OUA"))
    limit()
    assert watch_figures(made, NOW) == 2


def test_who_is_named_is_told_and_takes_note_for_all(made: Cube) -> None:
    limit()
    watch_figures(made, NOW)
    assert len(alarms_waiting(COLLEAGUE)) == 2
    assert alarms_waiting(STRANGER) == []
    note_alarm(by=COLLEAGUE, at=NOW, alarm=alarms_waiting(COLLEAGUE)[0])
    note_alarm(by=FABIENNE, at=NOW, alarm=Alarm.objects.exclude(noted_at=None).get())
    assert len(alarms_waiting(FABIENNE)) == 1
    assert [alarm.noted_by for alarm in alarms_of(FABIENNE)] == [None, COLLEAGUE.id]


def test_who_may_not_see_the_cell_does_not_know_of_it(made: Cube) -> None:
    passed = limit()
    settle(passed, {"exit": Passed("exit", "2026-01", 4), "entry": Passed("entry", "2026-01", 5)}, NOW)
    assert {alarm.cell for alarm in alarms_of(FABIENNE)} == {"entry", "exit"}
    assert {alarm.cell for alarm in alarms_of(GERALD)} == {"entry"}
    fine = limit(replace(MOVEMENTS, post="HT-OUA"))
    settle(fine, {"entry": Passed("entry", "2026-01", 500)}, NOW)
    assert all(alarm.limit_id != fine.pk for alarm in alarms_of(GERALD))


def test_nobody_sets_a_limit_under_what_they_are_shown() -> None:
    with pytest.raises(TooFine):
        limit(replace(MOVEMENTS, bound=4), by=GERALD)
    with pytest.raises(TooFine):
        limit(replace(MOVEMENTS, bound=500, post="HT-OUA"), by=GERALD)
    assert limit(replace(MOVEMENTS, bound=5), by=GERALD).bound == 5


def test_a_limit_that_was_taken_away_ends_its_alarms(made: Cube) -> None:
    passed = limit()
    watch_figures(made, NOW)
    with pytest.raises(NotAllowed):
        end_limit(by=COLLEAGUE, at=NOW, limit=passed)
    end_limit(by=FABIENNE, at=NOW, limit=passed)
    assert not Alarm.objects.standing().exists()
    assert limits_of(FABIENNE) == []
    assert watch_figures(made, NOW) == 0
