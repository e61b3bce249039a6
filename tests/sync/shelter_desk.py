"""A desk that refers and a shelter with a machine of its own: `node("run", what="tests.sync.shelter_desk:…")`."""

from __future__ import annotations

from datetime import datetime, timedelta

from lakay.kernel.purposes import Purpose
from lakay.protection.models import Intake
from lakay.referral.actions import give_reply, withdraw_referral
from lakay.referral.delivering import send, take_replies
from lakay.referral.models import Delivery, Referral, Step
from lakay.referral.queries import delivered_to
from lakay.referral.rules.given import Answered
from lakay.referral.rules.states import Channel, Status
from lakay.services.actions import write_provider
from lakay.services.models import Provider
from tests.referral.office import NOW, a_boy, drafted, said_yes
from tests.services.office import a_service, person


class Tomorrow:
    """The clock of a desk that hears of it a day later, because the line was down."""

    def now(self) -> datetime:
        """A day after it went."""
        return NOW + timedelta(days=1)


def draft() -> str:
    """At the hub: a boy, a shelter that has a machine, and a referral that has not gone."""
    service = a_service()
    provider = {name: getattr(service.provider, name) for name in ("code", "name", "category", "country", "agency", "language")}
    write_provider(by=person("ginette"), at=NOW, values={**provider, "post": "SSJE"})
    referral = drafted(a_boy())
    said_yes(Intake.objects.get(), referral.to_provider)
    return Provider.objects.get().post


def go() -> None:
    """At the hub: it goes."""
    send(by=person("nadege"), at=NOW, referral=Referral.objects.get())


def came() -> list[str]:
    """At a shelter: whom the packets that came are about."""
    return [str((one.packet or {}).get("called")) for one in delivered_to(person("sister"), Purpose.PROTECTION)]


def accept() -> None:
    """At the shelter: yes."""
    answered = Answered(Status.ACCEPTED, Channel.NODE, note="Li ka vini.")
    give_reply(by=person("sister"), at=NOW, delivery=Delivery.objects.get(), answered=answered)


def taken() -> list[str]:
    """At the hub: what the referral says once the answers are taken in."""
    take_replies(Tomorrow())
    step = Step.objects.filter(channel=Channel.NODE).first()
    return [Referral.objects.get().status, step.note if step else ""]


def call_back() -> None:
    """At the hub: the desk takes it back."""
    withdraw_referral(by=person("nadege"), at=NOW, referral=Referral.objects.get())
    take_replies(Tomorrow())


def heard() -> list[str]:
    """At the shelter: whether the desk knows, and whether anything is still to be read."""
    one = Delivery.objects.get()
    return [str(len(one.heard)), str(one.packet), str(one.ended_at is not None)]
