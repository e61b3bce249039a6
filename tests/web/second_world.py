"""What lies in the second line of Ouanaminthe: travellers whom Jean handed over, in every state; an inspection; a file of past movements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from lakay.border import actions
from lakay.border.actions import imports
from lakay.border.actions.inspections import Found, Kept, record_inspection, send_to_inspection
from lakay.border.background.trying import try_out
from lakay.border.importing import spool
from lakay.border.importing.columns import guess_columns, header_key
from lakay.border.importing.rows import Layout, Place
from lakay.border.importing.sniffing import shape_of
from lakay.border.models import Crossing, Encounter, ImportRun, Inspection, SecondLook, Shift
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
    actions.open_shift(
        by=jean, at=now, post="HT-OUA", lane="2", direction=Direction.ENTRY, late_for_on=now.date() - timedelta(days=1)
    )
    records = {f"look_{state}": look.pk for state, look in looks.items()} | {"notice": decided.id_of(Crossing)}
    return records | _inspections(rose, looks) | _files(rose)


def _inspections(rose: Actor, looks: dict[str, SecondLook]) -> dict[str, Any]:
    """One traveller was sent to inspection, another was looked into and had a phone kept back."""
    now = SystemClock().now()
    sent, done = looks["taken"].encounter, looks["decided"].encounter
    send_to_inspection(by=rose, at=now, encounter=sent, what="luggage", local_on=now.date())
    found = Found("luggage", "seized", "Twenty telephones under a false floor", kept=(Kept("phones", Decimal(20), "piece"),))
    receipt = record_inspection(by=rose, at=now, encounter=done, local_on=now.date(), seen=found)
    return {"sent": sent.pk, "not_sent": looks["waiting"].encounter.pk, "inspection": receipt.id_of(Inspection)}


FILE = "Date;Sens;Numéro de document;Nationalité;Nom\n05/03/2021;Entrée;RD5550001;Haïti;Pierre\n31/02/2021;Sortie;RD5550002;Haïti;Joseph\n"


def _files(rose: Actor) -> dict[str, Any]:
    """Files of past movements: one just brought, one tried out, one that was stopped with a row set aside."""
    now = SystemClock().now()
    data = FILE.encode()
    shape = shape_of(data)
    file_hash, size = spool.keep([data])
    file = imports.Brought("mars 2021.csv", file_hash, size, shape, header_key(shape.header), 2)
    layout = Layout(guess_columns(shape.header), "dmy")
    runs = {}
    for state in ("uploaded", "checked", "stopped"):
        receipt = imports.bring_file(by=rose, at=now, post="HT-OUA", file=file, layout=layout)
        runs[state] = run = ImportRun.objects.get(pk=receipt.id_of(ImportRun))
        if state != "uploaded":
            imports.describe_file(by=rose, at=now, run=run, layout=layout)
            found = try_out(run, Place(ZoneInfo("America/Port-au-Prince"), now))
            imports.note_checked(by=rose, at=now, run=run, found=found)
    stopped = runs["stopped"]
    imports.start_import(by=rose, at=now, run=stopped)
    aside = imports.Aside(3, ("31/02/2021", "Sortie", "RD5550002", "Haïti", "Joseph"), (("date", "no-date"),))
    imports.set_aside(by=rose, at=now, run=stopped, rows=[aside])
    imports.note_progress(by=rose, at=now, run=stopped, written=0, known=0, faulty=1)
    imports.stop_import(by=rose, at=now, run=stopped)
    return {f"run_{state}": run.pk for state, run in runs.items()}


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
