"""Fifty posts push at one hub of four processes on PostgreSQL at the same time: no duplicate, no gap."""

import json
import logging
import os
import threading
import time
from datetime import UTC, datetime
from typing import Any

import postgres
import pytest

from lakay.demo.nodes.house import House
from lakay.prove.node import free_port
from lakay.prove.sender import Sender
from lakay.prove.senders import post_of
from lakay.sync.core.peers import Peer, name_of
from lakay.sync.https import TooBusy
from lakay.sync.https.client import Cut, Way
from lakay.sync.table import audience

pytestmark = [pytest.mark.slow, pytest.mark.long, pytest.mark.timeout(1500)]
POSTS, ROUNDS, EACH = 50, 4, 10
log = logging.getLogger(__name__)


@pytest.fixture
def hub(tmp_path):
    try:
        postgres.find("postgres")
    except postgres.NoPostgres:
        pytest.skip("needs PostgreSQL: `python tools/system.py`")
    with postgres.cluster(durable=True) as url:
        house = House(tmp_path / "hub", free_port(), os.environ, {"LAKAY_DATABASE_URL": url}, serve=("--workers", "4"))
        try:
            yield house
        finally:
            house.stop(9)


def push(sender, port, told):
    """Write, send, take the answer; some parcels twice, some answers thrown away."""
    way = Way(f"http://127.0.0.1:{port}")
    more = True
    rounds = 0
    while more or rounds < ROUNDS:
        now = datetime.now(UTC)
        if rounds < ROUNDS:
            sender.write(EACH, now)
        rounds += 1
        offer = sender.offer(now, most_bytes=sender.random.choice((1_500, 6_000, 100_000)))
        try:
            back = way.carry(offer.parcel, most=4_000, photos=False)
            if sender.random.random() < 0.2:
                back = way.carry(offer.parcel, most=4_000, photos=False)
            if rounds <= ROUNDS and sender.random.random() < 0.2:
                continue  # the answer was lost on the way
            more = sender.accept(back, now).more or offer.more or offer.events > 0
        except (Cut, TooBusy):
            told["again"] += 1
            time.sleep(0.2)
    way.hang_up()
    told["done"].append(sender)


def test_fifty_posts_at_once_lose_and_double_nothing(hub):
    hub.run("rehearse", "found", "Hub", "MICT", "https://hub.example")
    keys = json.loads(hub.run("prove", "crowd", str(POSTS)).strip().splitlines()[-1])
    signing, sealing = bytes.fromhex(keys["signing"]), bytes.fromhex(keys["sealing"])
    at_hub = Peer(name_of(signing), signing, sealing, "hub")
    hub.start()
    senders = [Sender(seed, at_hub, audience(), post_of(seed)) for seed in range(1, POSTS + 1)]
    told: dict[str, Any] = {"again": 0, "done": []}
    threads = [threading.Thread(target=push, args=(sender, hub.port, told)) for sender in senders]
    start = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds = time.monotonic() - start
    log.info("%d events of %d posts in %.0f s, %d parcels sent again", POSTS * ROUNDS * EACH, POSTS, seconds, told["again"])
    assert len(told["done"]) == POSTS
    file = hub.folder / "told.json"
    hub.run("prove", "tell", str(file), "holdings")
    held = json.loads(file.read_text())
    for sender in senders:
        chain = {held["events"].get(f"{sender.origin}:{seq}") for seq in range(1, ROUNDS * EACH + 1)}
        assert None not in chain
        assert len(chain) == ROUNDS * EACH
        assert f"{sender.origin}:{ROUNDS * EACH + 1}" not in held["events"]
        assert sender.confirmed >= ROUNDS * EACH
    assert sum(key.startswith("coordination.incident:") for key in held["records"]) == POSTS * ROUNDS * EACH
    assert held["unapplied"] == {}
    assert held["faults"] == 0
