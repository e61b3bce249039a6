"""Luggage, vehicles and goods: a traveller is sent on, something is looked into, and what is kept back has a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID

from lakay.border.models import Encounter, Inspection, InspectionRequest, Seizure
from lakay.border.permissions import check_can_inspect, check_can_send_to_inspection
from lakay.border.queues import last_receipt
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose

WHAT = ("luggage", "vehicle", "goods", "person")
RESULTS = ("nothing", "declared", "seized", "handed-on")
SEIZED = "seized"
SIGNS = "23456789BCDFGHJKMNPQRSTVWXZ"


class SeizureIncomplete(ValueError):
    """Goods were kept back and nothing says which, or the other way round."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Goods that were kept back: the code of their kind, how much in which unit of the pack."""

    goods: str
    quantity: Decimal
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What an inspection was about and what came out."""

    what: str
    result: str
    found: str = ""
    vehicle: str = ""
    plate: str = ""
    kept: tuple[Kept, ...] = ()

    def check(self) -> None:
        """Raise SeizureIncomplete unless goods are named exactly where some were kept back."""
        if (self.result == SEIZED) != bool(self.kept):
            raise SeizureIncomplete


@action("border.inspection.ask", Purpose.BORDER_CONTROL)
def send_to_inspection(
    act: Act, *, by: Actor, at: datetime, encounter: Encounter, what: str, local_on: date, command: UUID | None = None
) -> None:
    """The booth or the second line sends a traveller on. It shows them to customs; asked twice, it stands once."""
    check_can_send_to_inspection(by, encounter)
    if InspectionRequest.objects.filter(encounter=encounter).exists():
        return
    act.subject(encounter.person_id)
    act.about(encounter.pk)
    values: dict[str, Any] = {"encounter": encounter, "person_id": encounter.person_id, "post": encounter.post}
    act.create(InspectionRequest, **values, at=at, local_on=local_on, officer=by.id, what=what)


@action("border.inspection.record", Purpose.BORDER_CONTROL)
def record_inspection(
    act: Act, *, by: Actor, at: datetime, encounter: Encounter, local_on: date, seen: Found, command: UUID | None = None
) -> None:
    """Something was looked into, of a traveller who stood at the booth. Each line of goods kept back gets the next receipt."""
    check_can_inspect(by, encounter.post)
    seen.check()
    act.about(encounter.pk)
    where: dict[str, Any] = {"post": encounter.post, "at": at, "officer": by.id, "agency": by.agency}
    inspection = act.create(
        Inspection,
        **where,
        encounter=encounter,
        person_id=encounter.person_id,
        local_on=local_on,
        what=seen.what,
        vehicle=seen.vehicle,
        plate=seen.plate.strip().upper(),
        result=seen.result,
        found=seen.found.strip(),
    )
    numbers = next_receipts(encounter.post, local_on, act.origin, seen.kept)
    for kept, receipt in zip(seen.kept, numbers, strict=True):
        act.create(
            Seizure,
            **where,
            inspection=inspection,
            person_id=encounter.person_id,
            goods=kept.goods,
            quantity=kept.quantity,
            unit=kept.unit,
            receipt=receipt,
            note=kept.note.strip(),
        )


def next_receipts(post: str, day: date, machine: str, kept: Sequence[Kept]) -> list[str]:
    """The next numbers of a machine of a post in the year, “2026-K7Q-00012”: given by the program, so that none is left out or given twice.

    Each machine counts for itself under its own sign, for two of them may work at a post without hearing of each other.
    """
    prefix = f"{day.year}-{sign_of(machine)}-"
    last = last_receipt(post, prefix)
    first = int(last.removeprefix(prefix)) + 1 if last else 1
    return [f"{prefix}{first + place:05d}" for place in range(len(kept))]


def sign_of(machine: str) -> str:
    """Three letters or digits by which receipts of a machine (its node and epoch) are told from those of another at the post.

    No vowels, and nothing that looks like something else.
    """
    number = int.from_bytes(sha256(machine.encode()).digest()[:4], "big")
    return "".join(SIGNS[number // len(SIGNS) ** place % len(SIGNS)] for place in range(3))
