"""Who helps in the demo: a small directory on both sides of the border. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from lakay.demo.referred import refer
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
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
    """Fill the directory and refer some of those at the desk. Returns how many referrals there are."""
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
    at_post = {name: replace(people[name], post=POST) for name in ("mirlande", "nadege", "yvonne")}
    return refer({**people, **at_post}, at)
