"""Bulk work through the actions, inside a node of its own: `python -m bench.bulk COUNT`. Prints one JSON object of rates a second."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from random import Random

import django

django.setup()

# ruff: noqa: E402  (models exist only after Django has started)
from lakay.access.models import Staff
from lakay.border.actions import Reading, open_encounter, open_shift, record_crossing
from lakay.border.models import Encounter, Shift
from lakay.border.rules import Channel, Decision, Direction
from lakay.demo.build import officer_of
from lakay.demo.staff import WORKERS
from lakay.journal import checking, rebuild
from lakay.journal.models import Event
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.kernel.clock import SystemClock
from lakay.prove.travellers import passport
from lakay.traveldocs.parsing import parse

CHUNK = 500
NOW = SystemClock().now()
TODAY = NOW.date()


def rate(count: int, work: Callable[[], object]) -> tuple[float, float]:
    """So many a second by the clock, and a second of this process's own time (which other programs slow down less)."""
    began, own = time.perf_counter(), time.process_time()
    work()
    return count / (time.perf_counter() - began), count / (time.process_time() - own)


def read(officer: Actor, shift: Shift, count: int) -> list[Encounter]:
    """Read so many passports of people never seen before; returns the encounters."""
    random = Random(1)
    zones = [parse(tuple(passport(random)[1].split("\n")), today=TODAY) for _ in range(count)]
    for start in range(0, count, CHUNK):
        with one_turn():
            for zone in zones[start : start + CHUNK]:
                open_encounter(by=officer, at=NOW, shift=shift, reading=Reading.of_zone(zone, Channel.READER, TODAY, "HTI"))
    return list(Encounter.objects.filter(shift=shift).select_related("shift", "person"))


def admit(officer: Actor, encounters: list[Encounter]) -> None:
    """Let them all pass."""
    for start in range(0, len(encounters), CHUNK):
        with one_turn():
            for encounter in encounters[start : start + CHUNK]:
                at = NOW + timedelta(seconds=start)
                record_crossing(by=officer, at=at, encounter=encounter, decision=Decision.ADMITTED, local_on=TODAY, age=30)


def main() -> None:
    """Measure one thing after the other."""
    count = int(sys.argv[1])
    worker = next(worker for worker in WORKERS if worker.role == "inspector")
    officer = officer_of(worker, Staff.objects.get(username=worker.username))
    opened = open_shift(by=officer, at=NOW, post=officer.post, lane="9", direction=Direction.ENTRY)
    shift = Shift.objects.get(pk=opened.id_of(Shift))
    encounters: list[Encounter] = []
    figures = {"first readings": rate(count, lambda: encounters.extend(read(officer, shift, count)))}
    figures["crossings"] = rate(count, lambda: admit(officer, encounters))
    events = Event.objects.count()
    figures["verify, events"] = rate(events, lambda: [*checking.findings()])
    figures["compare tables, events"] = rate(events, lambda: [*rebuild.drifts()])
    figures["rebuild, events"] = rate(events, rebuild.rebuild)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
