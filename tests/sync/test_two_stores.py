"""The store in memory, by which a country is simulated, and the one in tables give the same answers to the same work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from lakay.journal.checking import head
from lakay.journal.core.chain import Head
from lakay.journal.core.events import Origin
from lakay.journal.core.seal import class_key
from lakay.journal.epochs import new_epoch
from lakay.journal.erasure import erase_subject
from lakay.journal.foreign import after, keys_of, take_up_newer
from lakay.journal.models import Conflict
from lakay.prove.converge import state as memory_state
from lakay.prove.converge.disk import Disk
from lakay.prove.converge.memory import MemoryStore
from lakay.sync.core.accepting import judge
from lakay.sync.core.audience import Audience
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.peers import Peer
from lakay.sync.core.store import Granted, Standing, Store, Stretch, SubjectKey
from lakay.sync.secrets import secrets
from tests.journal.conftest import marie, officer_of_data  # noqa: F401  (fixtures)
from tests.journal.foreign.peers import NOW, card_of
from tests.journal.foreign.peers import Peer as Machine
from tests.journal.sample.actions import change_card, open_card
from tests.journal.sample.models import Card
from tests.sync.stores import CLASSES, Memory, Tables, line, told

SEEDS, STEPS = (1, 2), 25


FIRST = (
    line("journal.*", "hub", lane="alert"),
    line("sample.card.open", "hub post"),
    line("sample.card.change", "hub post", scope="known"),
    line("sample.card.read", "hub post"),
)
SECOND = (*FIRST, line("sample.stamp", "post"))
"""The next release knows stamps."""


class Pair:
    """Both, and the machines whose events they take."""

    def __init__(self, seed: int, marie: Any, officer: Any) -> None:  # noqa: F811
        self.chance = Random(seed)
        self.marie, self.officer = marie, officer
        self.posts = [Machine(epoch=f"{number:016x}").introduce() for number in range(3)]
        where = ("HT-XXX", "HT-XXX", "HT-YYY")  # all write as of the first: the last may not
        self.peers = {
            post.name: Peer(post.name, post.raw, post.raw, "post", at, "DIE") for post, at in zip(self.posts, where, strict=True)
        }
        open_card(by=marie, at=NOW, name="first")
        ours = head()
        self.me = Peer(ours.origin.node, secrets().signing_public, b"", "hub")
        register = {**self.peers, self.me.node: self.me}
        self.tables = Tables(self.me, register, Audience.of(FIRST))
        disk = Disk(ours.origin.epoch, Head(Origin("", "")))
        self.memory = Memory(self.me, self.tables.secrets, disk, Audience.of(FIRST), enrolled=register)
        self.stores: tuple[Store, Store] = (self.tables, self.memory)
        self.copy: tuple[str, Disk, str] | None = None
        self.cards: list[UUID] = []
        self.number = 0
        self.boundaries = [0]
        self.tell()

    # What is done.

    def step(self) -> None:
        acts = [
            self.work,
            self.deliver,
            self.deliver,
            self.deliver,
            self.own,
            self.remember,
            self.erase,
            self.back_up,
            self.restore,
        ]
        self.chance.choice(acts)()
        self.compare()

    def work(self) -> None:
        """Posts write, and hear of one another."""
        for _ in range(self.chance.randint(1, 4)):
            post = self.chance.choice(self.posts)
            known = [record for record in post.states if post.states[record].kind == "sample.card"]
            what = self.chance.choice(["open", "open", "change", "stamp", "read", "wrong"])
            if what == "open" or not known:
                self.cards.append(card_of(post.open_card(story=f"s{self.number}", colour="red")))
            elif what == "change":
                post.change_card(self.chance.choice(known), colour=f"c{self.number}", name=f"n{self.number}")
            elif what == "stamp":
                post.stamp(self.chance.choice(known), self.number)
            else:
                action = "sample.card.read" if what == "read" else "journal.subject.erase"  # which a post may not write
                post.write(action, subjects=(self.chance.choice(known),))
            self.number += 1
        one, other = self.chance.sample(self.posts, 2)
        for event in self.chance.sample(other.events, min(2, len(other.events))):
            if all(change.seen == {} or change.record in one.states for change in event.changes):
                one.hear(other, event)

    def deliver(self) -> None:
        """Some events of a post come in any order, some without their signature, with some keys, some of them nobody's."""
        post = self.chance.choice(self.posts)
        chosen = self.chance.sample(post.events, min(len(post.events), self.chance.randint(0, 6)))
        events = [replace(one, signature=b"") if self.chance.random() < 0.4 else one for one in chosen]
        owners = list(dict.fromkeys(owner for one in chosen for owner in one.header.subjects if self.chance.random() < 0.5))
        keys = [
            SubjectKey(owner, name, class_key(self.chance.choice([post, self.posts[0]]).key_of(owner), name))
            for owner in owners
            for name in CLASSES
            if self.chance.random() < 0.7
        ]
        keys = list(dict.fromkeys(keys))
        said = [
            [(fate.event, fate.status, fate.reason if fate.status == "refused" else "") for fate in fates]
            for store in self.stores
            for fates in [store.take(events, via=post.via, keys=keys, judge=judge(store), at=NOW)]
        ]
        assert said[0] == said[1]

    def own(self) -> None:
        """This node opens or changes a card."""
        card = Card.objects.filter(id__in=self.cards).order_by("id").first()
        if card is not None and self.chance.random() < 0.5:
            change_card(by=self.marie, at=NOW, card=card, colour=f"h{self.number}")
        else:
            self.cards.append(open_card(by=self.marie, at=NOW, name=f"h{self.number}", story="s").id_of(Card))
        self.number += 1
        self.tell()

    def erase(self) -> None:
        """Somebody of whom something is held is erased, once in a while."""
        held = [key.subject for key in self.tables.keys_of([(card, "personal") for card in self.cards])]
        if held and self.chance.random() < 0.3:
            erase_subject(by=self.officer, at=NOW, subject=self.chance.choice(held))
            self.tell()

    def tell(self) -> None:
        """What this node has entered since is entered in the other store too."""
        for held in after(self.boundaries[-1], 100):
            keys = [SubjectKey(*grant) for name in CLASSES for grant in keys_of(held.event.header.subjects, [name])]
            keys += [
                SubjectKey(*grant) for name in CLASSES for grant in keys_of([one.record for one in held.event.changes], [name])
            ]
            self.memory.written(held.event, [key for key in dict.fromkeys(keys) if key.subject not in self.memory.disk.erased])

    def remember(self) -> None:
        """What was handed to a peer, and how far it is."""
        node = self.chance.choice(list(self.peers))
        subjects = self.chance.sample(self.cards, min(3, len(self.cards)))
        given = [Granted(one, "personal", f"{self.number:08x}", f"i{self.number % 3}", "text", self.number) for one in subjects]
        standing = Standing(
            Cursor("i1", 0, self.number, 0), asked=(Stretch(Origin("n", "e"), 1, self.number + 1),), turn=self.number
        )
        for store in self.stores:
            store.grant(node, given)
            store.set_standing(node, standing)

    def back_up(self) -> None:
        self.copy = (transaction.savepoint(), self.memory.disk.copy(), head().origin.epoch)

    def restore(self) -> None:
        """The disk is lost, and the copy is put back."""
        if self.copy is None:
            return
        savepoint, disk, epoch = self.copy
        transaction.savepoint_rollback(savepoint)
        self.copy = None
        fresh = new_epoch(head())
        disk.past, disk.epoch = {**disk.past, epoch: disk.end}, fresh
        self.memory.disk = disk
        self.memory._rebuild()
        self.tables = Tables(self.me, {**self.peers, self.me.node: self.me}, self.memory.audience())
        self.stores = (self.tables, self.memory)
        self.boundaries = [one for one in self.boundaries if one <= disk.end]

    def upgrade(self) -> None:
        """The next release."""
        audience = Audience.of(SECOND)
        self.tables = Tables(self.me, {**self.peers, self.me.node: self.me}, audience)
        self.stores = (self.tables, self.memory)
        take_up_newer(NOW, judge(self.tables))
        self.memory.upgrade(audience, judge)
        self.compare()

    # What is asked.

    def compare(self) -> None:
        for ask in (order, lambda store: since(store, self.chance_boundary), self.chains, self.memories, self.keys, self.known):
            found = [ask(store) for store in self.stores]
            assert found[0] == found[1]
        assert rows_of_tables() == rows_of_memory(self.memory)
        self.boundaries.append(self.tables.end())

    @property
    def chance_boundary(self) -> int:
        return self.boundaries[self.number % len(self.boundaries)]

    def chains(self, store: Store) -> list[Any]:
        origins = [Origin(*post.via.split(".")) for post in self.posts]
        numbers = range(max(len(post.events) for post in self.posts) + 2)
        ends = [store.top(origin) for origin in origins]
        between = [[told(held) for held in store.between(Stretch(origin, 2, 7))] for origin in origins]
        held = [{seq for seq in numbers if store.between(Stretch(origin, seq, seq))} for origin in origins]
        hashes = [[store.chain_end(origin, seq) for seq in sorted(held[place])] for place, origin in enumerate(origins)]
        return [ends, between, held, hashes]

    def memories(self, store: Store) -> list[Any]:
        granted = [sorted(map(repr, store.granted(node, set(self.cards)))) for node in self.peers]
        return [granted, [store.standing(node) for node in self.peers], store.incarnation, dict(store.earlier())]

    def keys(self, store: Store) -> set[SubjectKey]:
        return set(store.keys_of([(card, name) for card in self.cards for name in CLASSES]))

    def known(self, store: Store) -> list[bool]:
        return [store.known(peer, {card}) for peer in self.peers.values() for card in self.cards]


def order(store: Store) -> list[Any]:
    """Everything in the order of arrival: where first, how often, how far."""
    places = list(store.after(0, 10_000, lambda action: True))
    first: dict[UUID, Any] = {}
    for held in places:
        first.setdefault(held.event.header.id, told(held))
    return [list(first.values()), Counter(held.event.header.id for held in places), store.end()]


def since(store: Store, position: int) -> list[Any]:
    """What one is given who has got so far, of one sort and of all. (Within one delivery the order of what is offered again is free.)"""
    wanted: list[Callable[[str], bool]] = [lambda action: True, lambda action: action == "sample.card.open"]
    return [Counter(told(held) for held in store.after(position, 10_000, one)) for one in wanted]


FIELDS = ("name", "story", "colour")


def rows_of_tables() -> tuple[dict[UUID, Any], set[Any]]:
    conflicts = Conflict.objects.values_list("record", "field", "origin", "seq")
    return {key: tuple(values) for key, *values in Card.objects.values_list("id", *FIELDS)}, set(conflicts)


def rows_of_memory(store: MemoryStore) -> tuple[dict[UUID, Any], set[Any]]:
    cards = {key: one for key, one in store.records.states.items() if one.kind == "sample.card" and one.made is not None}
    rivals = {(key, name, *write.dot) for key, one in cards.items() for name, write in one.conflicts}
    return {key: tuple(one.value(name) or "" for name in FIELDS) for key, one in cards.items()}, rivals


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_both_stores_give_the_same_answers(seed, marie, officer_of_data, monkeypatch):  # noqa: F811
    monkeypatch.setattr(memory_state, "REFERS", "card")
    pair = Pair(seed, marie, officer_of_data)
    pair.compare()
    for number in range(STEPS):
        pair.step()
        if number == STEPS // 2:
            pair.upgrade()
