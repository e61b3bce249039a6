"""The bad lines of the rig are as bad as they say: otherwise the proof over them would prove nothing."""

import socket
import threading
import time

import pytest

from lakay.prove.links.network import NotHere, Quality, check, inside, network

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300), pytest.mark.enable_socket]
PORT = 4000


@pytest.fixture(autouse=True)
def _possible():
    try:
        check()
    except NotHere as missing:
        pytest.skip(f"the rig of bad lines {missing}")


def listen(space, address):
    with inside(space):
        return socket.create_server((address, PORT))


def call(space, address, seconds):
    with inside(space):
        return socket.create_connection((address, PORT), seconds)


def seconds_to_send(net, size):
    line = net.lines[0]
    door = listen(net.space(0), line.hub_address)
    got = []

    def take():
        caller, _ = door.accept()
        with caller:
            while data := caller.recv(65536):
                got.append(len(data))

    taker = threading.Thread(target=take)
    taker.start()
    caller = call(net.space(1), line.hub_address, 60)
    start = time.monotonic()
    caller.sendall(bytes(size))
    caller.close()
    taker.join(60)
    door.close()
    assert sum(got) == size
    return time.monotonic() - start


def test_a_line_of_64_kilobits_takes_ten_seconds_for_80_kilobytes():
    with network(1, Quality(64_000)) as net:
        net.lines[0].spoil()
        assert 8 < seconds_to_send(net, 80_000) < 60
        assert 80_000 < net.lines[0].bytes() < 100_000


def test_a_line_that_loses_packets_sends_them_again():
    with network(1, Quality(0, 0.15)) as net:
        net.lines[0].spoil()
        seconds_to_send(net, 200_000)
        assert net.lines[0].bytes() > 215_000


def test_a_line_that_failed_is_dead_until_it_is_mended():
    with network(2, Quality(0)) as net:
        one, two = net.lines
        doors = [listen(net.space(0), line.hub_address) for line in net.lines]
        one.fail()
        with pytest.raises(OSError):
            call(net.space(1), one.hub_address, 1)
        call(net.space(2), two.hub_address, 5).close()
        one.mend()
        call(net.space(1), one.hub_address, 10).close()
        for door in doors:
            door.close()
