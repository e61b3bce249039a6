"""Whatever several nodes wrote, and in whatever order and however often it comes: one state, conflicts included, and that of a rebuild."""

from itertools import pairwise
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from lakay.journal import rebuild
from lakay.journal.checking import findings
from lakay.journal.core.events import Event
from lakay.journal.foreign import take
from lakay.journal.models import Conflict, Unapplied
from lakay.journal.rebuild import drifts
from tests.journal.foreign.conftest import state
from tests.journal.foreign.peers import NOW, Peer, card_of
from tests.journal.sample.actions import change_card, open_card
from tests.journal.sample.models import Card

STEPS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(["open", "change", "change", "change", "settle", "stamp", "hear", "hear", "erase"]),
        st.integers(0, 2),
        st.sampled_from(["colour", "name", "story", "born_on"]),
        st.sampled_from(["", "a", "b"]),
    ),
    min_size=2,
    max_size=16,
)


class History:
    """Three nodes at work; what they wrote."""

    def __init__(self, steps):
        self.peers = [Peer().introduce() for _ in range(3)]
        self.heard: dict[str, set[UUID]] = {peer.name: set() for peer in self.peers}
        self.events: list[tuple[Event, Peer]] = []
        self.numbers = iter(range(10**6))
        for who, what, other, field, value in steps:
            self.step(self.peers[who], what, self.peers[other], field, value)
        self.keys = [grant for peer in self.peers for grant in peer.grants()]

    def step(self, peer, what, other, field, value):
        cards = sorted(record for record, known in peer.states.items() if known.kind == "sample.card")
        if what == "hear":
            self.hear(peer, other)
        elif what == "open" or not cards:
            self.add(peer, peer.open_card(**({field: text(field, value)} if value else {})))
        elif what == "change":
            self.add(peer, peer.change_card(cards[-1], **{field: text(field, value)}))
        elif what == "settle":
            self.add(peer, peer.change_card(cards[0], **{field: text(field, value), "colour": value}))
        elif what == "stamp":
            self.add(peer, peer.stamp(cards[-1], next(self.numbers), remark=value))
        elif what == "erase":
            self.add(peer, peer.erase(cards[0]))

    def hear(self, peer, other):
        """As an exchange would: everything the other wrote or heard, before what it has not."""
        for event, author in self.events:
            known = event.header.id in self.heard[other.name] or author is other
            if known and author is not peer and event.header.id not in self.heard[peer.name]:
                peer.hear(author, event)
                self.heard[peer.name].add(event.header.id)

    def add(self, peer, event):
        self.events.append((event, peer))


def text(field, value):
    if field == "born_on":
        return {"": None, "a": "2001-02-03", "b": "2001-02-04"}[value]
    return value


def arrive(deliveries, keys):
    """The state after some deliveries, and what had no effect; everything is undone."""
    with transaction.atomic():
        for events, with_keys in deliveries:
            take(events, via="x.y", at=NOW, keys=keys if with_keys else ())
        take([], via="x.y", at=NOW, keys=keys)
        found = state(), sorted(Unapplied.objects.values_list("state", "reason", "event"))
        assert list(drifts()) == []
        assert list(findings()) == []
        rebuild.rebuild()
        assert state() == found[0]
        transaction.set_rollback(True)
    return found


settings.register_profile(
    "stores",
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],  # a smaller example is not worth minutes
)
CAREFULLY = settings.get_profile("stores")


@pytest.mark.django_db
@settings(CAREFULLY, max_examples=12)
@given(steps=STEPS, data=st.data())
def test_any_order_any_repetition_and_any_cut_give_one_state(steps, data):
    one_state(steps, data)


@pytest.mark.slow
@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.django_db
@settings(CAREFULLY, max_examples=400)
@given(steps=STEPS, data=st.data())
def test_any_order_any_repetition_and_any_cut_give_one_state_many_times(steps, data):
    one_state(steps, data)


def one_state(steps, data):
    with transaction.atomic():
        history = History(steps)
        events = [event for event, _ in history.events]
        assume(events)
        expected = arrive([(events, True)], history.keys)
        again = data.draw(st.lists(st.sampled_from(events), max_size=5))
        order = data.draw(st.permutations(events + again))
        cuts = sorted(data.draw(st.sets(st.integers(0, len(order)), max_size=4)) | {0, len(order)})
        parts = [order[start:end] for start, end in pairwise(cuts)]
        with_keys = [data.draw(st.booleans()) for _ in parts]
        assert arrive(zip(parts, with_keys, strict=True), history.keys) == expected
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_what_is_written_here_has_seen_what_came(ouanaminthe, marie, now, whole):
    opened = ouanaminthe.open_card(colour="red")
    card = card_of(opened)
    take(ouanaminthe.events, via=ouanaminthe.via, at=NOW, keys=ouanaminthe.grants())
    change_card(by=marie, at=now, card=Card.objects.get(id=card), colour="blue")
    take([ouanaminthe.change_card(card, colour="green")], via=ouanaminthe.via, at=NOW)
    assert values_in_conflict() | {Card.objects.get(id=card).colour} == {"blue", "green"}
    change_card(by=marie, at=now, card=Card.objects.get(id=card), colour="white")
    assert values_in_conflict() == set()
    open_card(by=marie, at=now, name="another")
    whole()


def values_in_conflict():
    return set(Conflict.objects.values_list("value", flat=True))
