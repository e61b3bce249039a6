"""A file of past movements: brought, described, tried out, read in the background, stopped, gone on with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lakay.border.actions.crossings import Movement, new_crossing
from lakay.border.actions.encounters import Reading, Spoken, new_encounter, new_identified
from lakay.border.importing.rows import Layout, Past
from lakay.border.importing.sniffing import Shape
from lakay.border.lookups import Known
from lakay.border.models import Crossing, Encounter, ImportFault, ImportRun, Shift
from lakay.border.permissions import check_can_import
from lakay.border.rules import Channel, Decision, Direction, ImportStatus, ShiftStatus, Shown, Source, age_on
from lakay.border.rules.imports import IMPORT_STATES
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.people.models import Document, Person
from lakay.people.rules.codes import NameKind
from lakay.people.rules.given import NameGiven

LANE = "import"
REFUSED_ELSEWHERE = "other"
"""The reason of a refusal that another system recorded: its own reasons are not ours."""


@dataclass(frozen=True, slots=True)
class Brought:
    """A file as it was brought: its name, digest, size in bytes, shape and number of rows below the header."""

    name: str
    file_hash: str
    size: int
    shape: Shape
    header_key: str
    rows: int


@action("border.import.bring", Purpose.BORDER_CONTROL)
def bring_file(
    act: Act, *, by: Actor, at: datetime, post: str, file: Brought, layout: Layout, command: UUID | None = None
) -> None:
    """Somebody brings a file. `layout` is what the header says or what was said of such a file before."""
    check_can_import(by, post)
    act.create(
        ImportRun,
        post=post,
        agency=by.agency,
        brought_by=by.id,
        at=at,
        file_name=file.name[:200],
        file_hash=file.file_hash,
        size=file.size,
        encoding=file.shape.encoding,
        delimiter=file.shape.delimiter,
        header=list(file.shape.header),
        header_key=file.header_key,
        mapping=layout.as_json(),
        rows=file.rows,
        status=ImportStatus.UPLOADED,
    )


@action("border.import.map", Purpose.BORDER_CONTROL)
def describe_file(act: Act, *, by: Actor, at: datetime, run: ImportRun, layout: Layout, command: UUID | None = None) -> None:
    """Somebody says what the columns hold, and has the file tried out: nothing is written yet."""
    check_can_import(by, run.post)
    _move(act, run, ImportStatus.CHECKING, mapping=layout.as_json(), checked={}, started_by=by.id, problem="")


@action("border.import.check", Purpose.BORDER_CONTROL)
def note_checked(
    act: Act, *, by: Actor, at: datetime, run: ImportRun, found: dict[str, Any], command: UUID | None = None
) -> None:
    """The program has tried the whole file: how many rows are good, and what is wrong with the others."""
    check_can_import(by, run.post)
    _move(act, run, ImportStatus.CHECKED, checked=found)


@action("border.import.start", Purpose.BORDER_CONTROL)
def start_import(act: Act, *, by: Actor, at: datetime, run: ImportRun, command: UUID | None = None) -> None:
    """Read the file in the background, from where it stopped. Its movements stand in a shift that is no officer's work."""
    check_can_import(by, run.post)
    shift = run.shift or act.create(
        Shift,
        officer=by.id,
        post=run.post,
        lane=LANE,
        direction=Direction.ENTRY,
        status=ShiftStatus.CLOSED,
        opened_at=at,
        closed_at=at,
    )
    _move(act, run, ImportStatus.RUNNING, shift=shift, started_by=by.id, started_at=at, problem="")


@action("border.import.stop", Purpose.BORDER_CONTROL)
def stop_import(act: Act, *, by: Actor, at: datetime, run: ImportRun, problem: str = "", command: UUID | None = None) -> None:
    """Stop: what is written stays, and the run can go on later. `problem` is a code where the program itself had to stop."""
    check_can_import(by, run.post)
    trying = ImportRun.objects.get(pk=run.pk).status == ImportStatus.CHECKING
    _move(act, run, ImportStatus.UPLOADED if trying else ImportStatus.STOPPED, problem=problem)


@action("border.import.abandon", Purpose.BORDER_CONTROL)
def give_up_import(act: Act, *, by: Actor, at: datetime, run: ImportRun, command: UUID | None = None) -> None:
    """The file is not read any further. What was written before stays."""
    check_can_import(by, run.post)
    _move(act, run, ImportStatus.GIVEN_UP, ended_at=at)


@action("border.import.end", Purpose.BORDER_CONTROL)
def end_import(act: Act, *, by: Actor, at: datetime, run: ImportRun, command: UUID | None = None) -> None:
    """Every row of the file is dealt with."""
    check_can_import(by, run.post)
    _move(act, run, ImportStatus.DONE, ended_at=at)


@action("border.import.movement", Purpose.BORDER_CONTROL)
def import_movement(
    act: Act,
    *,
    by: Actor,
    at: datetime,
    run: ImportRun,
    shift: Shift,
    past: Past,
    home: str,
    holder: tuple[Person, Document] | None = None,
    known: Known | None = None,
    command: UUID | None = None,
) -> None:
    """One row: the encounter and the movement as another system recorded them, with the time at which they happened.

    `shift` is that of the run, turned to the movement's direction by the caller and never written so.
    """
    check_can_import(by, run.post)
    new_past(act, by, at, shift, past, home=home, source=Source.IMPORT, holder=holder, known=known)


def new_past(
    act: Act,
    by: Actor,
    at: datetime,
    shift: Shift,
    past: Past,
    *,
    home: str,
    source: Source,
    holder: tuple[Person, Document] | None = None,
    known: Known | None = None,
    reason: str = "",
) -> tuple[Encounter, Crossing]:
    """The records of a past movement, inside an action that has checked who may. Nobody is called and no alert is looked up."""
    encounter = (
        _with_document(act, by, at, shift, past, home, source, holder, known or Known())
        if past.number
        else _by_name(act, by, at, shift, past, home, source)
    )
    refused_for = (reason or REFUSED_ELSEWHERE) if past.decision is Decision.REFUSED else ""
    age = age_on(past.birth.exact, past.local_on)
    crossing = new_crossing(act, by, past.at, encounter, Movement(past.decision, past.local_on, age, refused_for))
    return encounter, crossing


def _with_document(
    act: Act,
    by: Actor,
    at: datetime,
    shift: Shift,
    past: Past,
    home: str,
    source: Source,
    holder: tuple[Person, Document] | None,
    known: Known,
) -> Encounter:
    shown = Shown(
        kind=past.document_type,
        issuing_state=past.issuing_state,
        number=past.number,
        surname=past.surname or past.full_name,
        given_names=past.given_names,
        sex=past.sex,
        birth=past.birth,
        nationality=past.nationality,
        expires_on=past.expires_on,
    )
    reading = Reading(shown, Channel.PAPER, past.local_on, home, happened_at=past.at, source=source)
    return new_encounter(act, by, at, shift, reading, holder=holder, known=known)


def _by_name(act: Act, by: Actor, at: datetime, shift: Shift, past: Past, home: str, source: Source) -> Encounter:
    whole = past.full_name if not (past.surname or past.given_names) else ""
    name = NameGiven(NameKind.SPOKEN, past.surname, past.given_names, whole)
    spoken = Spoken(name, past.sex, past.birth, past.nationality)
    return new_identified(
        act,
        by,
        at,
        shift,
        spoken,
        today=past.local_on,
        home=home,
        source=source,
        happened_at=past.at,
        channel=Channel.PAPER,
        known=Known(),
    )


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that cannot be taken: its number in the file, its cells, and why."""

    number: int
    cells: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]


@action("border.import.fault", Purpose.BORDER_CONTROL)
def set_aside(act: Act, *, by: Actor, at: datetime, run: ImportRun, rows: Sequence[Aside], command: UUID | None = None) -> None:
    """Rows that cannot be taken are kept as they stood, for a person to mend."""
    check_can_import(by, run.post)
    for row in rows:
        reasons = [list(reason) for reason in row.reasons]
        act.create(ImportFault, run=run, number=row.number, reasons=reasons, cells=list(row.cells))


class Stopped(RuntimeError):
    """Somebody stopped the run: the rows of this turn are not written."""


@action("border.import.progress", Purpose.BORDER_CONTROL)
def note_progress(
    act: Act, *, by: Actor, at: datetime, run: ImportRun, written: int, known: int, faulty: int, command: UUID | None = None
) -> None:
    """How far the file is read, in the same turn as its rows: after a cut of power the run goes on at the very next row."""
    check_can_import(by, run.post)
    now = ImportRun.objects.get(pk=run.pk)
    if now.status != ImportStatus.RUNNING:
        raise Stopped
    act.update(
        run,
        seen=now.seen + written + known + faulty,
        written=now.written + written,
        known=now.known + known,
        faulty=now.faulty + faulty,
    )


def _move(act: Act, run: ImportRun, to: ImportStatus, **values: object) -> None:
    now = ImportRun.objects.get(pk=run.pk)
    IMPORT_STATES.check_can_move(ImportStatus(now.status), to)
    act.update(run, status=to, **values)
