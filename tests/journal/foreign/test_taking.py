"""Events of other nodes: stored in their chains, applied once, in any order."""

from django.db import connection

from lakay.journal.foreign import SubjectGrant, after, chain_end, spans, take, take_keys
from lakay.journal.models import Conflict, Event, Fork, Unapplied
from tests.journal.foreign.conftest import state, unapplied
from tests.journal.foreign.peers import NOW, Peer, card_of
from tests.journal.sample.models import Card, Stamp


def fates(found):
    return [fate.state for fate in found]


def bring(peer, *events, keys=True, **more):
    return take(events or peer.events, via=peer.via, at=NOW, keys=peer.grants() if keys else (), **more)


def test_what_another_node_wrote_stands_in_the_tables(ouanaminthe, whole):
    opened = ouanaminthe.open_card(colour="red", born_on="2015-03-04", story="long")
    ouanaminthe.change_card(card_of(opened), colour="blue")
    ouanaminthe.stamp(card_of(opened), 7, weight="12.5", remark="seen")
    assert fates(bring(ouanaminthe)) == ["applied"] * 3
    card = Card.objects.get()
    assert (card.name, card.colour, card.story, str(card.born_on)) == ("Wideline", "blue", "long", "2015-03-04")
    assert Stamp.objects.get().remark == "seen"
    assert [event.via for event in Event.objects.all()] == [ouanaminthe.via] * 3
    whole()


def test_no_row_goes_to_the_database_before_the_one_it_points_to(ouanaminthe):
    """SQLite keeps count of rows that point to nothing yet, and while there is one it looks for it with every row that comes."""
    card = card_of(ouanaminthe.open_card())
    ouanaminthe.stamp(card, 1)
    sent: list[str] = []

    def watch(execute, sql, params, many, context):
        sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        bring(ouanaminthe)
    places = [next(at for at, sql in enumerate(sent) if f'INSERT INTO "sample_{name}"' in sql) for name in ("card", "stamp")]
    assert places == sorted(places)


def test_what_came_before_is_known_and_nothing_is_done_twice(ouanaminthe, whole):
    ouanaminthe.open_card()
    ouanaminthe.open_card()
    bring(ouanaminthe)
    before = state()
    assert fates(bring(ouanaminthe)) == ["known"] * 2
    assert fates(bring(ouanaminthe, *ouanaminthe.events, *ouanaminthe.events)) == ["known"] * 4
    assert state() == before
    whole()


def test_an_event_repeated_in_one_delivery_counts_once(ouanaminthe):
    opened = ouanaminthe.open_card()
    assert fates(bring(ouanaminthe, opened, opened)) == ["applied", "known"]


def test_what_needs_a_record_waits_for_it_and_then_takes_effect(ouanaminthe, whole):
    opened = ouanaminthe.open_card()
    changed, stamped = ouanaminthe.change_card(card_of(opened), colour="blue"), ouanaminthe.stamp(card_of(opened), 1)
    assert fates(bring(ouanaminthe, stamped)) == ["waiting"]
    assert fates(bring(ouanaminthe, changed)) == ["waiting"]
    assert unapplied() == {"waiting record": 2}
    whole()
    assert Stamp.objects.count() == 0
    assert fates(bring(ouanaminthe, opened)) == ["applied"]
    assert (Card.objects.get().colour, Stamp.objects.count(), unapplied()) == ("blue", 1, {})
    whole()


def test_the_order_within_one_delivery_does_not_matter(ouanaminthe, whole):
    opened = ouanaminthe.open_card()
    changed, stamped = ouanaminthe.change_card(card_of(opened), colour="blue"), ouanaminthe.stamp(card_of(opened), 1)
    assert fates(bring(ouanaminthe, stamped, changed, opened)) == ["applied"] * 3
    assert (Card.objects.get().colour, Stamp.objects.count()) == ("blue", 1)
    whole()


def test_two_that_had_not_seen_each_other_are_both_kept(ouanaminthe, malpasse, whole):
    opened = ouanaminthe.open_card(colour="red")
    card = card_of(opened)
    malpasse.hear(ouanaminthe, opened)
    ours, theirs = ouanaminthe.change_card(card, colour="blue"), malpasse.change_card(card, colour="green")
    bring(ouanaminthe, opened, ours)
    bring(malpasse, theirs)
    conflict = Conflict.objects.get()
    assert {Card.objects.get().colour, conflict.value} == {"blue", "green"}
    whole()
    malpasse.hear(ouanaminthe, ours)
    bring(malpasse, malpasse.change_card(card, colour="white"))
    assert (Card.objects.get().colour, Conflict.objects.count()) == ("white", 0)
    whole()


def test_the_chain_is_proven_with_its_gaps(ouanaminthe, whole):
    for _ in range(9):
        ouanaminthe.open_card()
    events = ouanaminthe.events
    origin = ouanaminthe.chain.head.origin
    bring(ouanaminthe, events[6], events[2], events[3])
    assert [(one.first, one.last, one.held) for one in spans(origin)] == [
        (1, 2, False),
        (3, 4, True),
        (5, 6, False),
        (7, 7, True),
    ]
    assert chain_end(origin, 2) == events[1].hash
    assert (chain_end(origin, 4), chain_end(origin, 5), chain_end(origin, 0)) == (events[3].hash, None, b"")
    whole()
    bring(ouanaminthe)
    assert [(one.first, one.last, one.held) for one in spans(origin)] == [(1, 9, True)]
    whole()


def test_a_second_chain_under_one_name_is_a_fork_and_changes_nothing(ouanaminthe, whole):
    twin = ouanaminthe.twin()
    for peer in (ouanaminthe, twin):
        peer.open_card(colour="red")
        peer.open_card(colour="red")
    assert fates(bring(ouanaminthe, ouanaminthe.events[0])) == ["applied"]
    assert fates(bring(twin)) == ["fork", "fork"]
    assert fates(bring(ouanaminthe, ouanaminthe.events[1])) == ["applied"]
    assert (Card.objects.count(), Fork.objects.count()) == (2, 2)
    whole()


def test_a_node_that_nobody_has_enrolled_is_not_heard(db):
    stranger = Peer()
    stranger.open_card()
    assert [(fate.state, fate.reason) for fate in bring(stranger)] == [("refused", "origin")]
    assert Event.objects.count() == 0


def test_what_a_judge_refuses_is_kept_with_its_reason_and_has_no_effect(ouanaminthe, whole):
    ouanaminthe.open_card()
    found = bring(ouanaminthe, judge=lambda event: "not-theirs")
    assert [(fate.state, fate.reason) for fate in found] == [("refused", "not-theirs")]
    assert (Card.objects.count(), Event.objects.count(), Unapplied.objects.get().reason) == (0, 1, "not-theirs")
    whole()


def test_a_clash_in_a_delivery_costs_its_neighbours_nothing(ouanaminthe, whole):
    opened = ouanaminthe.open_card()
    for number in (1, 2, 2, 3, 4):
        ouanaminthe.stamp(card_of(opened), number)
    assert fates(bring(ouanaminthe)) == ["applied", "applied", "applied", "refused", "applied", "applied"]
    assert (Stamp.objects.count(), unapplied()) == (4, {"refused clash": 1})
    whole()


def test_values_are_blank_until_their_key_comes(ouanaminthe, whole):
    opened = ouanaminthe.open_card(colour="red", story="long", address="rue 5")
    ouanaminthe.change_card(card_of(opened), name="Lola")
    bring(ouanaminthe, keys=False)
    assert (Card.objects.get().name, Card.objects.get().colour) == ("", "red")
    whole()
    assert take_keys(ouanaminthe.grants("personal")) == 1
    assert (Card.objects.get().name, Card.objects.get().story) == ("Lola", "")
    whole()
    assert take_keys(ouanaminthe.grants()) == 1
    assert take_keys(ouanaminthe.grants()) == 0
    assert (Card.objects.get().name, Card.objects.get().story, Card.objects.get().address) == ("Lola", "long", "rue 5")
    whole()


def test_two_nodes_may_have_sealed_for_one_person_before_they_met(ouanaminthe, malpasse, whole):
    opened = ouanaminthe.open_card(story="long")
    malpasse.states = dict(ouanaminthe.states)
    changed = malpasse.change_card(card_of(opened), name="Lola")
    bring(ouanaminthe, opened)
    bring(malpasse, changed)
    assert (Card.objects.get().name, Card.objects.get().story) == ("Lola", "long")
    whole()


def test_an_erasure_destroys_what_came_before_and_what_comes_after(ouanaminthe, malpasse, whole):
    opened = ouanaminthe.open_card(colour="red", story="long")
    card = card_of(opened)
    malpasse.hear(ouanaminthe, opened)
    late = ouanaminthe.change_card(card, name="Lola", colour="blue")
    bring(ouanaminthe, opened)
    assert fates(bring(malpasse, malpasse.erase(card), keys=False)) == ["applied"]
    assert (Card.objects.get().name, Card.objects.get().story, Card.objects.get().colour) == ("", "", "red")
    whole()
    assert take_keys([SubjectGrant(card, "", ouanaminthe.keys[card])]) == 0
    bring(ouanaminthe, late)
    assert (Card.objects.get().name, Card.objects.get().colour) == ("", "blue")
    whole()


def test_positions_count_all_that_entered(ouanaminthe, card, malpasse):
    card()
    ouanaminthe.open_card()
    ouanaminthe.open_card()
    bring(ouanaminthe)
    card()
    held = list(after(0, 10))
    assert [one.position for one in held] == [1, 2, 3, 4]
    assert [one.via for one in held] == ["", ouanaminthe.via, ouanaminthe.via, ""]
    assert [one.position for one in after(2, 1)] == [3]
    assert connection.in_atomic_block
