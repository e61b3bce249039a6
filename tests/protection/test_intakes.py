"""A file from its opening to its end."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from lakay.journal.core.events import from_body
from lakay.journal.models import Event, Reference
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.protection.actions import (
    AlreadyDone,
    AlreadyOpened,
    AlreadyYours,
    assign_intake,
    close_intake,
    open_intake,
    raise_signals,
    receive_intake,
)
from lakay.protection.models import Intake
from lakay.protection.queries import load_of, open_files, overdue_files
from lakay.protection.rules.codes import Outcome, Source
from lakay.protection.rules.given import IntakeGiven
from tests.protection.office import HOUR, NOW, opened, person

pytestmark = pytest.mark.django_db
CARE = Purpose.PROTECTION


def minutes(intake: Intake) -> float:
    """How long until the deadline."""
    return (intake.due_at - NOW) / timedelta(minutes=1)


def test_somebody_who_waits_must_be_received_within_the_minutes_of_the_pack() -> None:
    waiting = opened("nadege", "child-alone", "hungry", received=False)
    assert (waiting.status, waiting.priority, minutes(waiting), waiting.assigned_to) == ("waiting", 1, 5, None)
    receive_intake(by=person("mirlande"), at=NOW, intake=waiting)
    waiting.refresh_from_db()
    assert (waiting.status, minutes(waiting), waiting.assigned_to) == ("received", 60, person("mirlande").id)


def test_what_nobody_knows_of_is_the_last_row_and_signals_of_no_pack_are_left_out() -> None:
    intake = opened("nadege", "from-the-moon")
    assert (intake.signals, intake.priority, intake.age_group) == (["other"], 4, "unknown")


def test_a_colleague_takes_over_and_the_deadline_stays() -> None:
    intake = opened("nadege", "pregnant")
    receive_intake(by=person("mirlande"), at=NOW + HOUR, intake=intake)
    before = intake.due_at
    intake.refresh_from_db()
    assert (intake.assigned_to, intake.due_at) == (person("mirlande").id, before)
    with pytest.raises(AlreadyYours):
        receive_intake(by=person("mirlande"), at=NOW, intake=intake)


def test_one_call_of_a_booth_has_one_file() -> None:
    call = uuid4()
    intake = opened("mirlande", call=call, source=Source.BOOTH)
    with pytest.raises(AlreadyOpened) as before:
        opened("mirlande", call=call, source=Source.BOOTH)
    assert before.value.intake == intake.pk


def test_the_file_is_a_compartment_of_its_own() -> None:
    traveller, call = uuid4(), uuid4()
    intake = opened("mirlande", "child-alone", call=call, person=traveller, source=Source.BOOTH)
    event = Event.objects.get(action="protection.intake.open")
    body, changes = from_body(bytes(event.body))
    written = bytes(event.body).decode()
    assert traveller.hex not in written
    assert call.hex not in written
    for sealed in ("Ti Jo", "child-alone", "booth"):
        assert sealed not in written
    assert [change.owner for change in changes] == [intake.pk]
    assert list(Reference.objects.filter(event=event, subject=True).values_list("ref", flat=True)) == [intake.pk]
    assert body.action == "protection.intake.open"


def test_a_new_signal_brings_the_deadline_nearer_and_never_farther() -> None:
    intake = opened("nadege", "other")
    raise_signals(by=person("nadege"), at=NOW, intake=intake, signals=["danger"])
    intake.refresh_from_db()
    assert (intake.priority, minutes(intake), intake.signals) == (1, 30, ["danger", "other"])
    raise_signals(by=person("nadege"), at=NOW + HOUR, intake=intake, signals=["hungry"])
    intake.refresh_from_db()
    assert (intake.priority, minutes(intake)) == (1, 30)


def test_the_supervisor_of_the_post_may_tell_it_and_no_other_colleague() -> None:
    intake = opened("nadege", "hungry")
    raise_signals(by=person("ginette"), at=NOW, intake=intake, signals=["pregnant"])
    intake.refresh_from_db()
    assert (intake.priority, intake.assigned_to) == (2, person("nadege").id)
    with pytest.raises(NotAllowed):
        raise_signals(by=person("mirlande"), at=NOW, intake=intake, signals=["danger"])
    close_intake(by=person("nadege"), at=NOW, intake=intake, outcome=Outcome.HELPED)
    with pytest.raises(AlreadyDone):
        raise_signals(by=person("ginette"), at=NOW, intake=intake, signals=["danger"])


def test_a_closed_file_is_closed_once() -> None:
    intake = opened("nadege", note="came with her aunt")
    close_intake(by=person("nadege"), at=NOW, intake=intake, outcome=Outcome.HELPED, note="went home")
    intake.refresh_from_db()
    assert (intake.status, intake.outcome, intake.note) == ("closed", "helped", "came with her aunt\nwent home")
    with pytest.raises(CannotMove):
        close_intake(by=person("nadege"), at=NOW, intake=intake, outcome=Outcome.HELPED)
    with pytest.raises(CannotMove):
        receive_intake(by=person("mirlande"), at=NOW, intake=intake)


def test_who_went_away_is_not_who_was_helped() -> None:
    intake = opened("nadege")
    close_intake(by=person("nadege"), at=NOW, intake=intake, outcome=Outcome.LEFT)
    intake.refresh_from_db()
    assert intake.status == "left"


def test_the_supervisor_hands_a_file_on_also_to_a_case_worker() -> None:
    intake = opened("nadege")
    with pytest.raises(NotAllowed, match="hand on"):
        assign_intake(by=person("nadege"), at=NOW, intake=intake, to=person("carole").id)
    assign_intake(by=person("ginette"), at=NOW, intake=intake, to=person("carole").id)
    assert list(open_files(person("carole"), CARE)) == [intake]
    intake.refresh_from_db()
    with pytest.raises(NotAllowed, match="Somebody else"):
        close_intake(by=person("nadege"), at=NOW, intake=intake, outcome=Outcome.HELPED)


@pytest.mark.parametrize("name", ["marie", "carole"])
def test_only_the_desk_opens_files(name: str) -> None:
    with pytest.raises(NotAllowed):
        open_intake(by=person(name), at=NOW, given=IntakeGiven(Source.SELF))


def test_another_posts_desk_neither_sees_nor_takes_it() -> None:
    intake = opened("nadege")
    assert not open_files(person("roseline"), CARE).exists()
    with pytest.raises(NotAllowed, match="post"):
        receive_intake(by=person("roseline"), at=NOW, intake=intake)


def test_nothing_waits_unseen() -> None:
    late = [opened("nadege", signal, received=False) for signal in ("child-alone", "other")]
    opened("mirlande", "other")
    load = load_of(person("ginette"), CARE, NOW + HOUR)
    assert (load.open, load.waiting, load.overdue) == (3, 2, 1)
    assert list(overdue_files(person("ginette"), CARE, NOW + HOUR)) == [late[0]]
    assert [one.priority for one in open_files(person("nadege"), CARE)] == [1, 4, 4]
