"""A service with a machine of its own: it gets what is sent and nothing before, answers there, and loses it when it is called back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from lakay.access.visibility import visible
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.kernel.states import CannotMove
from lakay.protection.models import Intake
from lakay.referral.actions import give_reply, withdraw_referral
from lakay.referral.actions.answers import NoReason
from lakay.referral.delivering import send, take_replies
from lakay.referral.models import Delivery, Referral, Reply, Step
from lakay.referral.queries import delivered_to, read_of
from lakay.referral.rules.given import Answered
from lakay.referral.rules.states import Channel, Decline, Status, replied, stands
from lakay.services.actions import write_provider
from tests.referral.office import MINUTE, NOW, a_boy, as_it_stands, drafted, person, said_yes, sent
from tests.services.office import SISTERS

pytestmark = pytest.mark.django_db
SISTER = "sister"


@dataclass
class At:
    """A clock that stands."""

    instant: datetime = NOW + 9 * MINUTE

    def now(self) -> datetime:
        return self.instant


def delivered() -> tuple[Referral, Delivery]:
    """The shelter has a machine, and the boy is referred to it."""
    referral = drafted(a_boy())
    write_provider(by=person("ginette"), at=NOW, values=SISTERS | {"post": "SSJE"})
    said_yes(referral_file(referral), referral.to_provider)
    assert not Delivery.objects.exists(), "nothing names the machine before it goes"
    send(by=person("nadege"), at=NOW, referral=referral)
    return as_it_stands(referral.pk), Delivery.objects.get()


def referral_file(referral: Referral) -> Intake:
    """The boy's file."""
    return Intake.objects.get(pk=str(referral.intake))


def answers(delivery: Delivery, step: Status, by: Actor | None = None, reason: Decline | None = None) -> None:
    """What the sister says on her own machine."""
    answered = Answered(step, Channel.NODE, reason, "Li rive." if step is Status.BEGUN else "")
    give_reply(by=by or person(SISTER), at=NOW + MINUTE, delivery=delivery, answered=answered)


def test_the_answer_of_the_machine_moves_the_referral_once() -> None:
    referral, delivery = delivered()
    assert (delivery.packet, delivery.case, delivery.post) == (referral.packet, referral.case, "SSJE")
    answers(delivery, Status.ACCEPTED)
    answers(delivery, Status.BEGUN)
    assert take_replies(At()) == 2
    assert take_replies(At()) == 0
    assert as_it_stands(referral.pk).status == "begun"
    assert list(Step.objects.filter(channel="node").order_by("at", "pk").values_list("status", flat=True)) == [
        "accepted",
        "begun",
    ]
    answers(Delivery.objects.get(), Status.DONE)
    take_replies(At())
    done = Delivery.objects.get()
    assert done.ended_at == At().instant
    assert read_of(done, At().instant) == referral.packet, "for as many days as was agreed"


def test_an_answer_given_in_time_counts_however_late_the_line_brings_it() -> None:
    referral, delivery = delivered()
    assert referral.expires_at is not None
    answers(delivery, Status.ACCEPTED)
    late = At(referral.expires_at + 9 * MINUTE)
    assert stands(referral.status, referral.expires_at, late.now()) is Status.EXPIRED
    assert take_replies(late) == 1
    assert as_it_stands(referral.pk).status == "accepted"
    assert Step.objects.get(channel="node").at == NOW + MINUTE, "when it was said"


@pytest.mark.parametrize("wrong", [-99 * MINUTE, 99 * MINUTE])
def test_an_answer_from_a_clock_that_cannot_be_right_is_given_when_it_comes(wrong: timedelta) -> None:
    referral, delivery = delivered()
    give_reply(by=person(SISTER), at=NOW + wrong, delivery=delivery, answered=Answered(Status.RECEIVED, Channel.NODE))
    take_replies(At())
    assert as_it_stands(referral.pk).status == "received"
    assert Step.objects.get(channel="node").at == At().instant


def test_what_is_called_back_or_declined_is_not_read_there_any_more() -> None:
    referral, delivery = delivered()
    withdraw_referral(by=person("nadege"), at=NOW, referral=referral)
    answers(delivery, Status.RECEIVED)
    assert take_replies(At()) == 1, "it came too late, and is taken in without effect"
    gone = Delivery.objects.get()
    assert (gone.packet, as_it_stands(referral.pk).status) == (None, "withdrawn")
    with pytest.raises(CannotMove):
        answers(gone, Status.ACCEPTED)


def test_a_no_needs_a_reason_and_only_its_own_people_answer() -> None:
    _referral, delivery = delivered()
    with pytest.raises(NoReason):
        answers(delivery, Status.DECLINED)
    with pytest.raises(NotAllowed):
        answers(delivery, Status.ACCEPTED, by=person("nadege"))
    answers(delivery, Status.DECLINED, reason=Decline.FULL)
    take_replies(At())
    assert Delivery.objects.get().packet is None
    assert Reply.objects.get().reason == "full"


@pytest.mark.tampers
def test_only_the_agency_it_is_for_sees_it_and_the_hub_shows_it_once() -> None:
    referral, delivery = delivered()
    seen = [name for name in (SISTER, "nadege", "marie") if visible(person(name), Purpose.PROTECTION, Delivery).exists()]
    assert seen == [SISTER]
    assert delivered_to(person(SISTER), Purpose.PROTECTION) == [], "here the referral itself stands in the list"
    Delivery.objects.filter(pk=delivery.pk).update(referral=delivery.pk)
    assert delivered_to(person(SISTER), Purpose.PROTECTION) == [delivery]
    assert referral.packet


def test_a_service_without_a_machine_gets_no_delivery() -> None:
    one = sent()
    assert (one.status, Delivery.objects.count()) == ("sent", 0)


def test_answers_that_came_in_any_order_stand_where_the_furthest_is() -> None:
    later = NOW + 99 * MINUTE
    assert replied(["begun", "accepted"], later, NOW) is Status.BEGUN
    assert replied([], later, NOW) is Status.SENT
    assert replied([], NOW, NOW) is Status.EXPIRED
