"""Who was referred in the demo: a referral in each state, what telephones were told, what people said of it. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle

from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.messaging.actions import NODE, mark_failed
from lakay.messaging.models import Message
from lakay.messaging.rules import TRIES, Problem
from lakay.protection.models import Intake
from lakay.protection.rules.intakes import OPEN, treated_as_child
from lakay.referral.actions import (
    CODE_HOLDER,
    agree_sharing,
    answer_complaint,
    answer_referral,
    complain,
    draft_referral,
    give_feedback,
    send_referral,
    withdraw_referral,
)
from lakay.referral.models import Complaint, Referral
from lakay.referral.pack import the_pack
from lakay.referral.queries import live_consent
from lakay.referral.rules.deadlines import deadline_for
from lakay.referral.rules.given import AgreedGiven, Answered, Complained, Drafted, Told
from lakay.referral.rules.states import Channel, Decline, Status
from lakay.services.models import Service

People = Mapping[str, Actor]

KEEPER = "anita"
STEP = timedelta(minutes=4)
AGO = timedelta(minutes=40)

WAYS: dict[Status, tuple[Status, ...]] = {
    Status.RECEIVED: (Status.RECEIVED,),
    Status.ACCEPTED: (Status.ACCEPTED,),
    Status.DECLINED: (Status.DECLINED,),
    Status.BEGUN: (Status.ACCEPTED, Status.BEGUN),
    Status.DONE: (Status.ACCEPTED, Status.BEGUN, Status.DONE),
}
"""What the service answered, by where the referral stands."""


@dataclass(frozen=True, slots=True)
class Story:
    """A referral of the demo: to which service, where it stands, and whether it is about a child."""

    service: str
    stands: Status
    child: bool = False


STORIES = (
    Story("SSJE-1", Status.SENT, child=True),
    Story("SSJE-1", Status.ACCEPTED, child=True),
    Story("HOGAR-1", Status.SENT),
    Story("KLINIK-1", Status.RECEIVED),
    Story("KLINIK-2", Status.DECLINED),
    Story("LEGAL-1", Status.BEGUN),
    Story("KLINIK-1", Status.DONE),
    Story("LEGAL-1", Status.WITHDRAWN),
    Story("HOGAR-1", Status.EXPIRED),
    Story("KLINIK-2", Status.DRAFTED),
)


def refer(people: People, at: datetime) -> int:
    """Refer those at the desk who have a name. Returns how many referrals there are."""
    workers = {people[name].id: people[name] for name in ("mirlande", "nadege")}
    files = Intake.objects.filter(status__in=OPEN, assigned_to__in=workers).exclude(called="").order_by("opened_at", "pk")
    children = [one for one in files if treated_as_child(one.age_group)]
    others = [one for one in files if one not in children]
    turns = {True: cycle(children), False: cycle(others)}
    told = [story for story in STORIES if (children if story.child else others)]
    for story in told:
        intake = next(turns[story.child])
        worker = workers[intake.assigned_to] if intake.assigned_to else people["mirlande"]
        with one_turn():
            _play(story, intake, worker, people[KEEPER], at)
    _speak(people, at)
    return len(told)


def _play(story: Story, intake: Intake, worker: Actor, keeper: Actor, at: datetime) -> None:
    service = Service.objects.select_related("provider").get(code=story.service)
    began = at - AGO
    if story.stands is Status.EXPIRED:
        began -= timedelta(minutes=deadline_for(the_pack().deadlines, intake.priority).expire)
    drafted = Drafted(note="", phone="+50900000000")
    receipt = draft_referral(by=worker, at=began, intake=intake, service=service, drafted=drafted)
    referral = Referral.objects.get(pk=receipt.id_of(Referral))
    if live_consent(intake, service.provider.code, began) is None:
        agree_sharing(by=worker, at=began, intake=intake, given=_yes(intake, service, began))
    if story.stands is not Status.DRAFTED:
        send_referral(by=worker, at=began, referral=referral)
    if story.stands is Status.WITHDRAWN:
        withdraw_referral(by=worker, at=began + STEP, referral=referral)
    by, channel = (keeper, Channel.PAGE) if service.provider.agency else (CODE_HOLDER, Channel.CODE)
    for number, step in enumerate(WAYS.get(story.stands, ()), start=1):
        reason = Decline.FULL if step is Status.DECLINED else None
        answer_referral(by=by, at=began + number * STEP, referral=referral, answered=Answered(step, channel, reason))
    if story.stands is Status.DONE:
        referral.refresh_from_db()
        give_feedback(
            by=worker, at=at - STEP, referral=referral, told=Told(True, True, True, "Yo te pale byen avè m."), channel="desk"
        )


def _yes(intake: Intake, service: Service, at: datetime) -> AgreedGiven:
    child = treated_as_child(intake.age_group)
    until, guardian = at + timedelta(days=30), "authority" if child else ""
    return AgreedGiven(service.provider.code, True, "spoken", "ht", until, child, True if child else None, guardian)


def _speak(people: People, at: datetime) -> None:
    """A message that no gateway took, a complaint without a name that waits, and one by the help line that was answered."""
    message = Message.objects.order_by("at", "pk").first()
    for number in range(TRIES if message else 0):
        message = Message.objects.get(pk=message.pk)  # type: ignore[union-attr]
        mark_failed(by=NODE, at=at - AGO + number * STEP, message=message, gateway="http", problem=Problem.REFUSED)
    complain(
        by=CODE_HOLDER, at=at - AGO, given=Complained("M rete tann tout jounen an, pèsonn pa pale avè m.", "public", safe=True)
    )
    said = Complained("Yo mande m lajan devan biwo a.", "hotline", "+50900000009", safe=False)
    made = complain(by=people["nadege"], at=at - 2 * AGO, given=said).id_of(Complaint)
    complaint = Complaint.objects.get(pk=made)
    answer_complaint(by=people["yvonne"], at=at - AGO, complaint=complaint, answer="Nou pale ak ekip la. Sèvis la gratis.")
