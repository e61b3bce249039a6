"""What silence costs: an exchange in which nobody has anything to say, with HTTP and TLS, counted on the line to a real hub."""

import json
import logging
import os
import sqlite3
import threading
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


def held(relay, way, sender, seconds):
    """A question that the hub holds: how long, what came, and its bytes on the line."""
    before, now, begun = relay.count.both, datetime.now(UTC), time.monotonic()
    back = way.carry(sender.offer(now).parcel, most=2_048, photos=False, hold=seconds)
    took = time.monotonic() - begun
    return took, sender.accept(back, datetime.now(UTC)).events, relay.count.both - before


def silence(relay, way, sender, tries=5):
    """A question held to its end; a hub that has just started may still have its list of alerts to lock and to tell."""
    for _ in range(tries):
        found = held(relay, way, sender, 3)
        if found[0] >= 3:
            break
        while settle(way, sender):
            pass
    return found


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
        silent = silence(relay, fresh, sender)
        alert = alarmed(hub, relay, fresh, sender)
        fresh.hang_up()
    finally:
        way.hang_up()
        relay.end()
    log.info("idle %d bytes, call taken up again %d, call anew %d, the very first %d", idle, resumed, anew, first)
    log.info("held in silence %s, with an alert %s", silent, alert)
    assert idle < 1_000
    assert silent[0] >= 3
    assert silent[1:] == (0, silent[2])
    assert silent[2] < 1_000
    assert alert[1] > 0
    assert alert[0] < 60, "the answer came with the alert, not at the end of the question"
    assert idle < resumed < anew


def alarmed(hub, relay, way, sender):
    """While the hub holds a question, an account is made: news for every post, in the lane of alerts."""
    other = threading.Thread(target=hub.run, args=("staff", "add", "zoe", "--name", "Zoe", "--agency", "DIE"))
    other.start()
    try:
        return held(relay, way, sender, 120)
    finally:
        other.join()


def test_an_alert_at_the_hub_reaches_a_post_within_seconds(hub, tmp_path):
    """A real post with the usual silence of two minutes. Without the held question the news would wait for its next one."""
    hub.start()
    address = f"https://localhost:{hub.port}"
    post = House(tmp_path / "post", free_port(), os.environ, more={"LAKAY_LINK_IDLE": "120", "LAKAY_HUB": address})
    code = json.loads(hub.run("rehearse", "invite", "post", "DIE", "--post", "HT-OUA"))["code"]
    post.run("rehearse", "bare")
    hub.run("rehearse", "admit", json.loads(post.run("rehearse", "join", address, code, "Ouanaminthe"))["groups"])
    post.run("rehearse", "joined", address)
    post.start()
    try:
        before = settled(post)
        hub.run("prove", "crowd", "1")
        begun = time.monotonic()
        while known(post) == before:
            assert time.monotonic() - begun < 90
            time.sleep(0.1)
        took = time.monotonic() - begun
        begun = time.monotonic()
        hub.stop()
        stopping = time.monotonic() - begun
    finally:
        post.stop(9)
    log.info("the news took %.1f s, the hub with a held question ended in %.1f s", took, stopping)
    assert took < 90, "the news came with the answer, not with the next question after two minutes"
    assert stopping < 90, "the hub did not wait for the end of the question"


def known(post):
    """How many machines a post knows."""
    with sqlite3.connect(f"file:{post.folder / 'lakay.sqlite3'}?mode=ro", uri=True) as store:
        return store.execute("SELECT count(*) FROM sync_peer").fetchone()[0]


def settled(post):
    """What a post knows once its first exchange is over, and its question is held."""
    before, since, begun = 0, time.monotonic(), time.monotonic()
    while time.monotonic() - since < 6 or not before:
        assert time.monotonic() - begun < 300, "the post heard nothing of its hub"
        now = known(post)
        before, since = (before, since) if now == before else (now, time.monotonic())
        time.sleep(0.2)
    return before
