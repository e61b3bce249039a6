"""What lies in the second line of Ouanaminthe: travellers whom Jean handed over, in every state; an inspection; a file of past movements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from lakay.border import actions
from lakay.border.models import Encounter, SecondLook, Shift
from lakay.border.rules import Channel, Decision, Direction
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.traveldocs.generate import generate
from lakay.traveldocs.parsing import parse

Sits = Callable[[str, str], Actor]


def settle_second_line(sits: Sits) -> dict[str, Any]:
    """Jean's shift of this morning, closed: those whom he handed over are with Rose now."""
    now = SystemClock().now()
    jean, rose = sits("jean", "HT-OUA"), sits("rose", "HT-OUA")
    opened = actions.open_shift(by=jean, at=now, post="HT-OUA", lane="2", direction=Direction.ENTRY)
    shift = Shift.objects.get(pk=opened.id_of(Shift))
    looks = {
        state: _look(jean, shift, f"SL{place:07d}") for place, state in enumerate(("waiting", "taken", "proposed", "decided"))
    }
    for state in ("taken", "proposed", "decided"):
        actions.take_second_look(by=rose, at=now, look=looks[state])
        looks[state].refresh_from_db()
    actions.propose_admission(by=rose, at=now, look=looks["proposed"], grounds="A doctor waits on the other side.")
    day = actions.Day(now.date(), 35)
    decided = actions.decide_second_look(
        by=rose, at=now, look=looks["decided"], decision=Decision.REFUSED, day=day, reason="expired"
    )
    actions.close_shift(by=jean, at=now, shift=shift, said_entries=0, said_exits=0)
    return {f"look_{state}": look.pk for state, look in looks.items()} | {"notice": decided.records[-1][1]}


def _look(by: Actor, shift: Shift, number: str) -> SecondLook:
    now = SystemClock().now()
    lines = generate(
        "TD3",
        document_code="P",
        issuing_state="USA",
        document_number=number,
        surname="Second",
        given_names="Liner",
        nationality="USA",
        birth=date(1991, 3, 4),
        sex="F",
        expiry=now.date() - timedelta(days=3),
    )
    reading = actions.Reading.of_zone(parse(lines, today=now.date()), Channel.READER, now.date(), "HTI")
    receipt = actions.open_encounter(by=by, at=now, shift=shift, reading=reading)
    encounter = Encounter.objects.select_related("shift", "person", "document").get(pk=receipt.id_of(Encounter))
    actions.declare(by=by, at=now, encounter=encounter, purpose="visit", address="Cap-Haïtien", visa_shown=True)
    sent = actions.send_to_second_line(by=by, at=now, encounter=encounter, reasons=["expired"], note="In a hurry")
    return SecondLook.objects.select_related("encounter__shift", "encounter__person").get(pk=sent.id_of(SecondLook))
