"""A byte of the database changed by hand is found, and the event is named."""

import pytest
from django.db import connection

from lakay.journal import checking, rebuild
from lakay.journal.core.events import BadEvent
from lakay.journal.models import Event, Head, Reference
from tests.journal.sample.actions import open_card

pytestmark = [pytest.mark.django_db, pytest.mark.tampers]


@pytest.fixture
def five(marie, now):
    return [open_card(by=marie, at=now, name=f"Card {number}", colour="red") for number in range(5)]


def by_hand(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def found(heads=()):
    return [(finding.fault.code, finding.fault.seq, finding.fault.event) for finding in checking.findings(heads)]


def test_an_untouched_journal_has_no_finding(five):
    assert found([checking.head()]) == []
    assert checking.head().seq == 5


def test_one_byte_of_an_event_s_body_names_that_event(five):
    row = Event.objects.get(seq=3)
    body = bytearray(row.body)
    body[body.index(b"red")] ^= 1
    Event.objects.filter(seq=3).update(body=bytes(body))
    assert found() == [("body-changed", 3, five[2].event)]
    (finding,) = checking.findings()
    assert finding.fault.action == "sample.card.open"


@pytest.mark.parametrize(
    ("column", "value"), [("action", "sample.card.reae"), ("post", "HT-MAL"), ("purpose", "oversight"), ("hlc", 5)]
)
def test_a_column_changed_by_hand_names_that_event(five, column, value):
    Event.objects.filter(seq=4).update(**{column: value})
    assert found() == [("columns", 4, five[3].event)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps the types of its columns")
@pytest.mark.parametrize("column", ["at", "actor", "action", "hlc", "body", "hash", "signature", "id"])
@pytest.mark.parametrize("value", ["nonsense", 7, b"\0\xff"])
def test_nonsense_in_any_column_names_that_event_and_does_not_stop_the_check(five, column, value):
    by_hand("PRAGMA defer_foreign_keys = ON")
    by_hand(f"UPDATE journal_event SET {column} = %s WHERE seq = 2", value)  # noqa: S608
    assert {seq for _, seq, _ in found()} <= {2, 3}
    assert 2 in {seq for _, seq, _ in found()}
    by_hand("UPDATE journal_event SET id = %s WHERE seq = 2", five[1].event.hex)


def test_an_event_removed_by_hand_shows_at_the_next(five):
    Reference.objects.filter(event__seq=2).delete()
    Event.objects.filter(seq=2).delete()
    assert {(code, seq) for code, seq, _ in found()} == {("gap", 3), ("link", 3)}


def test_a_cut_at_the_end_shows_against_the_stored_head(five):
    Reference.objects.filter(event__seq=5).delete()
    Event.objects.filter(seq=5).delete()
    assert found() == [("head-missing", 5, None)]


def test_a_cut_of_both_shows_against_the_head_on_paper(five):
    paper = checking.head()
    Reference.objects.filter(event__seq=5).delete()
    Event.objects.filter(seq=5).delete()
    last = Event.objects.get(seq=4)
    Head.objects.update(seq=4, hash=bytes(last.hash), hlc=last.hlc)
    assert found() == []
    assert found([paper]) == [("head-missing", 5, None)]


def test_the_whole_journal_thrown_away_shows_against_the_head_on_paper(five, marie, now):
    paper = checking.head()
    Reference.objects.all().delete()
    Event.objects.all().delete()
    Head.objects.all().delete()
    assert found([paper]) == [("head-missing", 5, None)]


def test_a_reader_hidden_from_the_one_who_was_looked_at_is_found(five):
    Reference.objects.filter(event__seq=2, subject=True).update(subject=False)
    assert found() == [("subjects", 2, five[1].event)]


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b'{"v":1}'])
def test_an_event_that_cannot_be_read_does_not_stop_the_comparison_of_the_tables(five, body):
    Event.objects.filter(seq=2).update(body=body)
    assert ("unreadable", 2, five[1].event) in found()
    (drift,) = rebuild.drifts()
    assert (drift.code, drift.record) == (
        "foreign",
        five[1].records[0][1].hex if connection.vendor == "sqlite" else str(five[1].records[0][1]),
    )
    with pytest.raises(BadEvent):
        rebuild.rebuild()
