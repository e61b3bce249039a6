"""What a post holds of referrals leaves its disk with the window: the yes, the packet, the copy for the service's machine, what telephones said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from lakay.kernel.ids import new_id
from lakay.messaging.actions import NODE, mark_sent, take_message
from lakay.messaging.models import Message, Received
from lakay.protection.actions import close_intake
from lakay.protection.models import Intake
from lakay.protection.rules.codes import Outcome
from lakay.referral.actions import answer_complaint, complain, give_feedback, give_reply, withdraw_referral
from lakay.referral.delivering import send, take_replies
from lakay.referral.models import Agreed, Complaint, Delivery, Feedback, Referral, Reply, Step
from lakay.referral.rules.given import Answered, Complained, Told
from lakay.referral.rules.states import Channel, Status
from lakay.services.actions import write_provider
from lakay.window import safety
from lakay.window.moving import move, window_of_pack
from tests.referral.office import MINUTE, NOW, a_boy, as_it_stands, drafted, person, said_yes, sent
from tests.referral.test_delivering import At
from tests.services.office import BEYOND, CLINIC, SISTERS, a_service
from tests.window.test_moving import covered, node, traces, whole  # noqa: F401  (fixtures)

LATER = NOW + timedelta(days=31)
WORDS = ("KANARI-CALLED", "KANARI-NOTE", "KANARI-REPLY", "KANARI-SMS", "KANARI-VOICE", "KANARI-COMPLAINT", "KANARI-ANSWER")
RECORDS: tuple[Any, ...] = (Intake, Agreed, Referral, Step, Delivery, Reply, Feedback, Complaint, Message, Received)


def to_the_shelter(boy: Intake) -> None:
    """The shelter has a machine of its own, answers from there, and is done with him; he says how it was."""
    referral = drafted(boy, note="KANARI-NOTE")
    write_provider(by=person("ginette"), at=NOW, values=SISTERS | {"post": "SSJE"})
    said_yes(boy, referral.to_provider)
    send(by=person("nadege"), at=NOW, referral=referral)
    for step in (Status.ACCEPTED, Status.BEGUN, Status.DONE):
        answered = Answered(step, Channel.NODE, None, "KANARI-REPLY")
        give_reply(by=person("sister"), at=NOW + MINUTE, delivery=Delivery.objects.get(), answered=answered)
    take_replies(At())
    told = Told(understood=True, safe=True, satisfied=False, words="KANARI-VOICE")
    give_feedback(by=person("nadege"), at=NOW, referral=as_it_stands(referral.pk), told=told, channel="page")


def across_the_line(boy: Intake) -> str:
    """The clinic has a telephone alone: it was told, answered, and the desk called him back. Returns the code that was on the telephone."""
    referral = sent(boy, a_service(BEYOND, CLINIC))
    mark_sent(by=NODE, at=NOW, message=Message.objects.get(), gateway="file")
    take_message(by=NODE, at=NOW, sender="+18095550100", text="KANARI-SMS", gateway="file", ref="7")
    withdraw_referral(by=person("nadege"), at=NOW, referral=referral)
    return referral.receipt


def a_complaint() -> None:
    """Somebody complained and had an answer."""
    made = complain(by=person("nadege"), at=NOW, given=Complained("KANARI-COMPLAINT", "page"))
    complaint = Complaint.objects.get(pk=made.id_of(Complaint))
    answer_complaint(by=person("ginette"), at=NOW, complaint=complaint, answer="KANARI-ANSWER")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is for a hub, which keeps everything")
@pytest.mark.skipif(settings.ENCRYPTED, reason="nothing could be found in an encrypted store before either")
def test_not_a_byte_of_a_referral_is_left_on_the_disk_and_what_waits_stays(
    node: None,  # noqa: F811
    traces: Callable[[str], list[str]],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(safety, "goes_to_hub", lambda _action: True)
    boy = a_boy(called="KANARI-CALLED")
    to_the_shelter(boy)
    marks = [*WORDS, across_the_line(boy)]
    a_complaint()
    close_intake(by=person("nadege"), at=NOW, intake=boy, outcome=Outcome.LEFT)
    marks += [pk.hex for model in RECORDS for pk in model.objects.values_list("pk", flat=True)]
    waits = drafted(a_boy(called="KANARI-STAYS"))
    assert [mark for mark in marks if not traces(mark)] == []
    assert not move(window_of_pack(), covered(), LATER).refused
    write_provider(
        by=person("ginette"), at=LATER, values=SISTERS | {"code": new_id().hex[:8]}
    )  # the writer is done with the commit before
    assert [mark for mark in marks if traces(mark)] == []
    assert traces("KANARI-STAYS")
    assert list(Referral.objects.all()) == [waits]
    assert {model for model in RECORDS if model.objects.exists()} == {Intake, Referral}
    assert whole()
