"""Messages go by themselves from the running program, once, and not for somebody whose address is locked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from lakay.kernel.clock import SystemClock
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.messaging.actions import drop_message, send_again
from lakay.messaging.gateways import FileOutbox, NotTaken
from lakay.messaging.models import Message, Received
from lakay.messaging.pack import quiet_hours
from lakay.messaging.rules import Problem
from lakay.messaging.sending import Sent, alone, send_waiting
from lakay.referral.actions import send_referral, withdraw_referral
from lakay.referral.models import Referral
from lakay.referral.queries import told_of
from lakay.referral.telephones import read_inbox, telephones, way_out, work_through
from lakay.services.models import Service
from lakay.whereabouts.actions import set_lock
from tests.referral.office import MINUTE, NOW, a_boy, drafted, person, sent
from tests.services.office import BEYOND, CLINIC, a_service

pytestmark = pytest.mark.django_db


@dataclass
class At:
    """A clock that stands."""

    instant: datetime = NOW + MINUTE

    def now(self) -> datetime:
        return self.instant


@dataclass
class Phones:
    """A gateway that keeps what it got, or takes nothing."""

    refuses: Problem | None = None
    got: list[UUID] = field(default_factory=list)
    name: str = "phones"

    def send(self, message: UUID, to: str, text: str) -> None:
        if self.refuses:
            raise NotTaken(self.name, self.refuses)
        self.got.append(message)


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own for the locks and the messages."""
    monkeypatch.setattr(settings, "DATA", tmp_path)
    return tmp_path


def across() -> Service:
    """The house across the line, which has a telephone alone."""
    return a_service(BEYOND, CLINIC)


def message_of(referral: Referral) -> Message:
    return Message.objects.get(about=referral.pk)


def test_what_waits_goes_once_and_what_a_modem_brought_is_read(data: Path) -> None:
    one, phones = sent(service=across()), Phones()
    inbox = data / "inbox"
    inbox.mkdir()
    (inbox / "1.json").write_text(json.dumps({"id": "1", "from": message_of(one).to, "text": f"SI {one.receipt}"}))
    (inbox / "2.json").write_text("[]")
    for _twice in range(2):
        work_through(phones, At(), lambda: False)
    answer = Message.objects.exclude(pk=phones.got[0]).get()
    assert phones.got == [message_of_sent(one), answer.pk]
    assert [path.name for path in inbox.iterdir()] == ["2.bad"]
    assert (Referral.objects.get(pk=one.pk).status, Received.objects.count()) == ("accepted", 1)
    assert read_inbox(inbox, At()) == read_inbox(data / "nowhere", At()) == 0


def message_of_sent(referral: Referral) -> UUID:
    """The first message about a referral."""
    return Message.objects.filter(about=referral.pk).order_by("at", "pk").values_list("pk", flat=True)[0]


def test_one_process_at_a_time_says_it() -> None:
    sent(service=across())
    phones = Phones()
    with alone() as mine:
        assert mine
        work_through(phones, At(), lambda: False)
        assert phones.got == []
    work_through(phones, At(), lambda: True)
    assert phones.got == [], "a program that ends begins nothing"
    work_through(phones, At(), lambda: False)
    assert len(phones.got) == 1


@pytest.mark.tampers
def test_another_machines_message_is_not_said_here() -> None:
    one = sent(service=across())
    Message.objects.filter(about=one.pk).update(node="ffffffffffffffff")
    assert send_waiting(Phones(), At().now) == Sent(0, 0)


def test_an_encrypted_machine_without_a_gateway_writes_no_open_file_and_says_so(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ENCRYPTED", True)
    sent(service=across())
    assert send_waiting(way_out(), At().now) == Sent(0, 1)
    assert (Message.objects.get().problem, (data / "outbox").exists()) == ("no_way", False)


def test_a_gateway_that_is_not_reached_is_not_asked_for_the_others() -> None:
    for _two in range(2):
        sent(service=across())
    assert send_waiting(Phones(Problem.UNREACHABLE), At().now) == Sent(0, 1)
    assert sorted(Message.objects.values_list("tries", flat=True)) == [0, 1]
    assert Message.objects.get(tries=1).problem == "unreachable"


def test_the_desk_sends_again_or_takes_out_and_nobody_else(data: Path) -> None:
    one, at = sent(service=across()), At()
    for _try in range(6):
        send_waiting(Phones(Problem.REFUSED), at.now)
        at.instant += timedelta(hours=1)
    message = message_of(one)
    assert (message.status, message.problem, message.ended_at is None) == ("failed", "refused", False)
    with pytest.raises(NotAllowed):
        send_again(by=person("marie"), at=at.now(), message=message)
    send_again(by=person("nadege"), at=at.now(), message=message)
    drop_message(by=person("nadege"), at=at.now(), message=message)
    assert send_waiting(Phones(), at.now) == Sent(0, 0)
    send_again(by=person("nadege"), at=at.now(), message=message)
    assert send_waiting(FileOutbox(data), at.now) == Sent(1, 0)
    with pytest.raises(CannotMove):
        drop_message(by=person("nadege"), at=at.now(), message=message_of(one))


def test_what_is_called_back_is_not_said_any_more() -> None:
    one = sent(service=across())
    withdraw_referral(by=person("nadege"), at=NOW + MINUTE, referral=one)
    assert (message_of(one).status, message_of(one).problem) == ("dropped", "ended")


def test_nothing_is_said_about_somebody_whose_address_is_locked() -> None:
    intake, phones = a_boy(), Phones()
    one = sent(intake, across())
    set_lock(by=person("nadege"), at=NOW, intake=intake, reason="Her husband looks for her.")
    work_through(phones, At(), lambda: False)
    assert (message_of(one).status, message_of(one).problem, phones.got) == ("dropped", "locked", [])
    again = drafted(intake, Service.objects.get())
    send_referral(by=person("nadege"), at=NOW + MINUTE, referral=again)
    assert not Message.objects.filter(about=again.pk).exists()
    told = [(each.service.provider.code, each.sent, each.reads) for each in told_of(intake)]
    assert told == [(one.to_provider, (NOW + MINUTE,), True), (one.to_provider, (NOW,), True)]


def test_what_can_wait_does_not_ring_at_night() -> None:
    quiet = quiet_hours()
    assert quiet is not None
    night, day = datetime(2026, 11, 22, 3, 30, tzinfo=UTC), datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
    assert quiet.over(night) == datetime(2026, 11, 22, 11, 0, tzinfo=UTC), "six in the morning at Port-au-Prince"
    assert quiet.over(day) == day
    late = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)
    assert quiet.over(late) == datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


def test_the_thread_of_the_server_ends_when_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SMS_GATEWAY", "http://sms.example.org/")
    worker = telephones(SystemClock())
    worker.end()
    worker.start()
    worker.join(timeout=60)
    assert not worker.is_alive()
