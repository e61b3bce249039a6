"""A small directory: the shelter of the sisters, a clinic across the line, and who keeps and asks it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import uuid5

from lakay.access.sessions import actor_with
from lakay.kernel.actors import Actor, system_actor
from lakay.services.actions import write_provider, write_service
from lakay.services.models import Provider, Service

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)

# name: role, agency, post
PEOPLE = {
    "nadege": ("social_worker", "IBESR", "HT-OUA"),
    "ginette": ("protection_supervisor", "IBESR", "HT-OUA"),
    "sister": ("shelter_keeper", "SSJE", ""),
    "yves": ("shelter_keeper", "IBESR", ""),
    "marie": ("inspector", "DIE", "HT-OUA"),
}

SISTERS = {"code": "SSJE", "name": "Sisters of Saint John", "category": "shelter", "country": "HTI", "agency": "SSJE"}
HOUSE = {"code": "SSJE-1", "type": "shelter-child", "name": "House for children", "place": "HT0421", "hidden": True}
BEYOND = {"code": "HOGAR", "name": "Hogar", "category": "ngo", "country": "DOM", "phone": "+18095550100", "language": "es"}
CLINIC = {
    "code": "HOGAR-1",
    "type": "medical",
    "name": "Clínica",
    "latitude": "19.55000",
    "longitude": "-71.70000",
    "languages": ["es", "ht"],
    "cost": "reduced",
}


def person(name: str) -> Actor:
    """Somebody at work."""
    role, agency, post = PEOPLE[name]
    return actor_with(uuid5(system_actor("tests").id, name), agency, post, [(role, "")])


def a_service(provider: dict[str, Any] = SISTERS, service: dict[str, Any] = HOUSE, **more: Any) -> Service:
    """A service in the directory, with its provider."""
    ginette = person("ginette")
    write_provider(by=ginette, at=NOW, values=provider)
    of = Provider.objects.get(code=provider["code"])
    write_service(by=ginette, at=NOW, provider=of, values=service | more)
    return Service.objects.select_related("provider").get(code=(service | more)["code"])
