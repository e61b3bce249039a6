"""The thread that keeps copies coming, and the alarm when it does not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lakay.backup import queries, schedule
from lakay.backup.actions import RESTORER, ask_trial, cancel_trial, note_drill, note_restore
from lakay.backup.keeping import add_segment, back_up
from lakay.backup.models import Copy, Drill, Trial
from lakay.backup.permissions import CAN_VERIFY
from lakay.backup.rules import Kind
from lakay.backup.schedule import look
from lakay.backup.trying import CheckFailed
from lakay.journal import checking
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.kernel.ids import new_id
from lakay.kernel.refusals import NotAllowed
from tests.backup.conftest import NOON
from tests.journal.sample.actions import change_card

pytestmark = pytest.mark.django_db

FRANTZ = Actor(new_id(), "DIE", "", permissions=frozenset({CAN_VERIFY}))


@pytest.fixture(autouse=True)
def here(monkeypatch, clock):
    """A whole copy is taken in this process: the store of a test is in nobody else's reach."""
    monkeypatch.setattr(schedule, "whole", lambda _clock, tell: back_up(clock, tell).name)


@pytest.mark.once
def test_nothing_is_done_without_a_key(card, folder, clock):
    card()
    assert look(clock) == []


def test_the_first_round_takes_a_whole_copy_and_the_next_only_what_came(card, paper, clock, marie):
    mine = card()
    assert look(clock) == ["base"]
    assert look(clock) == []
    change_card(by=marie, at=NOON, card=mine, colour="green")
    assert look(clock) == ["segment"]


@pytest.mark.once
def test_after_a_day_a_whole_copy_is_taken_again(card, paper, clock):
    card()
    look(clock)
    clock.advance(timedelta(hours=23))
    assert look(clock) == []
    clock.advance(timedelta(hours=2))
    assert look(clock) == ["base"]


@pytest.mark.once
def test_a_clock_that_was_set_back_does_not_stop_the_copies(card, paper, clock):
    card()
    look(clock)
    clock.advance(timedelta(days=-400))
    assert look(clock) == ["base"]


@pytest.mark.once
def test_one_that_failed_is_tried_again_after_half_an_hour_not_every_minute(card, paper, clock, monkeypatch):
    card()
    tries = []

    def fail(_clock, _tell):
        tries.append(1)
        Copy.objects.create(name=f"lakay-{len(tries)}", kind=Kind.BASE, made_at=clock.now(), problem="damaged")
        raise CheckFailed("damaged")

    monkeypatch.setattr(schedule, "whole", fail)
    with pytest.raises(CheckFailed):
        look(clock)
    assert look(clock) == []
    clock.advance(timedelta(minutes=31))
    with pytest.raises(CheckFailed):
        look(clock)
    assert len(tries) == 2


@pytest.mark.once
def test_it_is_told_when_the_copying_has_stalled(card, paper, clock, marie, monkeypatch):
    """litestream#1083: the copying had stopped, and its figures stood still without an error."""
    mine = card()
    real = SystemClock()
    back_up(real)
    monkeypatch.setattr("lakay.backup.keeping.take_segment", lambda *_args: None)  # the copying is stalled
    change_card(by=marie, at=NOON, card=mine, colour="green")
    look(real)
    assert queries.what_is_wrong(real.now() + timedelta(minutes=14)) == []
    assert queries.what_is_wrong(real.now() + timedelta(minutes=16)) == ["behind"]
    monkeypatch.undo()
    add_segment(real)
    assert queries.what_is_wrong(real.now() + timedelta(minutes=16)) == []


@pytest.mark.once
def test_a_check_from_the_page_ends_in_the_history(card, paper, clock):
    card()
    ask_trial(by=FRANTZ, at=NOON)
    assert look(clock) == ["trial", "segment"], "the drill is an entry too, and is copied"
    trial, drill = Trial.objects.get(), Drill.objects.get()
    assert (trial.status, drill.outcome, drill.by, drill.what) == ("done", "good", FRANTZ.id, "verify")
    assert str(queries.verified_up_to()) == str(checking.head())
    assert drill.head.split(":")[1] == str(checking.head().seq - 1)


@pytest.mark.once
def test_a_check_that_fails_says_so_in_the_history(card, paper, clock, monkeypatch):
    def fail(_clock, _tell):
        raise CheckFailed("damaged")

    card()
    ask_trial(by=FRANTZ, at=NOON)
    monkeypatch.setattr(schedule, "whole", fail)
    with pytest.raises(CheckFailed):
        look(clock)  # the round goes on to what is due, which fails too
    assert (Trial.objects.get().status, Trial.objects.get().problem) == ("failed", "damaged")
    assert Drill.objects.get().outcome == "damaged"


@pytest.mark.once
def test_a_check_that_was_stopped_leaves_nothing_and_is_no_drill(card, paper, clock, monkeypatch):
    def stopped(_clock, tell):
        tell(1)
        cancel_trial(by=FRANTZ, at=NOON)
        tell(2)
        raise AssertionError("it went on")

    card()
    back_up(clock)
    ask_trial(by=FRANTZ, at=NOON)
    monkeypatch.setattr(schedule, "whole", stopped)
    assert look(clock) == ["trial"]
    assert Trial.objects.get().status == "cancelled"
    assert not Drill.objects.exists()


def test_only_one_check_waits_at_a_time(db):
    ask_trial(by=FRANTZ, at=NOON)
    with pytest.raises(RuntimeError):
        ask_trial(by=FRANTZ, at=NOON)


def test_a_stranger_has_nothing_checked_and_stops_nothing(marie, db):
    with pytest.raises(NotAllowed):
        ask_trial(by=marie, at=NOON)
    with pytest.raises(NotAllowed):
        cancel_trial(by=marie, at=NOON)


def test_that_a_store_was_restored_is_an_entry_that_only_the_command_makes(marie, db):
    note_restore(by=RESTORER, at=NOON, copy="lakay-copy", head="", seconds=61)
    assert (Drill.objects.get().what, Drill.objects.get().seconds) == ("restore", 61)
    for by in (marie, FRANTZ):
        with pytest.raises(NotAllowed):
            note_restore(by=by, at=NOON, copy="lakay-copy", head="", seconds=1)
    with pytest.raises(NotAllowed):
        note_drill(by=marie, at=NOON, what="verify", copy="x", head="", outcome="good", seconds=1)
