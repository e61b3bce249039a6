"""The queue of the protection desk, and the sweep for children who did not come back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from lakay.border.actions import call_protection, undo_crossing
from lakay.border.actions.protection_queue import AlreadyYours, close_call, sweep_patterns, take_call
from lakay.border.models import Call, Firing
from lakay.border.permissions import PATTERN_SWEEP
from lakay.border.queries import call_status
from lakay.border.rules import CallStatus, Direction
from lakay.journal import rebuild
from lakay.journal.erasure import CAN_ERASE, erase_subject
from lakay.journal.models import Event
from lakay.kernel.actors import system_actor
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from tests.border.conftest import NOW, officer
from tests.border.patterns.conftest import Gate, fired, protector

pytestmark = pytest.mark.django_db
NODE = system_actor("patterns", frozenset({PATTERN_SWEEP}))


@pytest.fixture
def call(gate: Gate) -> Call:
    """Marie called about a traveller."""
    call_protection(by=gate.by, at=gate.at, encounter=gate.meet())
    return Call.objects.get()


def test_a_call_is_taken_and_closed(call: Call) -> None:
    mirlande = protector()
    take_call(by=mirlande, at=NOW, call=call)
    assert call.encounter is not None
    assert call_status(call.encounter) == CallStatus.TAKEN
    close_call(by=mirlande, at=NOW, call=call, agreed=True, note=" with her aunt ")
    now = Call.objects.get()
    assert (now.status, now.agreed, now.note, now.taken_by, now.closed_by) == (
        "closed",
        True,
        "with her aunt",
        *[mirlande.id] * 2,
    )


def test_it_may_stay_unclear(call: Call) -> None:
    take_call(by=protector(), at=NOW, call=call)
    close_call(by=protector(), at=NOW, call=call, agreed=None)
    assert Call.objects.get().agreed is None


def test_a_colleague_takes_over_and_only_then_closes(call: Call) -> None:
    mirlande, nadege = protector(50), protector(51)
    take_call(by=mirlande, at=NOW, call=call)
    with pytest.raises(AlreadyYours):
        take_call(by=mirlande, at=NOW, call=call)
    with pytest.raises(NotAllowed):
        close_call(by=nadege, at=NOW, call=call, agreed=True)
    take_call(by=nadege, at=NOW, call=call)
    with pytest.raises(NotAllowed):
        close_call(by=mirlande, at=NOW, call=call, agreed=True)
    close_call(by=nadege, at=NOW, call=call, agreed=False)


def test_a_call_is_not_closed_before_somebody_went_there_nor_twice(call: Call) -> None:
    with pytest.raises(CannotMove):
        close_call(by=protector(), at=NOW, call=call, agreed=True)
    take_call(by=protector(), at=NOW, call=call)
    close_call(by=protector(), at=NOW, call=call, agreed=True)
    with pytest.raises(CannotMove):
        close_call(by=protector(), at=NOW, call=call, agreed=False)
    with pytest.raises(CannotMove):
        take_call(by=protector(), at=NOW, call=call)


def test_neither_the_booth_nor_another_post_answers(call: Call) -> None:
    for stranger in (officer(1), protector(52, post="HT-MAL")):
        with pytest.raises(NotAllowed):
            take_call(by=stranger, at=NOW, call=call)


def leaves(gate: Gate, **more: object) -> None:
    """A child goes out today."""
    gate.passes(gate.child(**more), Direction.EXIT)


def sweep(gate: Gate, days: int = 31, by: object = NODE) -> list[Firing]:
    """Look for children after some days."""
    at, today = gate.at + timedelta(days=days), gate.today + timedelta(days=days)
    sweep_patterns(by=by, at=at, today=today)  # type: ignore[arg-type]
    return fired("child-not-returned")


def test_a_child_who_left_and_did_not_come_back_is_found(gate: Gate) -> None:
    leaves(gate)
    assert sweep(gate, days=29) == []
    [firing] = sweep(gate, days=31)
    assert firing.values == {"away": 31, "days": 30}
    assert (firing.call.encounter, firing.call.called_by, firing.post) == (None, NODE.id, "HT-OUA")


def test_it_is_told_once(gate: Gate) -> None:
    leaves(gate)
    sweep(gate)
    assert len(sweep(gate, days=32)) == 1


def test_a_child_who_came_back_is_not(gate: Gate) -> None:
    leaves(gate, number="RD9999999", name="Kervens")
    gate.day = 3
    gate.passes(gate.child(number="RD9999999", name="Kervens"), Direction.ENTRY)
    assert sweep(gate) == []


def test_a_child_who_came_back_without_the_passport_is_not(gate: Gate) -> None:
    leaves(gate, name="Kervens")
    gate.day = 3
    gate.passes(gate.child_without_papers("Kervens Pierre"), Direction.ENTRY)
    assert sweep(gate) == []


def test_another_child_with_another_name_is_not_the_one_who_left(gate: Gate) -> None:
    leaves(gate, name="Kervens")
    gate.day = 3
    gate.passes(gate.child_without_papers("Woodley Pierre"), Direction.ENTRY)
    assert len(sweep(gate)) == 1


def test_grown_ups_and_children_of_the_other_side_may_stay_away(gate: Gate) -> None:
    gate.passes(gate.meet(birth=date(1990, 1, 1)), Direction.EXIT, age=36)
    leaves(gate, country="DOM")
    assert sweep(gate) == []


def test_who_left_long_ago_is_not_looked_for(gate: Gate) -> None:
    leaves(gate)
    assert sweep(gate, days=400) == []


def test_a_departure_taken_back_is_none(gate: Gate) -> None:
    crossing = gate.passes(gate.child(), Direction.EXIT)
    undo_crossing(by=gate.by, at=gate.at, crossing=crossing)
    assert sweep(gate) == []


def test_a_person_sweeps_their_own_post_and_the_booth_none(gate: Gate) -> None:
    leaves(gate)
    assert sweep(gate, by=protector(52, post="HT-MAL")) == []
    for stranger in (officer(1), protector(53, post="")):
        with pytest.raises(NotAllowed):
            sweep(gate, by=stranger)
    assert len(sweep(gate, by=protector())) == 1


def test_a_sweep_that_finds_nobody_is_entered_too(gate: Gate) -> None:
    sweep(gate)
    assert Event.objects.filter(action="border.pattern.sweep").count() == 1


def test_what_fired_survives_a_rebuild_and_not_an_erasure(gate: Gate) -> None:
    leaves(gate)
    [firing] = sweep(gate)
    assert list(rebuild.drifts()) == []
    eraser = officer(90, permissions=frozenset({CAN_ERASE}))
    erase_subject(by=eraser, at=NOW + timedelta(days=60), subject=firing.person_id)
    left = Firing.objects.get()
    assert (left.rule, left.values, left.others, left.sex) == ("", None, None, "F"), "the count by sex stays, the reason goes"
    assert Call.objects.get().reason == ""
    assert list(rebuild.drifts()) == []
