"""Who helps in the demo: a small directory on both sides of the border, and referrals in three states. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.protection.models import Intake
from lakay.protection.rules.intakes import OPEN, treated_as_child
from lakay.referral.actions import agree_sharing, answer_referral, draft_referral, send_referral
from lakay.referral.models import Referral
from lakay.referral.rules.given import AgreedGiven, Answered, Drafted
from lakay.referral.rules.states import Channel, Status
from lakay.services.actions import count_room, write_provider, write_service
from lakay.services.models import Provider, Service

POST = "HT-OUA"
KEEPER = "anita"
People = Mapping[str, Actor]

PROVIDERS: tuple[dict[str, Any], ...] = (
    {
        "code": "SSJE",
        "name": "Sè Sen Jan Levanjelis",
        "category": "shelter",
        "country": "HTI",
        "agency": "SSJE",
        "language": "ht",
    },
    {"code": "KLINIK-OUA", "name": "Klinik Espwa (envante)", "category": "health", "country": "HTI", "phone": "+50900000001"},
    {"code": "ED-LEGAL", "name": "Èd Legal Nòdès (envante)", "category": "ngo", "country": "HTI", "phone": "+50900000002"},
    {"code": "HOGAR-DAJ", "name": "Hogar Esperanza (inventado)", "category": "ngo", "country": "DOM", "phone": "+18090000001"},
)

SERVICES: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "SSJE",
        {
            "code": "SSJE-1",
            "type": "shelter-child",
            "name": "Kay timoun Sen Jan",
            "place": "HT0421",
            "hidden": True,
            "age_to": 17,
        },
    ),
    (
        "SSJE",
        {"code": "SSJE-2", "type": "shelter-women", "name": "Kay fanm Sen Jan", "place": "HT0421", "hidden": True, "sex": "F"},
    ),
    (
        "KLINIK-OUA",
        {"code": "KLINIK-1", "type": "medical", "name": "Klinik lajounen", "place": "HT0421", "hours": "Mo-Sa 07:00-15:00"},
    ),
    (
        "KLINIK-OUA",
        {"code": "KLINIK-2", "type": "mental-health", "name": "Koute moun", "place": "HT0421", "hours": "Tu Th 09:00-13:00"},
    ),
    ("ED-LEGAL", {"code": "LEGAL-1", "type": "legal-aid", "name": "Avoka pou moun ki pa gen mwayen", "place": "HT0411"}),
    (
        "HOGAR-DAJ",
        {"code": "HOGAR-1", "type": "medical", "name": "Consultorio Esperanza", "languages": ["es", "ht"], "cost": "reduced"},
    ),
)

COUNTED = {"SSJE-1": (14, 11), "SSJE-2": (8, 8)}


def help_people(people: People, at: datetime) -> int:
    """Fill the directory and refer some of those at the desk. Returns how many were referred."""
    keeper, supervisor = people[KEEPER], replace(people["yvonne"], post=POST)
    with one_turn():
        for values in PROVIDERS:
            write_provider(by=supervisor, at=at, values={"language": "fr", **values})
        for provider, values in SERVICES:
            write_service(
                by=supervisor, at=at, provider=Provider.objects.get(code=provider), values={"languages": ["ht"], **values}
            )
        for code, (capacity, occupied) in COUNTED.items():
            service = Service.objects.select_related("provider").get(code=code)
            count_room(by=keeper, at=at, service=service, capacity=capacity, occupied=occupied)
    return _refer(people, at)


def _refer(people: People, at: datetime) -> int:
    """One referral waits for an answer, one was accepted by the house, one by telephone across the line."""
    workers = {people[name].id: replace(people[name], post=POST) for name in ("mirlande", "nadege")}
    files = [
        one for one in Intake.objects.filter(status__in=OPEN, assigned_to__in=workers).order_by("opened_at", "pk") if one.called
    ]
    children = [one for one in files if treated_as_child(one.age_group)][:2]
    plan = [*zip(children, ("SSJE-1", "SSJE-1"), strict=False), *((one, "HOGAR-1") for one in files if one not in children[:2])][
        :3
    ]
    for intake, code in plan:
        worker = workers[intake.assigned_to] if intake.assigned_to else people["mirlande"]
        with one_turn():
            _send(worker, intake, code, at - timedelta(minutes=40))
    sent = Referral.objects.filter(status=Status.SENT, to_agency="SSJE").order_by("at", "pk").last()
    if sent is not None and len(children) > 1:
        answered = Answered(Status.ACCEPTED, Channel.PAGE)
        answer_referral(by=people[KEEPER], at=at - timedelta(minutes=20), referral=sent, answered=answered)
    return len(plan)


def _send(worker: Actor, intake: Intake, code: str, at: datetime) -> None:
    service = Service.objects.select_related("provider").get(code=code)
    child = treated_as_child(intake.age_group)
    yes = AgreedGiven(
        service.provider.code,
        True,
        "spoken",
        "ht",
        at + timedelta(days=30),
        child,
        True if child else None,
        "authority" if child else "",
    )
    agree_sharing(by=worker, at=at, intake=intake, given=yes)
    drafted = Drafted(note="", phone="+50900000000")
    receipt = draft_referral(by=worker, at=at, intake=intake, service=service, drafted=drafted)
    send_referral(by=worker, at=at, referral=Referral.objects.get(pk=receipt.id_of(Referral)))
