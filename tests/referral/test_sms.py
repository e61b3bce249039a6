"""A partner with nothing but a telephone closes the loop."""

from __future__ import annotations

import pytest

from lakay.messaging.models import Message, Received
from lakay.referral.models import Referral, Step
from lakay.referral.sms import take_sms
from tests.referral.office import MINUTE, NOW, sent
from tests.services.office import BEYOND, CLINIC, a_service

pytestmark = pytest.mark.django_db


def say(text: str, ref: str = "", sender: str = "+18095550100") -> bool:
    return take_sms(sender, text, gateway="http", ref=ref, at=NOW + MINUTE)


@pytest.fixture
def referral() -> Referral:
    return sent(service=a_service(BEYOND, CLINIC))


def test_a_clinic_across_the_line_accepts_begins_and_is_done_by_sms(referral: Referral) -> None:
    for word in ("SI", "EMPEZADO", "TERMINADO"):
        assert say(f"{word} {referral.receipt}")
    referral.refresh_from_db()
    assert referral.status == "done"
    assert set(Step.objects.exclude(status="sent").values_list("channel", flat=True)) == {"sms"}
    replies = Message.objects.exclude(text__contains=referral.receipt).values_list("language", "to")
    assert list(replies) == [("es", "+18095550100")] * 3


def test_a_no_with_its_reason(referral: Referral) -> None:
    assert say(f"no {referral.receipt} lleno")
    assert Step.objects.latest("pk").reason == "full"


def test_what_the_gateway_repeats_moves_nothing(referral: Referral) -> None:
    assert say(f"SI {referral.receipt}", ref="1")
    assert say(f"SI {referral.receipt}", ref="1")
    assert Received.objects.count() == 1
    assert Message.objects.count() == 2  # the announcement and one reply


def test_the_same_answer_twice_is_thanked_twice_and_written_once(referral: Referral) -> None:
    for _twice in range(2):
        assert say(f"SI {referral.receipt}")
    assert Step.objects.filter(status="accepted").count() == 1
    assert Message.objects.count() == 3


def test_too_late_is_told_and_moves_nothing(referral: Referral) -> None:
    assert referral.expires_at is not None
    assert take_sms("+18095550100", f"SI {referral.receipt}", gateway="http", ref="", at=referral.expires_at)
    referral.refresh_from_db()
    assert referral.status == "sent"


@pytest.mark.parametrize("text", ["SI 0000-0000-0000", "SI", "hola", ""])
def test_who_knows_no_code_gets_no_answer(referral: Referral, text: str) -> None:
    before = Message.objects.count()
    assert not say(text)
    assert Message.objects.count() == before
    assert not Received.objects.get().understood


def test_a_sender_that_cannot_be_answered_is_heard_all_the_same(referral: Referral) -> None:
    assert say(f"SI {referral.receipt}", sender="40404")
    referral.refresh_from_db()
    assert referral.status == "accepted"
