"""What waits for the protection desk of Ouanaminthe: calls of Marie in every state, one of them raised by a rule."""

from __future__ import annotations

from collections.abc import Callable
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

Sits = Callable[[str, str], Actor]
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
