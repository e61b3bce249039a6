"""Reading a file into the register, chunk by chunk: the rows of a chunk and how far the file is read stand or fall together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID, uuid5

from lakay.border.actions.imports import Aside, end_import, import_movement, note_progress, set_aside
from lakay.border.background.trying import numbered_rows
from lakay.border.importing.known import Register, register_of
from lakay.border.importing.rows import Layout, Past, Place, read_row
from lakay.border.models import Crossing, ImportRun
from lakay.journal.keys import KeyRing, node_keys
from lakay.journal.queries import done_before
from lakay.journal.writer import one_turn
from lakay.kernel.actors import Actor
from lakay.kernel.clock import Clock
from lakay.people.models import Document, Person

CHUNK = 200
"""Rows of one commit. A booth on the same machine waits for one such commit at most."""

RING_CHUNKS = 100
"""The keys of the people of this many chunks are kept at hand; then they are forgotten, so that memory does not grow."""

_ROWS = UUID("5d0b4c53-9a3e-5c0e-9d5b-0c1f6a7e2b41")
"""The name space of row commands: the same row of the same file is the same command for ever, on whichever node."""

Numbered = tuple[int, list[str]]


@dataclass(slots=True)
class Reader:
    """A run being read: on whose behalf, with which layout, at which post."""

    run: ImportRun
    by: Actor
    place: Place
    home: str
    clock: Clock

    def read(self) -> None:
        """Every row that is not dealt with yet. Raises Stopped where somebody stopped it, SpoolLost where the content is gone."""
        ring = KeyRing(node_keys())
        for place, chunk in enumerate(_chunks(islice(numbered_rows(self.run), self.run.seen, None))):
            if place % RING_CHUNKS == RING_CHUNKS - 1:
                ring = KeyRing(node_keys())
            self._take(chunk, ring)
        end_import(by=self.by, at=self.clock.now(), run=self.run)

    def _take(self, chunk: list[Numbered], ring: KeyRing) -> None:
        layout, width = Layout.from_json(self.run.mapping), len(self.run.header)
        read = [(number, cells, read_row(cells, layout, self.place, width)) for number, cells in chunk]
        good = [(number, found) for number, _, found in read if isinstance(found, Past)]
        aside = [Aside(number, tuple(cells), tuple(found)) for number, cells, found in read if not isinstance(found, Past)]
        register = register_of(past for _, past in good)
        commands = {number: self._command(number) for number, _ in good}
        done = done_before(commands.values())
        at = self.clock.now()
        with one_turn(ring):
            written = 0
            for number, past in good:
                if commands[number] not in done and not register.has(past):
                    self._write(past, register, at, commands[number])
                    written += 1
            if aside:
                set_aside(by=self.by, at=at, run=self.run, rows=aside)
            known = len(good) - written
            note_progress(by=self.by, at=at, run=self.run, written=written, known=known, faulty=len(aside))

    def _write(self, past: Past, register: Register, at: datetime, command: UUID) -> None:
        run, holder = self.run, register.holder_of(past)
        shift = run.shift
        if shift is None:
            raise TypeError("a run that was started has its shift")
        shift.direction = past.direction
        known = register.known_of(past)
        receipt = import_movement.first_time(
            by=self.by,
            at=at,
            run=run,
            shift=shift,
            past=past,
            home=self.home,
            holder=holder,
            known=known,
            command=command,
        )
        person = holder[0] if holder else Person(id=receipt.id_of(Person), **_person(past))
        if past.number and holder is None:
            document = Document(id=receipt.id_of(Document), person=person, type=past.document_type, number=past.number)
            holder = person, document
        crossing = Crossing(id=receipt.id_of(Crossing), person=person, at=past.at, stay_until_on=known.stay.until_on)
        crossing.direction, crossing.decision = past.direction, past.decision
        register.add(past, holder, crossing)

    def _command(self, number: int) -> UUID:
        return uuid5(_ROWS, f"{self.run.file_hash}:{number}")


def _chunks(rows: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def _person(past: Past) -> dict[str, Any]:
    nationalities = [past.nationality] if past.nationality else None
    return {"sex": past.sex, "birth": str(past.birth), "nationalities": nationalities}
