"""The order of arrival: what is offered again keeps its earlier place, and whoever leaves or comes back finds both."""

from dataclasses import replace

import pytest
from django.db import transaction

from lakay.journal import order
from lakay.journal.checking import findings, head
from lakay.journal.epochs import new_epoch
from lakay.journal.foreign import after, incarnations, last_position, take
from lakay.journal.models import Event, SecondPlace
from lakay.journal.pruning import Cover, NotReceipted, prune
from lakay.journal.rebuild import rebuild
from lakay.journal.writer import run_write
from tests.journal.foreign.conftest import ouanaminthe  # noqa: F401  (a fixture)
from tests.journal.foreign.peers import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(ouanaminthe):  # noqa: F811
    """Three events of a post; the first came without its signature."""
    for _ in range(3):
        ouanaminthe.open_card()
    one, two, three = ouanaminthe.events
    take([replace(one, signature=b""), two, three], via="x.y", at=NOW)
    return ouanaminthe.events


def test_a_peer_misses_nothing_of_a_hub_that_was_restored_in_between(three):
    """It reads on after the copy was made, and the hub comes back as it was in the copy: what the peer passed stands where it stood."""
    copy = transaction.savepoint()
    take([three[0]], via="x.y", at=NOW)
    parcel = list(after(0, 2))
    transaction.savepoint_rollback(copy)
    new_epoch(head())
    cursor = min(parcel[-1].position, incarnations().get(head().origin.epoch, 3))
    got = {held.event.header.id for held in (*parcel, *after(cursor, 9))}
    assert got == {event.header.id for event in three}


def test_places_are_given_in_order_whatever_the_size_of_a_page(three, monkeypatch):
    take([three[0]], via="x.y", at=NOW)
    run_write(lambda batch: order.stand_again(batch, [three[2].header.id, three[1].header.id, three[2].header.id]))
    ids = [event.header.id for event in three]
    expected = [*ids, ids[0], ids[2], ids[1], ids[2]]
    for size in (1, 2, 3, 100):
        monkeypatch.setattr(order, "PAGE", size)
        for limit in (1, 2, 5, 9):
            assert [place.event for place in order.after(0, limit)] == expected[:limit], (size, limit)
        assert [place.position for place in order.after(3, 9)] == [4, 5, 6, 7]
        assert order.after(0, 9, lambda action: False) == []
    assert [held.via for held in after(0, 9)] == ["x.y"] * 3 + [""] * 4


def test_what_stands_once_more_leaves_only_when_that_place_is_safe_too(three):
    take([three[0]], via="x.y", at=NOW)
    span = (three[0].header.origin, 1, 1)
    with pytest.raises(NotReceipted):
        prune([span], Cover(3, head().seq, head().hash, b"receipt"))
    assert prune([span], Cover(4, head().seq, head().hash, b"receipt")).events == 1
    assert (Event.objects.count(), SecondPlace.objects.count()) == (2, 0)
    assert list(findings()) == []


def test_a_restored_store_goes_on_after_every_place(three):
    take([three[0]], via="x.y", at=NOW)
    before = head()
    new_epoch(before)
    assert (last_position(), incarnations()) == (4, {before.origin.epoch: 4})


def test_making_the_tables_again_leaves_the_order(three):
    take([three[0]], via="x.y", at=NOW)
    before = list(after(0, 9))
    rebuild()
    assert list(after(0, 9)) == before
