"""The agencies at the gate of Ouanaminthe, one across the line, and one at another gate."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid5

import pytest

from lakay.access.sessions import actor_with
from lakay.coordination import actions
from lakay.coordination.models import Incident, Patrol, RapidAlert, Task
from lakay.coordination.rules import Seriousness, Severity
from lakay.journal.keys import make_node_keys
from lakay.kernel.actors import Actor, system_actor

NOW = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)  # Friday, nine in the morning at Ouanaminthe
HOUR = timedelta(hours=1)

# name: role, agency, post
PEOPLE = {
    "marie": ("inspector", "DIE", "HT-OUA"),
    "jean": ("inspector", "DIE", "HT-OUA"),
    "rose": ("booth_supervisor", "DIE", "HT-OUA"),
    "luckner": ("border_police", "POLIFRONT", "HT-OUA"),
    "kettly": ("customs_officer", "AGD", "HT-OUA"),
    "kettly_colleague": ("customs_officer", "AGD", "HT-OUA"),
    "mirlande": ("protection_officer", "BPM", "HT-OUA"),
    "josue": ("reception_officer", "ONM", "HT-OUA"),
    "pedro": ("partner_officer", "DGM", "DO-DAJ"),
    "wilner": ("inspector", "DIE", "HT-MAL"),
    "clerveau": ("customs_officer", "AGD", "HT-MAL"),
    "ramon": ("partner_officer", "DGM", "DO-JIM"),
    "fabienne": ("analyst", "ONM", "HT-OUA"),
}


@pytest.fixture(scope="session", autouse=True)
def _keys() -> None:
    make_node_keys()


def person(name: str) -> Actor:
    """Somebody at work at their post."""
    role, agency, post = PEOPLE[name]
    return actor_with(uuid5(system_actor("tests").id, name), agency, post, [(role, "")])


@pytest.fixture
def who() -> Callable[[str], Actor]:
    """The people by their names."""
    return person


def opened(by: str = "luckner", *involved: str, text: str = "", **more: object) -> Incident:
    """An incident that an agency opened, calling others in."""
    given = actions.IncidentGiven("smuggling", "Rice in a lorry with a double floor", Seriousness.SERIOUS, involved)
    receipt = actions.open_incident(by=person(by), at=NOW, given=given, text=text, **more)  # type: ignore[arg-type]
    return Incident.objects.get(pk=receipt.id_of(Incident))


def asked(by: str = "luckner", agency: str = "AGD", **more: object) -> Task:
    """A task that somebody asked of an agency, due in an hour."""
    values = {"title": "Weigh the lorry", "due_at": NOW + HOUR, "text": "Plate in the log", **more}
    receipt = actions.ask_task(by=person(by), at=NOW, given=actions.TaskGiven(agency, **values))  # type: ignore[arg-type]
    return Task.objects.get(pk=receipt.id_of(Task))


def patrol(by: str = "luckner", team: int = 4) -> Patrol:
    """A patrol that left the post."""
    receipt = actions.begin_patrol(by=person(by), at=NOW, team_size=team, route="Along the river to the old bridge")
    return Patrol.objects.get(pk=receipt.id_of(Patrol))


def sent(
    by: str = "rose", *posts: str, everywhere: bool = False, severity: Severity = Severity.WARNING, hours: int = 6
) -> RapidAlert:
    """A rapid alert in Kreyòl and French."""
    receipt = actions.send_alert(
        by=person(by),
        at=NOW,
        severity=severity,
        texts={"ht": "Baryè a fèmen a midi", "fr": "La barrière ferme à midi"},
        until_at=NOW + hours * HOUR,
        posts=posts,
        everywhere=everywhere,
    )
    return RapidAlert.objects.get(pk=receipt.id_of(RapidAlert))
