"""A question that the hub holds: it ends with an alert for who asked, with its time, or at once where there is no room."""

import threading
import time

import pytest

from lakay.sync import exchange
from lakay.sync.https import holding
from tests.sync.https.test_serving import admitted

SOON = 5.0


@pytest.fixture
def store(monkeypatch):
    """The place of a store that anybody can move on, and a bell that looks at it often."""
    place = [7]
    monkeypatch.setattr(exchange, "position", lambda: place[0])
    monkeypatch.setattr(holding, "LOOK_EVERY_SECONDS", 0.01)
    monkeypatch.setattr(holding, "BELL", holding.Bell())
    monkeypatch.setattr(holding, "connection", type("Line", (), {"close": staticmethod(lambda: None)}))
    yield place
    for thread in threading.enumerate():
        if thread.name == "lakay-bell":
            thread.join(SOON)


def held(node, seconds):
    """Hold a question; how long it took."""
    begun = time.monotonic()
    holding.hold(node, 7, seconds)
    return time.monotonic() - begun


def test_silence_lasts_as_long_as_was_asked(store):
    assert 0.2 <= held("post", 0.2) < SOON


def test_an_alert_ends_it_and_news_for_others_do_not(store, monkeypatch):
    monkeypatch.setattr(holding, "has_alert", lambda node, since: since >= 8)

    def come():
        for position in (8, 9):
            time.sleep(0.1)
            store[0] = position

    other = threading.Thread(target=come)
    other.start()
    took = held("post", 60)
    other.join()
    assert 0.2 <= took < SOON


def test_where_too_many_are_held_the_next_is_answered_at_once(store, monkeypatch):
    monkeypatch.setattr(holding, "ROOM", threading.BoundedSemaphore(1))
    alerts = ["for one"]
    monkeypatch.setattr(holding, "has_alert", lambda node, since: bool(alerts))
    first = threading.Thread(target=holding.hold, args=("one", 7, 60))
    first.start()
    while holding.ROOM.acquire(blocking=False):  # until the first has it
        holding.ROOM.release()
        time.sleep(0.005)
    assert held("two", 60) < SOON
    store[0] = 8
    first.join()
    alerts.clear()
    assert 0.1 <= held("three", 0.1) < SOON


def test_who_waited_before_the_last_left_hears_the_bell_too(store):
    """The one who looks goes when nobody waits; the next who waits sends for another."""
    for position in (8, 9, 10):
        threading.Timer(0.05, store.__setitem__, (0, position)).start()
        assert holding.BELL.wait_beyond(position - 1, SOON) == position
        time.sleep(0.05)


@pytest.mark.django_db
def test_an_alert_is_what_the_table_sends_to_this_post_in_the_first_lane(hub):
    post = admitted()
    before = exchange.position()
    assert not holding.has_alert(post.peer.node, before)
    other = admitted(seed=2, post="HT-BEL")
    assert holding.has_alert(post.peer.node, before), "the register changed"
    assert not holding.has_alert(post.peer.node, exchange.position())
    assert holding.has_alert("0123456789abcdef", before), "who is not known any more is told at once"
    assert other.peer.node != post.peer.node
