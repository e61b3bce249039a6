"""Copies keep the order of arrival, and what an event got after the piece that first held it."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from lakay.backup import files
from lakay.backup.keeping import add_segment, back_up, check_again
from lakay.backup.loading import Load, own_head
from lakay.journal.checking import findings, head
from lakay.journal.epochs import new_epoch
from lakay.journal.foreign import Held, after, know, spans, take
from lakay.journal.keys import node_keys
from lakay.journal.models import Event, Gap, Head, Reference, SecondPlace, Span, Unapplied
from lakay.journal.registry import tables
from lakay.kernel.ids import new_id
from lakay.sync.actions import keep_standing
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.standing import from_json, to_json
from lakay.sync.core.store import Standing
from lakay.sync.models import Standing as SyncStanding
from tests.backup.conftest import NOON
from tests.journal.foreign.peers import Peer
from tests.journal.sample.actions import change_card
from tests.journal.sample.models import Card

pytestmark = pytest.mark.django_db


def test_a_signature_that_came_later_and_the_second_place_are_in_the_next_piece(card, paper, folder, clock):
    card()
    post = Peer().introduce()
    for _ in range(3):
        post.open_card()
    one, two, three = post.events
    take([replace(one, signature=b""), two, three], via="x.y", at=NOON)
    back_up(clock)
    take([one], via="x.y", at=NOON)
    assert add_segment(clock)
    before = list(after(0, 9))
    assert [len(held.event.signature) for held in before] == [64] * 5
    assert _loaded(folder, paper) == before


def test_what_came_late_may_be_a_piece_of_its_own(card, paper, folder, clock):
    """An alert went before the text that was written before it."""
    card()
    post = Peer().introduce()
    one, two = post.open_card(), post.open_card()
    take([two], via="x.y", at=NOON)
    back_up(clock)
    take([one], via="x.y", at=NOON)
    assert add_segment(clock)
    before = list(after(0, 9))
    assert [held.event.header.seq for held in before] == [1, 2, 1]
    assert _loaded(folder, paper) == before


def test_what_is_left_out_of_a_store_made_again_as_of_an_instant_can_come_again(card, marie, paper, folder, clock):
    """The hub is made again as of noon. What posts brought later it does not have, does not claim to have, and takes again."""
    one = card()
    post = Peer().introduce()
    events = [post.open_card() for _ in range(6)]
    stranger = post.stamp(new_id(), 1)
    peer = "0" * 16
    take([events[0], events[2]], via="x.y", at=NOON)
    keep_standing(peer, to_json(Standing(Cursor("i", 5, 5, 5))))
    instant = datetime.now(UTC)
    time.sleep(0.01)  # the journal's stamps are in milliseconds
    change_card(by=marie, at=NOON, card=one, colour="red")
    take([events[1], *events[4:], stranger], via="x.y", at=NOON)
    keep_standing(peer, to_json(Standing(Cursor("i", 9, 9, 9))))
    back_up(clock)
    assert [held.event.header.seq for held in _loaded(folder, paper, instant)] == [1, 1, 3]
    assert Unapplied.objects.count() == 0
    assert [(one.first, one.last, one.held) for one in spans(events[0].header.origin)] == [
        (1, 1, True),
        (2, 2, False),
        (3, 3, True),
    ]
    assert from_json(SyncStanding.objects.get(node=peer).state).cursor == Cursor("i", 5, 5, 5)
    new_epoch(own_head())
    fates = take([*events, stranger], via="x.y", at=NOON)
    assert [fate.state for fate in fates] == ["known", "applied", "known", "applied", "applied", "applied", "waiting"]
    assert list(findings()) == []


def test_a_store_that_has_only_taken_from_others_has_copies_that_count(paper, folder, clock):
    """A new hub, or an office on its first day: nobody has entered anything there yet."""
    post = Peer().introduce()
    take([post.open_card()], via="x.y", at=NOON)
    done = back_up(clock)
    assert (done.events, done.head.seq) == (1, 0)
    take([post.open_card()], via="x.y", at=NOON)
    assert add_segment(clock)
    assert check_again(clock).head.seq == 0
    assert len(_loaded(folder, paper)) == 2


@pytest.mark.tampers
def test_what_a_restored_store_took_back_of_its_own_is_not_its_last_word(card, paper, folder, clock):
    """The hub is restored, goes on, and gets its lost entry back from a post. It came last and was written first."""
    kept, lost = card(), card()
    first, second = (held.event for held in after(0, 9))
    for model, gone in ((Reference, {"event": second.header.id}), (Event, {"seq": 2}), (Card, {"id": lost.id})):
        model.objects.filter(**gone)._raw_delete("default")
    Head.objects.update(seq=1, hash=first.hash, position=1)
    new_epoch(own_head())
    card()
    know(second.header.origin.node, node_keys().signing.public_key().public_bytes_raw())
    assert [fate.state for fate in take([second], via="x.y", at=NOON)] == ["applied"]
    assert Card.objects.filter(id__in=[kept.id, lost.id]).count() == 2
    assert back_up(clock).head == head()


def _loaded(folder, paper, until: datetime | None = None) -> list[Held]:
    """What comes out of the pieces, in an empty store."""
    for table in reversed(tables().values()):
        table.model._default_manager.all()._raw_delete("default")
    for model in (SecondPlace, Reference, Unapplied, Event, Span, Gap, SyncStanding):
        model.objects.all()._raw_delete("default")
    load = Load(until)
    for path in sorted(path for path in folder.iterdir() if path.name.endswith(".copy")):
        with files.reading(path, lambda opener: opener.key_for(paper.private)) as lines:
            load.store(lines)
    return list(after(0, 9))
