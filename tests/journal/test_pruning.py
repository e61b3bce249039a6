"""What another node holds safely may leave; what is left can still be proven, and nothing leaves that is needed."""

import pytest

from lakay.journal.checking import findings, head
from lakay.journal.core.events import Origin
from lakay.journal.foreign import after, spans, take
from lakay.journal.models import Event, Gap, Reference, SubjectKey
from lakay.journal.pruning import Cover, NotReceipted, Pruned, StillNeeded, prune
from lakay.journal.rebuild import drifts
from tests.journal.foreign.peers import NOW, Peer, card_of
from tests.journal.sample.actions import change_card, open_card, stamp
from tests.journal.sample.models import Card, Stamp

pytestmark = pytest.mark.django_db


def cover(position=10**6, signed=b"receipt of the hub"):
    end = head()
    return Cover(position, end.seq, end.hash, signed)


def ours(first, last):
    return (head().origin, first, last)


def whole():
    assert list(findings()) == []
    assert list(drifts()) == []


@pytest.fixture
def five(card, marie, now):
    """Three cards; the second was changed, and stamped by the last entry."""
    one, two, three = card(), card(name="Lola", story="a secret"), card()
    change_card(by=marie, at=now, card=two, colour="blue")
    stamp(by=marie, at=now, card=two, number=1)
    return one, two, three


def test_records_leave_with_their_entries_and_the_chain_still_holds(five):
    one, two, three = five
    kept = head()
    assert prune([ours(2, 2), ours(4, 5)], cover()) == Pruned(3, 2)
    assert (set(Card.objects.all()), Stamp.objects.count(), Event.objects.count()) == ({one, three}, 0, 2)
    assert not SubjectKey.objects.filter(subject=two.id).exists()
    assert not Reference.objects.filter(ref=two.id).exists()
    assert [(one.first, one.last, one.held) for one in spans(head().origin)] == [
        (1, 1, True),
        (2, 2, False),
        (3, 3, True),
        (4, 5, False),
    ]
    assert list(findings([kept])) == []
    whole()


def test_work_goes_on_after_all_has_left(five, marie, now):
    prune([ours(1, 5)], cover())
    open_card(by=marie, at=now, name="new")
    assert [(one.first, one.last, one.held) for one in spans(head().origin)] == [(1, 5, False), (6, 6, True)]
    whole()


def test_neighbouring_gaps_become_one_under_the_later_receipt(five):
    prune([ours(1, 1)], cover())
    prune([ours(2, 2), ours(4, 5)], cover(signed=b"later"))
    prune([ours(3, 3)], cover(signed=b"last"))
    assert [(gap.first, gap.last) for gap in Gap.objects.order_by("first")] == [(1, 3), (4, 5)]
    whole()


def test_nothing_leaves_that_nobody_has_confirmed(five):
    end = head()
    for wrong in (
        cover(position=1),
        Cover(10**6, end.seq, b"\0" * 32, b"receipt"),
        Cover(10**6, end.seq - 1, end.hash, b"receipt"),
        cover(signed=b""),
    ):
        with pytest.raises(NotReceipted):
            prune([ours(1, 1), ours(3, 3)], wrong)
    with pytest.raises(NotReceipted):
        prune([ours(5, 6)], cover())
    assert Event.objects.count() == 5
    whole()


@pytest.mark.parametrize("part", [[(2, 2)], [(4, 4)], [(2, 2), (4, 4)]])
def test_a_record_leaves_whole_or_not_at_all_and_not_while_another_points_to_it(five, part):
    with pytest.raises(StillNeeded):
        prune([ours(*one) for one in part], cover())
    assert Event.objects.count() == 5
    whole()


def test_a_fact_may_leave_alone(five):
    prune([ours(5, 5)], cover())
    assert (Stamp.objects.count(), Card.objects.count()) == (0, 3)
    whole()


def test_entries_of_other_nodes_leave_too_and_what_comes_again_stays_out():
    peer = Peer().introduce()
    for _ in range(4):
        peer.open_card()
    take(peer.events, via=peer.via, at=NOW, keys=peer.grants())
    prune([(peer.chain.head.origin, 2, 3)], cover())
    assert Card.objects.count() == 2
    whole()
    again = take(peer.events, via=peer.via, at=NOW)
    assert [(fate.state, fate.reason) for fate in again] == [
        ("known", ""),
        ("known", "pruned"),
        ("known", "pruned"),
        ("known", ""),
    ]
    assert [one.position for one in after(0, 9)] == [1, 4]
    whole()


def test_an_event_that_waits_does_not_leave():
    peer = Peer().introduce()
    opened = peer.open_card()
    waiting = peer.stamp(card_of(opened), 1)
    take([waiting], via=peer.via, at=NOW)
    with pytest.raises(StillNeeded):
        prune([(peer.chain.head.origin, 2, 2)], cover())


@pytest.mark.tampers
def test_a_gap_made_by_hand_is_found(five):
    Event.objects.filter(seq=5).update(position=None)
    Reference.objects.filter(event__seq=1).delete()
    first = Event.objects.get(seq=1)
    origin = Origin(first.node, first.epoch)
    first.delete()
    assert "gap" in {finding.fault.code for finding in findings()}
    Gap(node=origin.node, epoch=origin.epoch, first=1, last=1, end_hash=first.hash, reason="pruned").save()
    assert {finding.fault.code for finding in findings()} == {"pruned-unproven"}
    Gap.objects.update(reason="elsewhere")
    assert {finding.fault.code for finding in findings()} == {"pruned-unproven"}
    Gap.objects.update(reason="pruned", receipt=b"x", end_hash=b"\1" * 32)
    assert {finding.fault.code for finding in findings()} == {"link"}
