"""A line within this machine: what goes in comes out, it is counted, and it breaks when it is told to."""

import socket
import threading
from contextlib import suppress

import pytest

from lakay.demo.relay import Relay


@pytest.fixture
def echo():
    """Somebody at the other end who says everything back."""
    door = socket.create_server(("127.0.0.1", 0))

    def answer(caller):
        with caller, suppress(ConnectionError):
            while data := caller.recv(65_536):
                caller.sendall(data)

    def serve():
        while True:
            try:
                caller, _ = door.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(caller,), daemon=True).start()

    thread = threading.Thread(target=serve)
    thread.start()
    yield door.getsockname()[1]
    door.shutdown(socket.SHUT_RDWR)
    door.close()
    thread.join(5)


@pytest.fixture
def relay(echo):
    line = Relay(echo)
    line.start()
    yield line
    line.end()


def call(relay):
    line = socket.create_connection(("127.0.0.1", relay.port), 5)
    line.settimeout(5)
    return line


def heard(line, length):
    data = b""
    while len(data) < length and (piece := line.recv(65_536)):
        data += piece
    return data


def test_what_goes_in_comes_out_and_is_counted(relay):
    said = bytes(range(256)) * 400
    with call(relay) as line:
        line.sendall(said)
        assert heard(line, len(said)) == said
    assert relay.count.calls == 1
    assert relay.count.sent == len(said)


def test_a_cut_line_is_dead_and_a_restored_one_lives(relay):
    with call(relay) as line:
        line.sendall(b"one")
        assert heard(line, 3) == b"one"
        relay.cut()
        assert heard(line, 1) == b""
    with call(relay) as line:
        assert heard(line, 1) == b""
    relay.restore()
    with call(relay) as line:
        line.sendall(b"two")
        assert heard(line, 3) == b"two"


def test_it_breaks_after_so_many_bytes_and_lets_no_more_pass(relay):
    relay.cut_after(1_000)
    with call(relay) as line:
        line.sendall(bytes(5_000))
        got = heard(line, 5_000)
    assert relay.count.both == 1_000
    assert len(got) < 1_000
    assert not relay.whole
