"""An event read for applying: its changes as values of rows, and what they need."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Model
from msgspec import Struct

from lakay.journal.core.events import VERSION, Change
from lakay.journal.core.folding import changes_only
from lakay.journal.erasure import ERASE
from lakay.journal.foreign.outcomes import DONE, NEWER, REFUSED, WAITING, Entered, Outcome
from lakay.journal.foreign.values import Key, Unfit, reader
from lakay.journal.keys import KeyRing
from lakay.journal.prepared import present
from lakay.journal.registry import Table, tables
from lakay.journal.said import opened, told, unknown

AT_ONCE = 900


class Part(Struct, frozen=True, gc=False):
    """One change: what it says in the form of events (of a file), and the row as it makes it, each value as the driver takes it."""

    table: Table
    change: Change
    said: dict[str, Any]
    row: list[Any]

    @property
    def makes(self) -> bool:
        return not (self.table.is_file and changes_only(self.change.seen))


class Work(Struct, gc=False):
    """An event to be applied. `outcome` is what it comes to if nothing else stands in the way."""

    entered: Entered
    parts: list[Part] = []
    needs: list[Key] = []
    makes: list[Key] = []
    outcome: Outcome = DONE

    @property
    def erases(self) -> tuple[UUID, ...]:
        header = self.entered.event.header
        return header.subjects if header.action == ERASE else ()


def read(entered: Entered, ring: KeyRing) -> Work:
    """Read an event. One that holds a value which its field cannot hold is refused whole."""
    work = Work(entered)
    if entered.event.header.version != VERSION:
        work.outcome = Outcome(NEWER, "version")
        return work
    strange: list[str] = []
    try:
        for change in entered.event.changes:
            strange += _add(work, change, ring)
    except Unfit as error:
        return Work(entered, outcome=Outcome(REFUSED, "value", str(error)))
    if strange:
        work.outcome = Outcome(NEWER, "fields", ", ".join(strange)[:200])
    return work


def _add(work: Work, change: Change, ring: KeyRing) -> list[str]:
    """Read one change; returns the names that this program does not know."""
    table = tables().get(change.kind)
    if table is None:
        return [change.kind]
    values = opened(ring, work.entered.event.header.id, change, strict=False)
    strange = [] if values.keys() <= table.by_name.keys() else unknown(table, values)
    for name in strange:
        del values[name]
    reads = reader(table.model)
    row = reads.row(f"{change.record.int:032x}", values)
    part = Part(table, change, told(table, values, change=change) if table.is_file else {}, row)
    work.parts.append(part)
    work.needs += reads.needed(row)
    (work.makes if part.makes else work.needs).append((table.model, row[0]))
    return [f"{table.kind}.{name}" for name in strange]


def in_order(works: Iterable[Work]) -> list[Work]:
    """Those that can be applied, each after what it needs; the others are left with the outcome `waiting`."""
    all_of_them = list(works)
    there = _there(all_of_them)
    todo = deque(all_of_them)
    waiting: dict[Key, list[Work]] = {}
    ready: list[Work] = []
    while todo:
        work = todo.popleft()
        makes = work.makes
        needs = [need for need in work.needs if need not in there and need not in makes]
        if needs:
            waiting.setdefault(needs[0], []).append(work)
            continue
        ready.append(work)
        there.update(makes)
        for made in makes if waiting else ():
            todo.extendleft(reversed(waiting.pop(made, ())))
    for (model, key), held_up in waiting.items():
        for work in held_up:
            work.outcome = Outcome(WAITING, "record", getattr(model, "kind", ""), UUID(key))
    return ready


def _there(works: list[Work]) -> set[Key]:
    """Which of the records that are needed stand in the tables."""
    wanted: dict[type[Model], set[str]] = {}
    for work in works:
        for model, key in work.needs:
            wanted.setdefault(model, set()).add(key)
    return {(model, key) for model, keys in wanted.items() for key in present(model, keys)}
