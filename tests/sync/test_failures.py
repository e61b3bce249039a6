"""Failures that others had in the field, tried on the tables of a post and a hub that answers it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from random import Random
from uuid import UUID

import pytest

from lakay.config import settings
from lakay.journal.core.chain import Head
from lakay.journal.core.events import Origin
from lakay.journal.models import Event
from lakay.journal.reading import record_read
from lakay.kernel.actors import Actor
from lakay.kernel.canonical import read_strictly
from lakay.kernel.purposes import Purpose
from lakay.prove.converge.disk import Disk, ids
from lakay.prove.converge.identity import invent
from lakay.prove.converge.memory import MemoryStore
from lakay.sync.core import heads
from lakay.sync.core.accepting import accept
from lakay.sync.core.audience import Audience
from lakay.sync.core.cursors import LANES
from lakay.sync.core.offering import offer
from lakay.sync.core.peers import Peer
from lakay.sync.core.receipts import read
from lakay.sync.core.store import State, Store
from lakay.sync.core.tail import Damaged, TailReader
from lakay.sync.secrets import secrets
from lakay.sync.store import DjangoStore
from tests.journal.conftest import NOW, marie  # noqa: F401  (a fixture)
from tests.journal.sample.actions import change_card, open_card
from tests.journal.sample.models import Card
from tests.sync.stores import Tables, line

HOME = "sample.card.read"
AUDIENCE = Audience.of((line("sample.card.*", "post", "hub"), line(HOME, "post", "-", scope="none")))
ROUNDS = 3
"""So many times a post and its hub must talk undisturbed, until nothing waits any more."""


class Line:
    """A post with its tables, a hub in memory, and a line between them that loses, repeats and delays."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        own = secrets()
        post = Peer(own.node, own.signing_public, own.sealing_public, "post", "HT-OUA", "DIE")
        self.hub_peer, keys = invent(chance, "hub")
        register = {post.node: post, self.hub_peer.node: self.hub_peer}
        self._tables = lambda: Beside(post, self.hub_peer, register)
        self.hub = MemoryStore(
            self.hub_peer, keys, Disk("b" * 16, Head(Origin(self.hub_peer.node, "b" * 16))), AUDIENCE, enrolled=register
        )
        self.on_the_way: list[tuple[Store, bytes]] = []

    @property
    def post(self) -> DjangoStore:
        """One object serves one parcel."""
        return self._tables()

    def talk(self, losses: float = 0.0) -> None:
        """Both say what they have."""
        for sender, receiver in ((self.post, self.hub), (self.hub, self.post)):
            to = receiver.me.node
            self.on_the_way.append((receiver, offer(sender, to, most_bytes=300, at=NOW, random=self.chance.randbytes).parcel))
            while self.on_the_way and self.chance.random() >= losses:
                place = self.chance.randrange(len(self.on_the_way)) if losses else 0
                where, parcel = self.on_the_way[place]
                accept(self.post if where is not self.hub else self.hub, parcel, at=NOW)
                if self.chance.random() >= losses:
                    del self.on_the_way[place]
            if losses and self.on_the_way and self.chance.random() < losses:
                del self.on_the_way[self.chance.randrange(len(self.on_the_way))]

    def unsent(self) -> set[UUID]:
        """What no signed receipt of the hub covers."""
        signed = self.post.standing(self.hub_peer.node).receipt
        covered = read(signed, self.hub_peer, self.post.me.node).cursor.within(self.post.incarnation, {}) if signed else None
        rows = Event.objects.filter(node=self.post.me.node).exclude(action=HOME).values_list("id", "position", "action")
        return {row for row, position, action in rows if not covered or (position or 0) > covered.of(AUDIENCE.lane(action))}


class Beside(Tables):
    """The post, whose hub is another node."""

    def __init__(self, me: Peer, hub: Peer, register: dict[str, Peer]) -> None:
        super().__init__(me, register, AUDIENCE)
        self._hub = hub

    def hubs(self) -> list[Peer]:
        return [self._hub]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
def test_every_event_is_in_exactly_one_place_and_none_waits_for_ever(seed, marie):  # noqa: F811
    """Failure 16: records that vanished from an outbox, or stuck in it."""
    chance = Random(seed)
    line_ = Line(chance)
    for number in range(30):
        _work(chance, marie, number)
        line_.talk(losses=0.4)
        _check(line_)
    line_.on_the_way.clear()
    for _ in range(ROUNDS):
        while offer(line_.post, line_.hub_peer.node, most_bytes=300, at=NOW, random=chance.randbytes).more:
            line_.talk()
        line_.talk()
    assert line_.unsent() == set()
    assert {held.state for chain in line_.hub.disk.chains.values() for held in chain.values()} == {State.APPLIED}
    _check(line_)


def _work(chance: Random, by: Actor, number: int) -> None:
    cards = list(Card.objects.order_by("id"))
    if not cards or chance.random() < 0.4:
        open_card(by=by, at=NOW, name=f"n{number}")
    elif chance.random() < 0.5:
        change_card(by=by, at=NOW, card=chance.choice(cards), colour=f"c{number}")
    else:
        card = chance.choice(cards)
        record_read(by=by, at=NOW, purpose=Purpose.TRAINING, what=HOME, subjects=[card.id])


def _check(line_: Line) -> None:
    """Created is at home, or waits, or the hub has said that it holds it; and the hub holds what it has said."""
    created = set(Event.objects.values_list("id", flat=True))
    home = set(Event.objects.filter(action=HOME).values_list("id", flat=True))
    at_hub, unsent = ids(line_.hub.disk), line_.unsent()
    safe = created - home - unsent
    assert safe <= at_hub, "what counts as handed over is there"
    assert not at_hub & home, "what stays at home is not"
    assert at_hub <= created
    confirmed = line_.post.standing(line_.hub_peer.node).confirmed
    offered = {held.event.header.id for lane in LANES for held in line_.post.after(confirmed.of(lane), 1000, _lane(lane))}
    assert unsent <= offered | at_hub, "what waits is offered again, unless it has come already"


def _lane(lane: str) -> Callable[[str], bool]:
    return lambda action: AUDIENCE.lane(action) == lane


TWICE = '{"i":"a","n":1,"n":2}'


def test_a_key_that_stands_twice_is_refused_wherever_a_parcel_holds_json():
    """Failure 38: two readers saw two roles in one document."""
    assert read_strictly('{"i":"a","n":1}') == {"i": "a", "n": 1}
    with pytest.raises(ValueError, match="twice"):
        read_strictly('{"a":[{"role":"officer","role":"admin"}]}')
    assert heads.Head.from_json('{"i":"a","n":1}', TailReader(b"")).turn == 1
    with pytest.raises(Damaged):
        heads.Head.from_json(TWICE, TailReader(b""))


@pytest.mark.parametrize("secret", ["", "short", "known to everybody who has read the source"])
def test_no_node_starts_with_a_secret_that_others_could_know(secret, tmp_path):
    """Failure 38: a cluster that came with a secret of its own."""
    told = settings.NO_SECRET_OUTSIDE_DEMO if secret.startswith("known") else secret
    env = {**os.environ, "LAKAY_MODE": "node", "LAKAY_DATA": str(tmp_path), "LAKAY_SECRET_KEY": told}
    env.pop("LAKAY_TEST_APPS", None)
    done = subprocess.run(
        [sys.executable, "-c", "import lakay.config.settings"], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "LAKAY_SECRET_KEY" in done.stderr
