"""The protection desk of Ouanaminthe at work: who sits there, and files to work on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid5

from lakay.access.sessions import actor_with
from lakay.kernel.actors import Actor, system_actor
from lakay.protection.actions import open_intake, record_consent, record_screening
from lakay.protection.models import Intake
from lakay.protection.pack import the_pack
from lakay.protection.rules.codes import Guardian, Informed, Method, Source
from lakay.protection.rules.consents import STATEMENTS, Answered
from lakay.protection.rules.given import IntakeGiven, ScreeningGiven

NOW = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
YEAR = timedelta(days=365)

# name: role, agency, post
PEOPLE = {
    "mirlande": ("protection_officer", "BPM", "HT-OUA"),
    "nadege": ("social_worker", "IBESR", "HT-OUA"),
    "roseline": ("social_worker", "IBESR", "HT-MAL"),
    "ginette": ("protection_supervisor", "IBESR", "HT-OUA"),
    "carole": ("case_worker", "IBESR", ""),
    "marie": ("inspector", "DIE", "HT-OUA"),
}


def person(name: str) -> Actor:
    """Somebody at work."""
    role, agency, post = PEOPLE[name]
    return actor_with(uuid5(system_actor("tests").id, name), agency, post, [(role, "")])


def opened(by: str = "nadege", *signals: str, **more: Any) -> Intake:
    """A file that somebody opened, with the person before them unless it is said otherwise."""
    given = IntakeGiven(**{"source": Source.SELF, "signals": signals, "called": "Ti Jo", **more})
    receipt = open_intake(by=person(by), at=NOW, given=given)
    return Intake.objects.get(pk=receipt.id_of(Intake))


def asked(intake: Intake, instrument: str, by: str = "nadege", at: datetime = NOW, **answers: Any) -> None:
    """Ask by an instrument; `_` in the name of an answer stands for `-`."""
    given = ScreeningGiven(
        instrument, the_pack().newest(instrument).version, {code.replace("_", "-"): answer for code, answer in answers.items()}
    )
    record_screening(by=person(by), at=at, intake=intake, given=given)
    intake.refresh_from_db()


def yes(**more: Any) -> Answered:
    """A yes to all seven statements."""
    values: dict[str, Any] = {
        "answers": dict.fromkeys(STATEMENTS, True),
        "version": "1",
        "language": "ht",
        "method": Method.SIGNED,
        "informed": (Informed.READ,),
        "until": NOW + YEAR,
    }
    return Answered(**values | more)


def childs_yes(**more: Any) -> Answered:
    """A child's yes, with a parent's."""
    return yes(**{"child": True, "assent": True, "guardian": Guardian.PARENT, "guardian_name": "Manman Jo"} | more)


def agreed(intake: Intake, by: str = "nadege", answered: Answered | None = None) -> None:
    """Record a yes."""
    record_consent(by=person(by), at=NOW, intake=intake, answered=answered or yes())
