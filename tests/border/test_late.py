"""Paper records entered afterwards, and the shift of an officer who went away."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from lakay.border.actions import close_shift, open_shift
from lakay.border.actions.late import EnteredBefore, OtherDay, enter_late, enter_late_count
from lakay.border.actions.shifts import NotAbandoned, close_abandoned
from lakay.border.importing.rows import Past
from lakay.border.measures import Asked, costs_of, lookups_without_crossing, nth, shifts_of, undone_of
from lakay.border.models import Call, Crossing, Encounter, Hit, Shift, Tally
from lakay.border.permissions import LATE_ENTER, SHIFT_SUPERVISE
from lakay.border.queries import counts_of, open_shift_of
from lakay.border.rules import AgeGroup, Decision, Direction
from lakay.kernel.actors import Actor
from lakay.kernel.partial_dates import PartialDate
from lakay.kernel.refusals import NotAllowed
from tests.border.conftest import BOOTH, NOW, TODAY, encounter_with, officer, passport, shift_of
from tests.border.test_actions import decide

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - timedelta(days=1)
CLERK = officer(1, permissions=BOOTH | {LATE_ENTER})
PERIOD = Asked("HT-OUA", YESTERDAY, TODAY, ZoneInfo("UTC"))


@pytest.fixture
def paper() -> Shift:
    """A shift for the paper of yesterday."""
    receipt = open_shift(by=CLERK, at=NOW, post="HT-OUA", lane="1", direction=Direction.ENTRY, late_for_on=YESTERDAY)
    return Shift.objects.get(pk=receipt.id_of(Shift))


def line(hour: int = 9, **more: Any) -> Past:
    """A line of the paper."""
    past = Past(
        at=datetime(2026, 11, 20, hour, tzinfo=UTC),
        local_on=YESTERDAY,
        direction=Direction.EXIT,
        decision=Decision.ADMITTED,
        document_type="passport",
        issuing_state="HTI",
        number="RD1234567",
        surname="Pierre",
        sex="F",
        birth=PartialDate(1991),
        nationality="HTI",
    )
    return replace(past, **more)


def enter(paper: Shift, past: Past, by: Actor = CLERK, **more: Any) -> Crossing:
    """Enter a line."""
    receipt = enter_late(by=by, at=NOW, shift=paper, past=past, home="HTI", **more)
    return Crossing.objects.get(pk=receipt.id_of(Crossing))


def test_a_line_of_the_paper_is_a_movement_of_its_own_time_marked_late(paper: Shift) -> None:
    crossing = enter(paper, line())
    assert (crossing.source, crossing.local_on, crossing.at) == ("late", YESTERDAY, line().at)
    assert (crossing.direction, crossing.encounter.channel, crossing.lane) == ("exit", "paper", "1")


def test_the_lane_of_the_booth_is_not_turned_by_the_paper(paper: Shift) -> None:
    enter(paper, line())
    paper.refresh_from_db()
    assert paper.direction == "entry"


def test_the_same_document_is_the_same_person(paper: Shift) -> None:
    assert enter(paper, line()).person_id == enter(paper, line(15, direction=Direction.ENTRY)).person_id


def test_the_way_back_is_paired_with_the_way_out(paper: Shift) -> None:
    leaving = enter(paper, line())
    assert enter(paper, line(15, direction=Direction.ENTRY)).encounter.pairs_with == leaving.pk


def test_a_line_is_entered_once(paper: Shift) -> None:
    enter(paper, line())
    with pytest.raises(EnteredBefore):
        enter(paper, line())


def test_a_line_of_another_day_is_refused(paper: Shift) -> None:
    with pytest.raises(OtherDay):
        enter(paper, line(local_on=TODAY))


def test_paper_is_not_entered_in_a_shift_at_the_booth(paper: Shift) -> None:
    with pytest.raises(NotAllowed):
        enter(shift_of(CLERK), line())


def test_somebody_elses_paper_is_theirs(paper: Shift, jean: Actor) -> None:
    with pytest.raises(NotAllowed):
        enter(paper, line(), by=replace(jean, permissions=CLERK.permissions))


def test_nobody_is_called_about_the_past(paper: Shift) -> None:
    enter(paper, line(birth=PartialDate(2020)))
    assert not Call.objects.exists()
    assert not Hit.objects.exists()


def test_a_refusal_on_paper_has_its_reason(paper: Shift) -> None:
    assert enter(paper, line(decision=Decision.REFUSED), reason="expired").reason == "expired"


def test_who_is_only_a_name_is_registered_by_name(paper: Shift) -> None:
    crossing = enter(paper, line(number="", document_type="", issuing_state=""))
    assert (crossing.level, crossing.document_id) == ("identified", None)


def test_tally_sheets_are_entered_as_numbers(paper: Shift) -> None:
    sent: dict[str, Any] = {"direction": Direction.EXIT, "sex": "F", "age_group": AgeGroup.ADULT, "number": 40}
    enter_late_count(by=CLERK, at=NOW, shift=paper, happened_at=line().at, local_on=YESTERDAY, **sent)
    assert (Tally.objects.get().source, counts_of(paper).counted_exits) == ("late", 40)


def test_paper_does_not_take_the_officer_from_the_booth(paper: Shift) -> None:
    assert open_shift_of(CLERK.id) is None
    at_booth = shift_of(CLERK)
    assert open_shift_of(CLERK.id) == at_booth


def test_the_sums_of_the_paper_stand_beside_the_registers(paper: Shift) -> None:
    enter(paper, line())
    close_shift(by=CLERK, at=NOW, shift=paper, said_entries=0, said_exits=2)
    paper.refresh_from_db()
    assert (paper.exits, paper.said_exits) == (1, 2)


ROSE = officer(3, permissions=BOOTH | {SHIFT_SUPERVISE})


def test_the_supervisor_closes_the_shift_of_an_officer_who_went_away(marie: Actor) -> None:
    shift = shift_of(marie)
    decide(marie, encounter_with(marie, shift, passport()))
    close_abandoned(by=ROSE, at=NOW, shift=shift, remark=" Ill ")
    shift.refresh_from_db()
    assert (shift.status, shift.entries, shift.said_entries, shift.remark) == ("closed", 1, None, "Ill")


@pytest.mark.parametrize("who", [officer(2), officer(3, post="HT-MAL", permissions=frozenset({SHIFT_SUPERVISE}))])
def test_nobody_else_closes_it(marie: Actor, who: Actor) -> None:
    with pytest.raises(NotAllowed):
        close_abandoned(by=who, at=NOW, shift=shift_of(marie), remark="Ill")


def test_ones_own_shift_is_closed_by_counting() -> None:
    with pytest.raises(NotAllowed):
        close_abandoned(by=ROSE, at=NOW, shift=shift_of(ROSE), remark="Ill")


def test_a_closed_shift_is_not_closed_again(marie: Actor) -> None:
    shift = shift_of(marie)
    close_shift(by=marie, at=NOW, shift=shift, said_entries=0, said_exits=0)
    with pytest.raises(NotAbandoned):
        close_abandoned(by=ROSE, at=NOW, shift=shift, remark="Ill")


def test_what_each_step_takes_is_told_by_median_and_ninth_tenth(marie: Actor) -> None:
    shift = shift_of(marie)
    for place, milliseconds in enumerate((1000, 2000, 9000)):
        encounter = encounter_with(marie, shift, passport(number=f"RD100000{place}"))
        decide(marie, encounter, effort={"read": [milliseconds, 1], "decide": [500, 2]})
    read, whole = (next(cost for cost in costs_of(PERIOD) if cost.step == step) for step in ("read", "all"))
    assert (read.count, read.median, read.p90, read.keys) == (3, 2000, 9000, 1)
    assert (whole.median, whole.keys, whole.seconds) == (2500, 3, 2.5)


def test_nth_is_the_nearest_rank() -> None:
    assert [nth([1, 2, 3, 4], share) for share in (0.5, 0.9, 1.0)] == [2, 4, 4]
    assert nth([], 0.5) == 0


def test_a_look_up_without_a_movement_stands_out_after_half_an_hour(marie: Actor) -> None:
    shift = shift_of(marie)
    vain = encounter_with(marie, shift, passport())
    decide(marie, encounter_with(marie, shift, passport(number="RD7654321")))
    assert lookups_without_crossing(PERIOD, NOW) == []
    assert lookups_without_crossing(PERIOD, NOW + timedelta(minutes=31)) == [vain]
    assert undone_of(PERIOD) == []


def test_a_shift_of_another_post_is_not_listed(marie: Actor) -> None:
    mine = shift_of(marie)
    shift_of(officer(9, post="HT-MAL"))
    assert shifts_of(PERIOD) == [mine]
    assert Encounter.objects.count() == 0
