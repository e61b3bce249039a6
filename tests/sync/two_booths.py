"""What an officer does at two machines of a post that do not hear of each other: `node("run", what="tests.sync.two_booths:…")`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from lakay.border import actions
from lakay.border.actions.imports import Aside, Brought, bring_file, set_aside
from lakay.border.actions.inspections import Found, Kept, record_inspection, send_to_inspection
from lakay.border.importing.rows import Layout
from lakay.border.importing.sniffing import Shape
from lakay.border.models import (
    Crossing,
    Declaration,
    Encounter,
    ImportRun,
    InspectionRequest,
    SecondLook,
    Seizure,
    Shift,
    Tally,
    Undo,
)
from lakay.border.past import faults_of
from lakay.border.permissions import IMPORT_RUN, INSPECTION_RECORD
from lakay.border.queries import counts_of, declaration_of, tallied_on
from lakay.border.queues import sent_to_inspection
from lakay.border.rules import AgeGroup, Channel, Decision
from tests.border.conftest import passport
from tests.sync.node_commands import now, officer

POST = "HT-OUA"
DAY = date(2026, 11, 22)
MARIE = officer(50, POST)
MARIE = replace(MARIE, permissions=MARIE.permissions | {INSPECTION_RECORD, IMPORT_RUN})
DECIDED, SENT_ON, TAKEN_BACK = "RD0000001", "RD0000002", "RD0000003"


def prepare() -> None:
    """At the first machine: three travellers, one of them decided upon; one who was counted; a file of past movements."""
    shift = Shift.objects.get()
    for number in (DECIDED, SENT_ON, TAKEN_BACK):
        zone = passport(number=number, surname="Joseph")
        reading = actions.Reading.of_zone(zone, Channel.READER, DAY, "HTI")
        actions.open_encounter(by=MARIE, at=now(), shift=shift, reading=reading)
    _admit(_traveller(TAKEN_BACK))
    actions.count_person(by=MARIE, at=now(), shift=shift, sex="F", age_group=AgeGroup.ADULT, local_on=DAY)
    file = Brought("past.csv", "0" * 64, 9, Shape("utf-8", ",", ("a",)), "1" * 32, 1)
    bring_file(by=MARIE, at=now(), post=POST, file=file, layout=Layout({}))


def go_on() -> None:
    """At each machine for itself: everything that is done once, for the other has not heard of it."""
    shift, run = Shift.objects.get(), ImportRun.objects.get()
    decided, sent_on, taken_back = map(_traveller, (DECIDED, SENT_ON, TAKEN_BACK))
    actions.declare(by=MARIE, at=now(), encounter=decided, purpose="trade")
    _admit(decided)
    actions.send_to_second_line(by=MARIE, at=now(), encounter=sent_on, reasons=["doubt"])
    send_to_inspection(by=MARIE, at=now(), encounter=sent_on, what="luggage", local_on=DAY)
    seen = Found("luggage", "seized", kept=(Kept("phones", Decimal(20), "piece"),))
    record_inspection(by=MARIE, at=now(), encounter=sent_on, local_on=DAY, seen=seen)
    first = Crossing.objects.get(encounter=taken_back)
    actions.undo_crossing(by=MARIE, at=first.at + timedelta(seconds=9), crossing=first)
    actions.uncount_person(by=MARIE, at=now(), tally=Tally.objects.get(shift=shift))
    set_aside(by=MARIE, at=now(), run=run, rows=[Aside(1, ("x",), (("date", "not-a-date"),))])


def again() -> list[str]:
    """What the machine says to each of them a second time."""
    decided, sent_on = _traveller(DECIDED), _traveller(SENT_ON)
    undone, tally = Crossing.objects.get(encounter=_traveller(TAKEN_BACK)), Tally.objects.filter(corrects=None).get()
    tries = (
        lambda: actions.declare(by=MARIE, at=now(), encounter=decided, purpose="visit"),
        lambda: _admit(decided),
        lambda: actions.send_to_second_line(by=MARIE, at=now(), encounter=sent_on),
        lambda: actions.undo_crossing(by=MARIE, at=undone.at, crossing=undone),
        lambda: actions.uncount_person(by=MARIE, at=now(), tally=tally),
    )
    said = []
    for one in tries:
        try:
            one()
            said.append("done")
        except ValueError as refused:
            said.append(type(refused).__name__)
    return said


def stands() -> dict[str, object]:
    """How it stands: what is kept, and what counts."""
    decided, shift = _traveller(DECIDED), Shift.objects.get()
    said = declaration_of(decided)
    return {
        "kept": [model.objects.count() for model in (Crossing, Undo, SecondLook, Declaration, InspectionRequest, Tally)],
        "entries": counts_of(shift).entries,
        "counted": tallied_on(POST, DAY),
        "decision": str(Crossing.objects.standing().get().pk),
        "doubled": [bool(one.doubled) for one in Crossing.objects.told().filter(encounter=decided).order_by("at", "pk")],
        "declared": str(said.pk if said else None),
        "inspections": len(sent_to_inspection(POST, DAY)),
        "receipts": sorted(Seizure.objects.values_list("receipt", flat=True)),
        "set aside": len(faults_of(ImportRun.objects.get())),
    }


def _traveller(number: str) -> Encounter:
    return Encounter.objects.select_related("shift", "person").get(document__number=number)


def _admit(encounter: Encounter) -> UUID:
    done = actions.record_crossing(
        by=MARIE, at=now(), encounter=encounter, decision=Decision.ADMITTED, local_on=DAY, age=30, still_open=()
    )
    return done.id_of(Crossing)
