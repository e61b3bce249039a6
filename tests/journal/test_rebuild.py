"""The tables are what the journal says, row by row, and can be made again from it."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lakay.journal import rebuild
from lakay.journal.core.events import from_body
from lakay.journal.models import Event
from lakay.journal.rebuild import drifts, dump
from lakay.journal.writer import one_turn
from lakay.kernel.ids import new_id
from tests.journal.sample.actions import change_card, open_and_change, open_and_stamp, open_card, stamp, stamp_wildly
from tests.journal.sample.models import Card, Stamp

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
CARDS = st.fixed_dictionaries(
    {"name": TEXTS},
    optional={
        "story": TEXTS,
        "address": TEXTS,
        "colour": st.sampled_from(["", "red", "blue"]),
        "born_on": st.none() | st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    },
)
STAMPS = st.fixed_dictionaries(
    {},
    optional={
        "remark": TEXTS,
        "weight": st.none() | st.decimals(0, 99999, places=3),
        "data": st.none() | st.binary(max_size=9),
        "facts": st.none()
        | st.recursive(TEXTS | st.integers() | st.booleans(), lambda x: st.lists(x) | st.dictionaries(TEXTS, x)),
    },
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["open", "change", "stamp", "both", "again", "wild"]), CARDS, STAMPS), min_size=1, max_size=12
)


def work(steps, by, at, number):
    """Do what the steps say, some of it in one turn."""
    for what, card_values, stamp_values in steps:
        number += 1
        card = Card.objects.order_by("?").first()
        if what == "open" or card is None:
            open_card(by=by, at=at, **card_values)
        elif what == "change":
            change_card(by=by, at=at, card=card, **card_values)
        elif what == "stamp":
            with one_turn():
                stamp(by=by, at=at, card=card, number=number, **stamp_values)
                change_card(by=by, at=at, card=card, **card_values)
        elif what == "both":
            open_and_stamp(by=by, at=at, number=number)
        elif what == "again":
            open_and_change(by=by, at=at, first="red", then="blue")
        else:
            with pytest.raises(ValueError, match="wild"):
                stamp_wildly(by=by, at=at, card=card, after_sql=number % 2 == 0)


@pytest.mark.django_db(transaction=False)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_is_done_the_tables_are_what_the_journal_says(steps, marie, now):
    work(steps, marie, now, Stamp.objects.count() * 100 + 1_000 * Event.objects.count())
    assert list(drifts()) == []
    before = list(dump())
    rebuild.rebuild()
    assert list(dump()) == before


def snapshot():
    return {(kind, values[0]): values for kind, values in dump()}


@pytest.mark.django_db
def test_changed_rows_are_the_changes_of_the_event_in_bulk_too(card, marie, now):
    one, other = card(), card(colour="green")
    for action in (
        lambda: open_card(by=marie, at=now, name="Jean"),
        lambda: change_card(by=marie, at=now, card=one, colour="red"),
        lambda: change_card(by=marie, at=now, card=other, colour="green"),
        lambda: open_and_stamp(by=marie, at=now, number=900),
        lambda: open_and_change(by=marie, at=now, first="a", then="b"),
        lambda: bulk(one, marie, now),
    ):
        before, last = snapshot(), Event.objects.latest("seq").seq
        action()
        after = snapshot()
        rows = {key for key in after if before.get(key) != after[key]}
        bodies = Event.objects.filter(seq__gt=last).values_list("body", flat=True)
        changes = {(change.kind, change.record) for body in bodies for change in from_body(bytes(body))[1]}
        assert rows == changes


def bulk(card, by, at):
    with one_turn():
        for number in range(300):
            stamp(by=by, at=at, card=card, number=number, remark=f"no {number}")


@pytest.mark.django_db
def test_values_of_every_type_come_back_as_they_were(card, marie, now):
    one = card(born_on=date(2015, 3, 4), story="“Kote w ye?”\n\t'\"\\")
    stamp(
        by=marie, at=now, card=one, number=1, weight=Decimal("12.5"), data=b"\0\xff", facts={"a": [1, None, "é", True], "b": {}}
    )
    before = list(dump())
    rebuild.rebuild()
    assert list(dump()) == before
    again = Stamp.objects.get()
    assert (again.weight, bytes(again.data or b""), again.facts, again.at) == (
        Decimal("12.5"),
        b"\0\xff",
        {"a": [1, None, "é", True], "b": {}},
        now,
    )


def by_hand(sql, *params):
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def key(record):
    return record.hex if connection.vendor == "sqlite" else record


@pytest.mark.tampers
@pytest.mark.django_db
def test_a_row_changed_by_hand_is_named_with_its_fields_and_its_event(card, marie, now):
    one = card(colour="red")
    change = change_card(by=marie, at=now, card=one, name="Lola")
    by_hand("UPDATE sample_card SET colour = 'blue', name = 'Nobody' WHERE id = %s", key(one.id))
    (drift,) = drifts()
    assert (drift.code, drift.kind, drift.record, drift.event) == ("changed", "sample.card", str(one.id), change.event)
    assert set(drift.fields) == {"name", "colour"}


@pytest.mark.tampers
@pytest.mark.django_db
def test_a_row_removed_by_hand_is_named(card, marie, now):
    receipt = stamp(by=marie, at=now, card=card(), number=1)
    by_hand("DELETE FROM sample_stamp")
    (drift,) = drifts()
    assert (drift.code, drift.kind, drift.event) == ("missing", "sample.stamp", receipt.event)


@pytest.mark.tampers
@pytest.mark.django_db
def test_a_row_that_no_event_made_is_named(card):
    card()
    foreign = new_id()
    by_hand(
        "INSERT INTO sample_card (id, versions, name, story, address, colour) SELECT %s, versions, 'x', '', '', '' FROM sample_card",
        key(foreign),
    )
    (drift,) = drifts()
    assert (drift.code, drift.kind, drift.record.replace("-", "")) == ("foreign", "sample.card", foreign.hex)


@pytest.mark.tampers
@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps the types of its columns")
@pytest.mark.parametrize(("column", "value"), [("born_on", "nonsense"), ("born_on", b"\xff"), ("versions", "[]"), ("name", 7)])
def test_nonsense_written_by_hand_does_not_stop_the_check(card, column, value):
    one, _other = card(born_on=date(2015, 3, 4)), card()
    by_hand(f"UPDATE sample_card SET {column} = %s WHERE id = %s", value, key(one.id))  # noqa: S608
    (drift,) = drifts()
    assert (drift.code, drift.record, drift.fields) == ("changed", str(one.id), (column,))


@pytest.mark.django_db
def test_a_drifted_row_is_mended_by_rebuild(card):
    one = card(colour="red")
    by_hand("UPDATE sample_card SET colour = 'blue' WHERE id = %s", key(one.id))
    rebuild.rebuild()
    one.refresh_from_db()
    assert one.colour == "red"
    assert list(drifts()) == []
