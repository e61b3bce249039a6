"""Many rows in one statement are the rows that Django would have written, and are refused where it would refuse one."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection

from lakay.journal.inserting import inserter
from lakay.journal.prepared import present
from lakay.journal.writer import run_write
from lakay.kernel.ids import new_id
from tests.journal.sample.models import Card, Stamp

pytestmark = pytest.mark.django_db

FIELDS = ("number", "at", "remark", "weight", "data", "facts")
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HAITI = timezone(timedelta(hours=-5))


class Word(str):
    """Text, but not exactly of the type that is certain."""

    __slots__ = ()


ROWS: list[tuple[Any, ...]] = [
    (1, NOON, "a", Decimal("1.500"), b"\0\xff", {"a": [1, None, "é"]}),
    (2, NOON.replace(microsecond=7), "", None, None, None),
    (3, datetime(2026, 11, 22, 7, tzinfo=HAITI), Word("b"), Decimal("0.001"), b"", []),
    (4, NOON, "c", None, b"x", {}),
]


def stamps(count, first=10):
    """Rows as the journal makes them."""
    card = Card(id=new_id(), name="Wideline", versions={"*": ["o.e", 1, 1]})
    card.save(force_insert=True)
    return [(new_id(), card.id, number, NOON, "", None, None, {"n": number}) for number in range(first, first + count)]


def insert(rows, model=Stamp):
    return run_write(lambda batch: inserter(model).insert(batch.connection, rows))


@pytest.mark.parametrize("more", [0, 40], ids=["few", "many"])
def test_each_value_reads_back_as_it_was(more):
    others = stamps(more + 1)
    rows = [(new_id(), others[0][1], *values) for values in ROWS]
    insert([*rows, *others[1:]])
    found = Stamp.objects.filter(number__lt=10).order_by("number").values_list(*FIELDS)
    assert list(found) == [(number, at, str(remark), *rest) for number, at, remark, *rest in ROWS]
    assert Stamp.objects.filter(number__gte=10, facts__n__gte=10).count() == more


@pytest.mark.parametrize("count", [2, 40])
def test_two_rows_with_one_number_are_refused_by_the_database(count):
    rows = stamps(count)
    with pytest.raises(IntegrityError), connection.cursor():
        insert([*rows, (new_id(), *rows[0][1:])])


@pytest.mark.parametrize("count", [1, 40])
def test_an_instant_without_a_zone_is_refused(count):
    rows = stamps(count)
    with pytest.raises(ValueError, match="time zone"):
        insert([*rows, (*rows[0][:3], datetime(2026, 11, 22, 12), *rows[0][4:])])  # noqa: DTZ001


def test_a_turn_knows_that_rows_have_reached_the_database():
    """What was sent cannot be taken back by forgetting what waits: the writer must know."""

    rows = stamps(40)

    def work(batch):
        mark = batch.mark()
        inserter(Stamp).insert(batch.connection, rows)
        return batch.rewind(mark)

    assert run_write(work) is False


def test_it_is_told_which_records_are_there():
    rows = stamps(3)
    insert(rows)
    strangers = [new_id().hex for _ in range(2000)]
    there = {rows[0][0].hex, rows[2][0].hex}
    assert present(Stamp, [*there, *strangers]) == there
    assert present(Stamp, []) == set()
    assert present(Stamp, strangers) == set()
