"""Copies keep the order of arrival, and what an event got after the piece that first held it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lakay.backup import files
from lakay.backup.keeping import add_segment, back_up
from lakay.backup.loading import Load
from lakay.journal.foreign import Held, after, take
from lakay.journal.models import Event, Gap, Reference, SecondPlace, Span, Unapplied
from tests.backup.conftest import NOON
from tests.journal.foreign.peers import Peer

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


def _loaded(folder, paper) -> list[Held]:
    """What comes out of the pieces, in an empty store."""
    for model in (SecondPlace, Reference, Unapplied, Event, Span, Gap):
        model.objects.all()._raw_delete("default")
    load = Load()
    for path in sorted(path for path in folder.iterdir() if path.name.endswith(".copy")):
        with files.reading(path, lambda opener: opener.key_for(paper.private)) as lines:
            load.store(lines)
    return list(after(0, 9))
