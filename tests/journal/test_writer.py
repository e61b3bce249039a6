"""The one writer: what fails fails alone, and what is answered stands."""

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from lakay.journal import rebuild
from lakay.journal.batch import Batch, Spoiled
from lakay.journal.keys import KeyRing, WrongKeys, node_keys
from lakay.journal.models import Conflict, Event, Head, Reference, SubjectKey
from lakay.journal.reading import record_read
from lakay.journal.turns import turn
from lakay.journal.writer import Item, WriteUncertain, one_turn, together, writer
from lakay.journal.writing import CommandReused
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from tests.journal.sample.actions import change_card, open_card, stamp, stamp_nowhere, stamp_wildly
from tests.journal.sample.models import Card, Stamp

on_postgres = pytest.mark.postgres
only_sqlite = pytest.mark.skipif("postgres" in os.environ.get("LAKAY_DATABASE_URL", ""), reason="a fault of SQLite's file")


def all_at_once(calls):
    """Run the calls in threads of their own; each answer is a receipt or the error."""

    def run(call):
        try:
            return call()
        except Exception as error:  # noqa: BLE001  (the error is the answer)
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def in_one_turn(calls):
    """The same, but all in one turn of the writer: it is held up until all of them wait."""
    held, waiting = threading.Event(), threading.Event()

    def hold(_batch):
        held.set()
        return waiting.wait(60)

    first = threading.Thread(target=all_at_once, args=([lambda: writer.submit(Item(hold, lambda: None))],))
    first.start()
    assert held.wait(60)

    def open_the_gate():
        deadline = time.monotonic() + 60
        while writer._queue.qsize() < len(calls) and time.monotonic() < deadline:
            time.sleep(0.005)
        waiting.set()

    gate = threading.Thread(target=open_the_gate)
    gate.start()
    answers = all_at_once(calls)
    first.join()
    gate.join()
    return answers


def is_whole():
    from lakay.journal import checking

    assert list(checking.findings()) == []
    assert list(rebuild.drifts()) == []


@pytest.fixture
def _event_insert_fails(node):
    """The database itself refuses the next event."""
    table = Event._meta.db_table
    make, drop = {
        "sqlite": (
            f"CREATE TRIGGER refuse BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'refused'); END",
            "DROP TRIGGER refuse",
        ),
        "postgresql": (
            f"ALTER TABLE {table} ADD CONSTRAINT refuse CHECK (seq < 0) NOT VALID",
            f"ALTER TABLE {table} DROP CONSTRAINT refuse",
        ),
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(make)
    yield
    with connection.cursor() as cursor:
        cursor.execute(drop)


def test_if_the_event_cannot_be_entered_nothing_changes(request, node, card, marie, now):
    one = card(colour="red")
    before = list(rebuild.dump()), Reference.objects.count(), SubjectKey.objects.count(), Head.objects.values().get()
    request.getfixturevalue("_event_insert_fails")
    for attempt in (
        lambda: open_card(by=marie, at=now, name="Jean"),
        lambda: change_card(by=marie, at=now, card=one, colour="blue", name="Lola"),
        lambda: stamp(by=marie, at=now, card=one, number=1),
    ):
        with pytest.raises(DatabaseError):
            attempt()
    after = list(rebuild.dump()), Reference.objects.count(), SubjectKey.objects.count(), Head.objects.values().get()
    assert before == after


def test_one_that_fails_in_a_turn_leaves_the_others_whole(node, card, marie, now):
    one = card()
    stamp(by=marie, at=now, card=one, number=5)
    calls: list[Any] = [partial(stamp, by=marie, at=now, card=one, number=n) for n in range(10)]
    calls += [lambda: stamp_wildly(by=marie, at=now, card=one), lambda: stamp_wildly(by=marie, at=now, card=one, after_sql=True)]
    calls += [lambda: stamp_nowhere(by=marie, at=now, number=77)]
    calls += [lambda: stamp(by=marie, at=now, card=one, number=88, weight="no number")]
    answers = in_one_turn(calls)
    failed = {number for number, answer in enumerate(answers) if isinstance(answer, Exception)}
    assert failed == {5, 10, 11, 12, 13}
    assert isinstance(answers[5], IntegrityError)
    assert isinstance(answers[12], IntegrityError)
    assert set(Stamp.objects.values_list("number", flat=True)) == set(range(10))
    assert Card.objects.get().colour != "wild"
    is_whole()


def test_a_turn_done_again_does_everything_again(node, card, marie, now):
    """Even what was handed in as something that can be read only once."""
    one = card()
    look = partial(record_read, by=marie, at=now, purpose=Purpose.OVERSIGHT, what="sample.card.read")
    calls = [
        lambda: look(subjects=(subject for subject in [one.id])),
        lambda: stamp_wildly(by=marie, at=now, card=one, after_sql=True),
    ]
    answers = in_one_turn(calls)
    assert list(Reference.objects.filter(event=answers[0].event).values_list("ref", flat=True)) == [one.id]


def test_a_row_that_points_to_nothing_does_not_stop_the_node(node, card, marie, now):
    """The database notices only at COMMIT; that is no illness of the disk."""
    with pytest.raises(IntegrityError):
        stamp_nowhere(by=marie, at=now, number=1)
    stamp(by=marie, at=now, card=card(), number=2)
    with pytest.raises(IntegrityError), one_turn():
        stamp_nowhere(by=marie, at=now, number=3)
    stamp(by=marie, at=now, card=card(), number=4)
    assert set(Stamp.objects.values_list("number", flat=True)) == {2, 4}


def test_an_error_caught_inside_a_turn_leaves_nothing_of_its_action(node, card, marie, now):
    one = card()
    with one_turn():
        stamp(by=marie, at=now, card=one, number=1)
        with pytest.raises(ValueError, match="wild"):
            stamp_wildly(by=marie, at=now, card=one)
        stamp(by=marie, at=now, card=one, number=2)
    assert set(Stamp.objects.values_list("number", flat=True)) == {1, 2}
    is_whole()


def test_an_error_caught_after_some_sql_spoils_the_turn(node, card, marie, now):
    one = card()
    with pytest.raises(Spoiled), one_turn():  # noqa: PT012  (the error comes at the end of the turn)
        stamp(by=marie, at=now, card=one, number=1)
        with pytest.raises(ValueError, match="wild"):
            stamp_wildly(by=marie, at=now, card=one, after_sql=True)
    assert Stamp.objects.count() == 0
    is_whole()


def test_a_turn_inside_a_turn_is_the_same_turn(node, card, marie, now):
    one = card()
    with one_turn(), one_turn():
        stamp(by=marie, at=now, card=one, number=1)
    assert Stamp.objects.count() == 1


def test_a_command_repeated_in_bulk_is_answered_from_the_journal(node, card, marie, now):
    one, command = card(), new_id()
    with one_turn():
        receipts = {stamp(by=marie, at=now, card=one, number=1, command=command) for _ in range(2)}
    assert len(receipts) == 1
    assert Stamp.objects.count() == 1


def test_a_transaction_that_ended_without_a_commit_is_not_acknowledged(node, card, marie, now):
    """Django leaves a transaction in silence if the connection was closed inside it."""
    card()

    def work(batch):
        batch.connection.close()
        return "done"

    with pytest.raises((WriteUncertain, DatabaseError)):
        writer.submit(Item(work, lambda: None))
    assert Card.objects.count() == 1


def test_what_takes_too_long_is_uncertain_but_not_what_grows_with_the_store(node, card, marie, now, monkeypatch):
    """A restore makes all tables again in one piece of work; on a slow machine that takes minutes, and it must not be given up."""
    one = card(colour="red")
    monkeypatch.setattr("lakay.journal.writer.PATIENCE_SECONDS", 0.02)
    monkeypatch.setattr("lakay.journal.rebuild.Conflict", Slow(Conflict))
    with pytest.raises(WriteUncertain):
        writer.submit(Item(lambda batch: time.sleep(0.2), lambda: None))
    assert rebuild.rebuild() > 0
    assert Card.objects.get(pk=one.pk).colour == "red"


class Slow:
    """A table whose rows are slow to go."""

    def __init__(self, model):
        self._model = model

    @property
    def objects(self):
        time.sleep(0.1)
        return self._model.objects


def test_the_keys_of_another_node_cannot_write_here(node, card, marie, now):
    card()
    Head.objects.update(node="another")
    with pytest.raises(WrongKeys):
        open_card(by=marie, at=now, name="Jean")
    assert Card.objects.count() == 1


def test_an_item_of_a_batch_that_fails_cleanly_is_taken_out_without_a_second_turn(db, card, marie, now):
    """No savepoint, no retry: the others keep their places."""
    one = card()
    with turn(KeyRing(node_keys())) as batch:
        items: list[Any] = [Item(stamping(one, marie, now, n), lambda: None) for n in range(3)]
        items.insert(1, Item(lambda _: stamp_wildly(by=marie, at=now, card=one), lambda: None))
        outcomes = together(batch, items)
    assert [fault is None for _, fault in outcomes] == [True, False, True, True]
    assert [value.seq for value, _ in outcomes if value] == [2, 3, 4]
    assert Stamp.objects.count() == 3
    is_whole()


def test_a_reused_command_that_fails_for_itself_fails_alone_too(db, card, marie, now):
    """Its own action refuses, and then it turns out that the command was another's: that must not hurt those who wait with it."""
    one = card()

    def reused():
        raise CommandReused

    with turn(KeyRing(node_keys())) as batch:
        items: list[Any] = [Item(stamping(one, marie, now, n), lambda: None) for n in range(2)]
        items.insert(1, Item(lambda _: stamp_wildly(by=marie, at=now, card=one), reused))
        outcomes = together(batch, items)
    assert [type(fault) for _, fault in outcomes] == [type(None), CommandReused, type(None)]
    is_whole()


def stamping(card, by, at, number):
    """Work that stamps a card."""
    return lambda _: stamp(by=by, at=at, card=card, number=number)


def test_the_head_is_locked_before_anything_is_read(db):
    assert Batch(KeyRing(node_keys())).head.id == 1


def test_a_caller_who_holds_a_transaction_does_not_lock_out_the_writer(node, marie, now):
    """Nobody waits for ever: the one inside commits, then the other is served."""
    entered, answers = threading.Event(), []

    def other():
        entered.wait(5)
        answers.extend(all_at_once([lambda: open_card(by=marie, at=now, name="other")]))

    thread = threading.Thread(target=other)
    thread.start()
    with transaction.atomic():
        open_card(by=marie, at=now, name="inside")
        entered.set()
        thread.join(0.3)
        open_card(by=marie, at=now, name="inside again")
    thread.join(20)
    assert not isinstance(answers[0], Exception)
    assert Card.objects.count() == 3
    is_whole()
