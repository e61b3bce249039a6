"""What silence costs: an exchange in which nobody has anything to say, with HTTP and TLS, counted on the line to a real hub."""

import json
import logging
import os
import time
from datetime import UTC, datetime

import pytest

from lakay.demo.nodes.house import House
from lakay.demo.relay import Relay
from lakay.prove.node import free_port
from lakay.prove.sender import Sender
from lakay.prove.senders import post_of
from lakay.sync.core.peers import Peer, name_of
from lakay.sync.https.client import Way
from lakay.sync.table import audience

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
log = logging.getLogger(__name__)
TLS = ("--tls", "--name", "localhost", "--door", "0")


@pytest.fixture
def hub(tmp_path):
    house = House(tmp_path / "hub", free_port(), os.environ, serve=TLS)
    house.run("rehearse", "found", "Hub", "MICT", "https://hub.example")
    yield house
    house.stop(9)


def cost(relay, way, sender):
    """The bytes of one exchange on the line, both ways, once the last of them was counted."""
    before, now = relay.count.both, datetime.now(UTC)
    sender.accept(way.carry(sender.offer(now).parcel, most=2_048, photos=False), now)
    counted = -1
    while counted != relay.count.both:
        counted = relay.count.both
        time.sleep(0.2)
    return counted - before


def settle(way, sender):
    """One exchange with much room; whether there was anything to say."""
    now = datetime.now(UTC)
    taken = sender.accept(way.carry(sender.offer(now).parcel, most=262_144, photos=True), now)
    return taken.events or taken.more


def test_an_idle_exchange_costs_less_than_a_kilobyte(hub):
    keys = json.loads(hub.run("prove", "crowd", "1").strip().splitlines()[-1])
    signing, sealing = bytes.fromhex(keys["signing"]), bytes.fromhex(keys["sealing"])
    sender = Sender(1, Peer(name_of(signing), signing, sealing, "hub"), audience(), post_of(1))
    hub.start()
    relay = Relay(hub.port)
    relay.start()
    way = Way(f"https://localhost:{relay.port}", (hub.folder / "tls" / "authority.crt").read_text())
    try:
        first = cost(relay, way, sender)
        while settle(way, sender):
            pass  # the hub tells what it has
        idle = cost(relay, way, sender)
        way.hang_up()
        resumed = cost(relay, way, sender)
        fresh = Way(f"https://localhost:{relay.port}", (hub.folder / "tls" / "authority.crt").read_text())
        anew = cost(relay, fresh, sender)
        fresh.hang_up()
    finally:
        way.hang_up()
        relay.end()
    log.info("idle %d bytes, call taken up again %d, call anew %d, the very first %d", idle, resumed, anew, first)
    assert idle < 1_000
    assert idle < resumed < anew
