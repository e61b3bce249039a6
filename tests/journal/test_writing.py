"""Every write is an action, and an action is one event."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from lakay.journal.act import NOTHING_WRITTEN
from lakay.journal.core.events import from_body
from lakay.journal.models import Event, Reference
from lakay.journal.reading import record_read
from lakay.journal.writer import one_turn
from lakay.journal.writing import CommandReused, NotATurn
from lakay.kernel.ids import new_id
from lakay.kernel.purposes import Purpose
from tests.journal.sample.actions import (
    change_card,
    nest_wrongly,
    open_and_change,
    open_and_stamp,
    open_card,
    stamp,
    stamp_after_a_look,
    tell_when_done,
)
from tests.journal.sample.models import Card, Stamp


def said(event_id):
    """What an event says of records: [(kind, open values)]."""
    return [(change.kind, dict(change.open)) for change in from_body(bytes(Event.objects.get(id=event_id).body))[1]]


@pytest.mark.django_db
def test_an_action_answers_where_it_stands_and_what_it_wrote(marie, now):
    receipt = open_card(by=marie, at=now, name="Jean", colour="red")
    event = Event.objects.get()
    assert (receipt.event, receipt.seq, receipt.hash) == (event.id, event.seq, bytes(event.hash).hex())
    assert receipt.records == (("sample.card", Card.objects.get().id),)
    assert (event.actor, event.agency, event.post, event.action) == (marie.id, "DIE", "HT-OUA", "sample.card.open")


@pytest.mark.django_db
def test_personal_values_are_not_in_the_open_part(marie, now):
    open_card(by=marie, at=now, name="Jean Canari", story="a story", address="Rue 5", colour="red")
    body = bytes(Event.objects.get().body)
    assert not any(word in body for word in (b"Canari", b"a story", b"Rue 5"))
    assert said(Event.objects.get().id) == [("sample.card", {"colour": "red"})]


@pytest.mark.django_db
def test_a_change_that_changes_nothing_is_not_entered(card, marie, now):
    same = card(colour="red")
    assert change_card(by=marie, at=now, card=same, colour="red") == NOTHING_WRITTEN
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_one_action_within_another_is_one_event(marie, now):
    receipt = open_and_stamp(by=marie, at=now, number=7)
    assert [kind for kind, _ in receipt.records] == ["sample.card", "sample.stamp"]
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_an_action_called_inside_another_is_refused_and_nothing_stands(marie, now):
    with pytest.raises(NotATurn):
        nest_wrongly(by=marie, at=now)
    assert (Card.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_a_record_made_and_changed_in_one_action_is_one_change(marie, now):
    receipt = open_and_change(by=marie, at=now, first="red", then="blue")
    assert said(receipt.event) == [("sample.card", {"colour": "blue"})]
    assert Card.objects.get().colour == "blue"


@pytest.mark.django_db
def test_an_action_reads_what_an_earlier_one_of_the_same_turn_wrote(card, marie, now):
    one = card()
    with one_turn():
        stamp(by=marie, at=now, card=one, number=1)
        assert Stamp.objects.filter(card=one).count() == 1
        stamp_after_a_look(by=marie, at=now, card=one)
    assert list(Stamp.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


@pytest.mark.django_db
def test_half_an_action_is_no_action(marie, now):
    with pytest.raises(ValueError, match="half way"):
        open_and_stamp(by=marie, at=now, number=7, fail=True)
    assert (Card.objects.count(), Event.objects.count(), Reference.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_an_instant_without_a_zone_is_refused(marie, now):
    with pytest.raises(ValueError, match="time zone"):
        open_card(by=marie, at=now.replace(tzinfo=None), name="Jean")


@pytest.mark.django_db
def test_a_float_in_a_form_is_refused_and_nothing_stands(card, marie, now):
    one = card()
    with pytest.raises(ValueError, match="whole number"):
        stamp(by=marie, at=now, card=one, number=1, facts={"weight": 1.5})
    assert Stamp.objects.count() == 0


@pytest.mark.django_db
def test_a_look_is_entered_with_its_purpose_even_if_the_list_can_be_read_only_once(card, marie, now):
    one = card()
    receipt = record_read(by=marie, at=now, purpose=Purpose.OVERSIGHT, what="sample.card.read", subjects=(s for s in [one.id]))
    event = Event.objects.get(id=receipt.event)
    assert event.purpose == "oversight"
    assert list(event.references.values_list("ref", "subject")) == [(one.id, True)]


@pytest.mark.django_db
def test_the_same_command_again_is_the_same_receipt(marie, now):
    command = new_id()
    receipts = {open_card(by=marie, at=now, command=command, name="Jean") for _ in range(3)}
    assert len(receipts) == 1
    assert receipts.pop().event == command
    assert Card.objects.count() == 1


@pytest.mark.django_db
def test_the_same_command_with_another_content_is_refused(marie, now):
    command = new_id()
    open_card(by=marie, at=now, command=command, name="Jean")
    with pytest.raises(CommandReused):
        open_card(by=marie, at=now, command=command, name="Jeanne")
    assert list(Card.objects.values_list("name", flat=True)) == ["Jean"]


@pytest.mark.django_db
@pytest.mark.parametrize(("one", "two"), [(None, "None"), ("1", 1)])
def test_nothing_and_the_word_for_nothing_are_two_contents(marie, now, one, two):
    from lakay.journal.writing import fingerprint

    assert fingerprint("a", {"x": one}) != fingerprint("a", {"x": two})


@pytest.mark.django_db
def test_a_command_of_one_officer_is_not_answered_to_another(card, marie, now):
    from lakay.kernel.actors import Actor

    command = new_id()
    card(command=command)
    with pytest.raises(CommandReused):
        open_card(by=Actor(id=new_id()), at=now, command=command, name="Wideline Désir")


def test_twenty_equal_commands_at_once_are_one_record_and_twenty_equal_receipts(node, marie, now):
    command = new_id()

    def send(_):
        try:
            return open_card(by=marie, at=now, command=command, name="Jean")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as threads:
        receipts = list(threads.map(send, range(20)))
    assert len(receipts) == 20
    assert len(set(receipts)) == 1
    assert (Card.objects.count(), Event.objects.count()) == (1, 1)


def test_a_reused_command_among_others_fails_alone(node, marie, now):
    command = new_id()
    open_card(by=marie, at=now, command=command, name="Jean")

    def send(number):
        try:
            return open_card(by=marie, at=now, command=command if number % 5 == 0 else new_id(), name=f"Other {number}")
        except CommandReused as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(20) as threads:
        answers = list(threads.map(send, range(20)))
    assert [isinstance(answer, CommandReused) for answer in answers] == [number % 5 == 0 for number in range(20)]
    assert Card.objects.count() == 1 + 16


def test_what_waits_for_the_commit_is_done_after_it_and_only_then(node, marie, now):
    seen = []

    def look():
        seen.append(Card.objects.count())  # in the writer's thread, after the commit

    tell_when_done(by=marie, at=now, tell=look)
    with pytest.raises(ValueError, match="not today"):
        tell_when_done(by=marie, at=now, tell=look, fail=True)
    open_card(by=marie, at=now, name="after")
    assert seen == [1]


def test_a_task_that_fails_after_the_commit_hurts_nobody(node, marie, now, caplog):
    def fail():
        raise RuntimeError("Wideline's letter could not be printed")

    tell_when_done(by=marie, at=now, tell=fail)
    open_card(by=marie, at=now, name="the next")
    assert Card.objects.count() == 2
    assert "RuntimeError" in caplog.text
    assert "Wideline" not in caplog.text
