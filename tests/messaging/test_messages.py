"""Messages out and in: nothing is lost, nothing is said twice, and a broken gateway is tried again."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from uuid import UUID

import pytest

from lakay.journal.models import Event
from lakay.messaging.actions import NODE, queue_message, take_message
from lakay.messaging.gateways import BadGateway, FileOutbox, HttpGateway, NotTaken, gateway_of
from lakay.messaging.models import Message, Received
from lakay.messaging.rules import LONGEST, TRIES, BadMessage, MessageStatus, next_try
from lakay.messaging.sending import Sent, send_waiting

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)


def queued(text: str = "Lakay: WI K7QF", to: str = "+50937120000") -> Message:
    receipt = queue_message(by=NODE, at=NOW, to=to, text=text, language="ht")
    return Message.objects.get(pk=receipt.id_of(Message))


@dataclass
class Broken:
    """A gateway that takes nothing."""

    name: str = "broken"
    asked: int = field(default=0)

    def send(self, message: UUID, to: str, text: str) -> None:
        self.asked += 1
        raise NotTaken(self.name)


@pytest.mark.django_db
def test_what_waits_is_sent_once_and_in_order(tmp_path: Path) -> None:
    first, second = queued("one"), queued("two")
    assert send_waiting(FileOutbox(tmp_path), lambda: NOW) == Sent(2, 0)
    assert send_waiting(FileOutbox(tmp_path), lambda: NOW) == Sent(0, 0)
    told = {json.loads(path.read_text())["id"]: json.loads(path.read_text()) for path in tmp_path.glob("*.json")}
    assert told[first.pk.hex] == {"id": first.pk.hex, "to": "+50937120000", "text": "one"}
    assert set(told) == {first.pk.hex, second.pk.hex}
    assert not list(tmp_path.glob(".*"))
    second.refresh_from_db()
    assert (second.status, second.sent_at, second.gateway) == ("sent", NOW, "file")


@pytest.mark.django_db
def test_a_gateway_that_takes_nothing_is_asked_six_times_with_longer_rests() -> None:
    message, gateway, at = queued(), Broken(), NOW
    rests = []
    for _each in range(TRIES):
        assert send_waiting(gateway, lambda: at) == Sent(0, 1)  # noqa: B023  (called at once)
        message.refresh_from_db()
        if message.next_at:
            rests.append(int((message.next_at - at).total_seconds()) // 60)
            assert send_waiting(gateway, lambda: at) == Sent(0, 0), "not before its rest is over"  # noqa: B023
            at = message.next_at
    assert rests == [1, 2, 4, 8, 16]
    assert (message.status, gateway.asked) == (MessageStatus.FAILED, TRIES)
    assert send_waiting(gateway, lambda: at + timedelta(days=9)) == Sent(0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(("to", "text"), [("3712", "x"), ("+50937120000", " "), ("+50937120000", "x" * (LONGEST + 1)), ("", "x")])
def test_what_no_gateway_would_take_is_refused(to: str, text: str) -> None:
    with pytest.raises(BadMessage):
        queued(text, to)


@pytest.mark.django_db
def test_a_gateway_that_repeats_itself_is_heard_once() -> None:
    for _twice in range(2):
        take_message(by=NODE, at=NOW, sender="+50937120000", text="WI", gateway="http", ref="17")
    take_message(by=NODE, at=NOW, sender="+50937120000", text="WI", gateway="http")
    assert Received.objects.count() == 2


@pytest.mark.django_db
def test_the_journal_says_openly_neither_the_number_nor_the_words() -> None:
    queued("Lakay: canary words")
    take_message(by=NODE, at=NOW, sender="+50937120000", text="canary words", gateway="http")
    said = " ".join(bytes(event.body).decode() for event in Event.objects.all())
    assert "37120000" not in said
    assert "canary" not in said


def test_the_rest_doubles_and_ends() -> None:
    assert next_try(1, NOW) == NOW + timedelta(minutes=1)
    assert next_try(TRIES, NOW) is None


@dataclass
class Gateway:
    """A gateway on this machine: what it got, and what it answers."""

    address: str
    got: list[tuple[str | None, dict[str, str]]]
    answers: list[int]


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    got: list[tuple[str | None, dict[str, str]]] = []
    answers = [200]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.headers["Authorization"], json.loads(raw)))
            self.send_response(answers[0])
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Gateway(f"http://127.0.0.1:{server.server_port}/send", got, answers)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.enable_socket
def test_the_http_gateway_gets_the_message_and_its_token(gateway: Gateway) -> None:
    way = HttpGateway(gateway.address, "secret")
    way.send(UUID(int=7), "+50937120000", "Bonjou")
    assert gateway.got == [("Bearer secret", {"id": UUID(int=7).hex, "to": "+50937120000", "text": "Bonjou"})]
    for refusal in (500, 302, 401):
        gateway.answers[0] = refusal
        with pytest.raises(NotTaken):
            way.send(UUID(int=8), "+50937120000", "Bonjou")


@pytest.mark.enable_socket
def test_a_gateway_that_is_not_there_is_a_failed_try() -> None:
    with pytest.raises(NotTaken):
        HttpGateway("http://127.0.0.1:9/", "secret").send(UUID(int=7), "+50937120000", "Bonjou")


def test_words_go_over_https_or_not_at_all(tmp_path: Path) -> None:
    for address in ("http://sms.example.org/", "ftp://sms.example.org/", "sms"):
        with pytest.raises(BadGateway):
            HttpGateway(address, "secret")
    assert gateway_of("", "", tmp_path) == FileOutbox(tmp_path)
