"""What waits for the protection desk of Ouanaminthe: calls of Marie in every state, one of them raised by a rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from lakay.border.actions import call_protection
from lakay.border.actions.protection_queue import close_call, take_call
from lakay.border.models import Call, Crossing, Firing
from lakay.journal.models import Record
from lakay.journal.writing import Act, write_event
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.people.models import Photo
from lakay.protection.actions import (
    assign_intake,
    close_intake,
    decide_status,
    open_intake,
    record_consent,
    record_screening,
)
from lakay.protection.models import ConsentAnswer, Intake
from lakay.protection.pack import the_pack
from lakay.protection.rules.codes import Finding, Outcome, Source
from lakay.protection.rules.given import IntakeGiven, ScreeningGiven
from tests.protection.office import childs_yes

Sits = Callable[[str, str], Actor]
SIGNS = {"ex-hours": "yes", "ex-low-pay": "yes", "dr-job": "no"}
HOUSE = {"away": "yes", "school": "yes", "works": "yes", "with": "nobody", "carer": "Madan Jo"}
FIGURES = {"children": 6, "without_paper": 5, "days": 30, "at_least": 4, "at_least_with_papers": 8}


def settle_protection(sits: Sits, crossing: UUID) -> dict[str, Any]:
    """Marie called three times about the traveller of a crossing; Mirlande took two of the calls and closed one of these."""
    now = SystemClock().now()
    marie, mirlande = sits("marie", "HT-OUA"), sits("mirlande", "HT-OUA")
    encounter = Crossing.objects.select_related("encounter__shift", "encounter__person").get(pk=crossing).encounter
    calls: dict[str, Call] = {}
    for state in ("waiting", "taken", "closed"):
        receipt = call_protection(by=marie, at=now, encounter=encounter)
        calls[state] = Call.objects.get(pk=receipt.id_of(Call))
    for state in ("taken", "closed"):
        take_call(by=mirlande, at=now, call=calls[state])
    close_call(by=mirlande, at=now, call=calls["closed"], agreed=True, note="went home with her aunt")
    fire(marie, calls["taken"])
    photograph(marie, encounter.person_id)
    return {f"call_{state}": call.pk for state, call in calls.items()} | {"seen": encounter.person_id}


def settle_files(sits: Sits) -> dict[str, Any]:
    """Files of Ouanaminthe: one waits, Mirlande has one from the booth with an answer in it, Carole has one, one is closed."""
    now = SystemClock().now()
    mirlande, ginette, carole = sits("mirlande", "HT-OUA"), sits("ginette", "HT-OUA"), sits("carole", "")
    files: dict[str, Intake] = {}
    for state in ("waiting", "mirlande", "carole", "closed"):
        given = IntakeGiven(
            Source.SELF,
            ("child-alone",),
            called="Ti Jo",
            sex="M",
            age=11,
            received=state != "waiting",
        )
        receipt = open_intake(by=mirlande, at=now, given=given)
        files[state] = Intake.objects.get(pk=receipt.id_of(Intake))
    record_consent(by=mirlande, at=now, intake=files["mirlande"], answered=childs_yes(until=now + timedelta(days=90)))
    for code, answers in (("rapid", {"danger": "no", "signs": ["child-alone"]}), ("labour-child", SIGNS), ("child", HOUSE)):
        given_answers = ScreeningGiven(code, the_pack().newest(code).version, answers)
        record_screening(by=mirlande, at=now, intake=files["mirlande"], given=given_answers)
    decide_status(by=ginette, at=now, intake=files["mirlande"], finding=Finding.ACTUAL, grounds="Two of us heard him.")
    assign_intake(by=ginette, at=now, intake=files["carole"], to=carole.id)
    close_intake(by=mirlande, at=now, intake=files["closed"], outcome=Outcome.HELPED, note="His aunt came.")
    consent = ConsentAnswer.objects.get(intake=files["mirlande"])
    return {f"file_{state}": one.pk for state, one in files.items()} | {"file_consent": consent.pk}


def fire(by: Actor, call: Call, rule: str = "adult-many-children", sex: str = "F", nationality: str = "HTI") -> None:
    """Let a rule have fired with a call."""
    now = SystemClock().now()
    values = {"person": call.person, "call": call, "at": now, "post": call.post, "rule": rule, "values": FIGURES}
    more = {"others": [str(by.id)], "sex": sex, "nationality": nationality, "pack_version": "2026-11"}
    enter(by, "border.minor.check", Firing, **values, **more)


def photograph(by: Actor, person: UUID) -> None:
    """A small picture of the traveller."""
    values = {"person_id": person, "image": b"\xff\xd8picture", "width": 1, "height": 1, "source": "live"}
    enter(by, "border.photo.take", Photo, **values, taken_at=SystemClock().now())


def enter(by: Actor, name: str, model: type[Record], **values: Any) -> None:
    """One record under the name of the action that would write it."""

    def write(act: Act) -> None:
        act.create(model, **values)

    write_event(name, write, by=by, at=SystemClock().now(), purpose="border_control")
