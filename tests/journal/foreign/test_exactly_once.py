"""Cut, repeated, reordered, refused at COMMIT and restored: in the end every event stands exactly once, and has its effect once."""

from contextlib import suppress
from random import Random

import pytest
from django.db import connection, transaction
from django.db.models import Max

from lakay.journal.checking import findings
from lakay.journal.core.chain import Head as ChainHead
from lakay.journal.core.events import Origin
from lakay.journal.epochs import new_epoch
from lakay.journal.foreign import spans, take
from lakay.journal.models import Event, Gap, Head, Reference, Span, Unapplied
from lakay.journal.rebuild import drifts
from lakay.journal.writer import one_turn
from lakay.kernel.ids import new_id
from tests.journal.foreign.peers import NOW, Peer, Said
from tests.journal.sample.models import Card


class Cut(Exception):
    """The power went."""


def lose(since: int) -> None:
    """The store is one from an older copy: all that came after a position is gone."""
    rows = Event.objects.filter(position__gt=since)
    Unapplied.objects.filter(event__in=rows).delete()
    Reference.objects.filter(event__in=rows).delete()
    rows.delete()
    Card.objects.all().delete()
    for model in (Span, Gap):
        model.objects.all().delete()


def again(peers: list[Peer]) -> None:
    """What a copy brings back by itself: its rows, and the stretches as they were."""
    held = [peer.events[seq - 1] for peer in peers for seq in held_numbers(peer)]
    Unapplied.objects.all().delete()
    Reference.objects.all().delete()
    Event.objects.all().delete()
    take(held, via="x.y", at=NOW)


def held_numbers(peer: Peer) -> list[int]:
    return list(Event.objects.filter(node=peer.name).order_by("seq").values_list("seq", flat=True))


def run(operations: int, seed: int) -> tuple[int, int]:
    """Deliver the events of three nodes in pieces until so many operations are done; returns operations and events."""
    random = Random(seed)
    peers = [Peer().introduce() for _ in range(3)]
    done = 0
    while done < operations:
        peer = random.choice(peers)
        if len(peer.events) < 4000 and random.random() < 0.3:
            for _ in range(random.randint(1, 60)):
                card = new_id()
                peer.write("sample.card.open", Said("sample.card", card, {"colour": "red"}, card, update=False))
        if not peer.events:
            continue
        start = random.randrange(len(peer.events))
        piece = peer.events[start : start + random.randint(1, 400)]
        piece += random.sample(piece, random.randint(0, len(piece) // 4))
        if random.random() < 0.5:
            random.shuffle(piece)
        if random.random() < 0.1:
            cut_off(piece)
        elif random.random() < 0.02:
            restore(peers, random)
        else:
            take(piece, via="x.y", at=NOW)
        done += len(piece)
    for peer in peers:
        take(peer.events, via="x.y", at=NOW)
        assert [(one.first, one.last) for one in spans(peer.chain.head.origin)] == [(1, len(peer.events))] * bool(peer.events)
    assert Card.objects.count() == Event.objects.count() == sum(len(peer.events) for peer in peers)
    assert not Unapplied.objects.exists()
    return done, Event.objects.count()


def cut_off(piece) -> None:
    """All of it is done, and then nothing of it stands."""
    before = Event.objects.count()
    with suppress(Cut), transaction.atomic():
        take(piece, via="x.y", at=NOW)
        raise Cut
    assert Event.objects.count() == before


def restore(peers, random) -> None:
    """An older copy comes back: some of what was held is lost, and the store begins a new epoch."""
    last = Event.objects.aggregate(last=Max("position"))["last"] or 0
    with one_turn():
        lose(random.randint(0, last))
        again(peers)
    head = Head.objects.get(id=1)
    new_epoch(ChainHead(Origin(head.node, head.epoch), head.seq, bytes(head.hash), head.hlc))


@pytest.mark.django_db
def test_ten_thousand_operations_end_exactly_once():
    done, _events = run(10_000, 1)
    assert done >= 10_000
    assert list(findings()) == []
    assert list(drifts()) == []


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.django_db
def test_a_million_operations_end_exactly_once():
    done = 0
    for seed in range(10):
        clean()
        done += run(100_000, seed)[0]
    assert done >= 1_000_000
    assert list(findings()) == []


def clean() -> None:
    """Begin with an empty store."""
    with connection.cursor():
        lose(-1)
