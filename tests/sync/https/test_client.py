"""The way to a peer: one kept connection, taken up again at little cost, and every failure told apart."""

import ssl
import time

import pytest

from lakay.demo.relay import Relay
from lakay.sync.https import Refused, TooBusy
from lakay.sync.https.client import BadAddress, Cut, Way, post_once
from lakay.tls.authority import make_authority
from tests.sync.https.peer import AUTHORITY, ELSEWHERE, REACHED, Peer

PEM = AUTHORITY.pem.decode()
PARCEL = bytes(range(256)) * 8


@pytest.fixture
def peer(tmp_path):
    made = Peer(tmp_path)
    yield made
    made.end()


@pytest.fixture
def relay(peer):
    line = Relay(peer.port)
    line.start()
    yield line
    line.end()


@pytest.fixture
def way(relay):
    made = Way(f"https://localhost:{relay.port}", PEM)
    yield made
    made.hang_up()


def carry(way, parcel=PARCEL):
    return way.carry(parcel, most=4096, photos=False)


def cost(way, relay):
    """The bytes of one exchange on the line, once the last of them was counted."""
    before = relay.count.both
    carry(way)
    counted = -1
    while counted != relay.count.both:
        counted = relay.count.both
        time.sleep(0.05)
    return counted - before


def test_a_parcel_goes_and_one_comes_back(way, peer):
    assert carry(way) == PARCEL[::-1]
    assert way.carry(b"night", most=77, photos=True) == b"thgin"
    assert [path for path, _, _ in peer.asked] == ["/sync/parcel?4096", "/sync/parcel?77p"]


def test_a_second_parcel_costs_its_bytes_and_little_more(way, relay):
    cost(way, relay)
    assert cost(way, relay) - 2 * len(PARCEL) < 300
    assert relay.count.calls == way.calls == 1


def test_only_what_must_be_said_is_said(way, peer):
    carry(way)
    _, _, headers = peer.asked[0]
    assert set(headers) == {"Host", "Content-Length"}


def test_a_lost_connection_is_taken_up_again_for_less_than_the_first_one_cost(way, relay, peer):
    first = cost(way, relay)
    way.hang_up()
    assert cost(way, relay) < first
    assert peer.resumed == [False, True]


def test_a_peer_that_hung_up_in_the_silence_is_called_again_without_a_word(way, peer):
    peer.hangs_up = True
    carry(way)
    peer.hangs_up = False
    assert carry(way) == PARCEL[::-1]
    assert way.calls == 2


@pytest.mark.parametrize("part", [0, 100, 1500, 2600, 4200])
def test_a_line_that_goes_in_mid_sentence_is_told_as_a_cut_and_the_next_parcel_passes(way, relay, part):
    relay.cut_after(part + 1)
    with pytest.raises(Cut):
        carry(way)
    relay.restore()
    assert carry(way) == PARCEL[::-1]


def test_a_line_that_is_down_is_a_cut(way, relay):
    relay.cut()
    with pytest.raises(Cut):
        carry(way)


def test_a_peer_that_knows_nothing_of_us_and_one_that_is_busy_are_told_apart(way, peer):
    peer.status = 404
    with pytest.raises(Refused):
        carry(way)
    for status in (413, 500, 503):
        peer.status = status
        with pytest.raises(TooBusy):
            carry(way)


def test_a_peer_with_another_authority_is_not_spoken_to(relay, peer):
    stranger = Way(f"https://localhost:{relay.port}", make_authority(REACHED.names).pem.decode())
    with pytest.raises(Cut) as fault:
        carry(stranger)
    assert isinstance(fault.value.__cause__, ssl.SSLCertVerificationError)
    assert peer.asked == []


def test_a_peer_that_shows_another_name_is_not_spoken_to(tmp_path):
    other = Peer(tmp_path, ELSEWHERE)
    try:
        with pytest.raises(Cut):
            carry(Way(f"https://localhost:{other.port}", PEM))
        assert other.asked == []
    finally:
        other.end()


def test_plain_http_serves_within_one_machine():
    plain = Peer()
    way = Way(f"http://127.0.0.1:{plain.port}")
    try:
        assert carry(way) == PARCEL[::-1]
    finally:
        way.hang_up()
        plain.end()


@pytest.mark.parametrize("address", ["", "ftp://hub", "hub.gouv.ht", "https://"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(BadAddress):
        Way(address)


def test_a_new_machine_that_knows_no_certificate_yet_can_hand_in_its_paper(relay, peer):
    assert post_once(f"https://localhost:{relay.port}", "/sync/enrol", b"paper") == b"repap"
    assert peer.asked[0][0] == "/sync/enrol"
