"""What people do at a node all day, in every sort of event that matters to the exchange. Each is told to the oracle as it was meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID

from lakay.journal.core import seal
from lakay.journal.core.chain import Chain, Draft
from lakay.journal.core.events import Change, Event
from lakay.journal.core.folding import CHANGED
from lakay.journal.core.ids import derived_id
from lakay.kernel.clock import milliseconds
from lakay.kernel.ids import uuid7
from lakay.prove.converge import table
from lakay.prove.converge.memory import MemoryStore

Values = dict[str, Any]


@dataclass(frozen=True)
class Meant:
    """A change as its writer meant it: values open and by class, and under which keys (marks) they were sealed."""

    kind: str
    record: UUID
    open: Mapping[str, Any]
    closed: Mapping[str, Mapping[str, Any]]
    owner: UUID
    marks: Mapping[str, str]
    seen: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Wrote:
    """An acknowledged event as its writer meant it."""

    id: UUID
    node: str
    epoch: str
    seq: int
    hlc: int
    action: str
    post: str
    agency: str
    subjects: tuple[UUID, ...]
    changes: tuple[Meant, ...]


@dataclass
class Writer:
    """One action at one node."""

    store: MemoryStore
    chance: Random
    now: datetime
    action: str
    post: str
    agency: str
    id: UUID = field(init=False)
    stamp: int = field(init=False)
    meant: list[Meant] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    subjects: list[UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.id = uuid7(milliseconds(self.now), self.chance.randbytes(10))
        self.stamp = Chain(self.store.disk.chain, self.store.secrets, lambda: self.now).next()[1]

    def make(
        self,
        kind: str,
        values: Values,
        closed: dict[str, Values] | None = None,
        *,
        owner: UUID | None = None,
        record: UUID | None = None,
    ) -> UUID:
        """A new record."""
        record = record or derived_id(self.id, self.stamp, len(self.changes))
        self._add(kind, record, values, closed or {}, owner or record, {})
        return record

    def change(self, kind: str, record: UUID, values: Values, closed: dict[str, Values] | None = None) -> None:
        """Some fields of a record that is there."""
        state, own = self.store.records.states[record], str(self.store.disk.chain.origin)
        names = [*values, *(name for part in (closed or {}).values() for name in part)]
        seen: dict[str, dict[str, int]] = {CHANGED: {}}
        for name in names:
            known = state.fields[name].seen if name in state.fields else {}
            seen[name] = {origin: seq for origin, seq in known.items() if origin != own}
        self._add(
            kind, record, values, closed or {}, record, {name: known for name, known in seen.items() if known or name == CHANGED}
        )

    def _add(self, kind: str, record: UUID, values: Values, closed: dict[str, Values], owner: UUID, seen: Any) -> None:
        sealed, marks = {}, {}
        for name, part in closed.items():
            key = self._key(owner, name)
            bound_to = seal.context(self.id, kind, record, name)
            sealed[name] = seal.seal(key, part, bound_to, self.chance.randbytes)
            marks[name] = seal.mark(key)
        if sealed and owner not in self.subjects:
            self.subjects.append(owner)
        self.changes.append(Change(kind, record, values, sealed, seen, owner if sealed else None))
        self.meant.append(Meant(kind, record, values, closed, owner, marks, seen))

    def _key(self, owner: UUID, name: str) -> bytes:
        held = self.store.disk.keys.setdefault((owner, name), {})
        if not held:
            key = self.chance.randbytes(32)
            held[seal.mark(key)] = key
        return next(iter(held.values()))

    def enter(self) -> tuple[Event, Wrote]:
        """Write it."""
        draft = Draft(
            self.id, self.now, self.action, UUID(int=7), self.agency, self.post, "work", tuple(self.subjects), self.changes
        )
        event = self.store.append(draft, self.now)
        header = event.header
        told = Wrote(
            header.id,
            header.origin.node,
            header.origin.epoch,
            header.seq,
            header.hlc,
            self.action,
            self.post,
            self.agency,
            tuple(self.subjects),
            tuple(self.meant),
        )
        return event, told


def do(writer: Writer, posts: list[str]) -> bool:
    """Something of the action's sort; False where there is nothing to do it to."""
    chance, action = writer.chance, writer.action
    number = chance.randrange(1000)
    if action == table.VISIT:
        closed = {"personal": {"name": number}, "sensitive": {"note": number}, "whereabouts": {"lives": number}}
        person = writer.make("person", {"sex": chance.choice("FM")}, closed)
        writer.make("visit", {"to": person.hex}, {"personal": {"paper": number}}, owner=person)
    elif action in {table.MEET, table.NOTE}:
        return _about_a_person(writer, number)
    elif action in {table.RELISTED, table.ANSWER}:
        return _change(writer, "list" if action == table.RELISTED else "task", number)
    elif action == table.PHOTO:
        return _photo(writer, number)
    elif action in {table.LISTED, table.NEW}:
        writer.make("list", {"a": number, "b": number}, {"personal": {"c": number}, "sensitive": {"d": number}})
    elif action == table.STAFF:
        writer.make("staff", {"a": number}, {"personal": {"c": number}, "sensitive": {"d": number}})
    elif action == table.GIVE:
        return _give(writer, posts)
    elif action == table.ASK:
        writer.make("task", {"post": chance.choice(posts), "a": number}, {"personal": {"c": number}})
    else:
        writer.make("fact", {"number": number})
    return True


def _photo(writer: Writer, number: int) -> bool:
    visit = _some(writer, "visit")
    if visit is None:
        return False
    person = UUID(writer.store.records.states[visit].value("to"))
    if person in writer.store.disk.erased:
        return False
    writer.make("photo", {"to": visit.hex}, {"personal": {"picture": "x" * number}}, owner=person)
    return True


def _give(writer: Writer, posts: list[str]) -> bool:
    staff = _some(writer, "staff")
    if staff is None:
        return False
    writer.make("grant", {"to": staff.hex, "post": writer.chance.choice(posts)})
    writer.subjects.append(staff)
    return True


def _some(writer: Writer, kind: str) -> UUID | None:
    """A record of a kind that is here whole."""
    states = writer.store.records.states
    found = [record for record, state in states.items() if state.kind == kind and state.made]
    return writer.chance.choice(found[-40:]) if found else None


def _about_a_person(writer: Writer, number: int) -> bool:
    person = _some(writer, "person")
    if person is None or person in writer.store.disk.erased:
        return False
    if writer.action == table.MEET:
        writer.make("visit", {"to": person.hex}, {"personal": {"paper": number}}, owner=person)
    else:
        moved = {"whereabouts": {"lives": number}} if writer.chance.random() < 0.5 else {}
        writer.change("person", person, {"sex": writer.chance.choice("FM")}, {"personal": {"name": number}, **moved})
    return True


def _change(writer: Writer, kind: str, number: int) -> bool:
    record = _some(writer, kind)
    if record is None:
        return False
    values: Values = dict.fromkeys(writer.chance.sample(["a", "b"], writer.chance.randint(1, 2)), number)
    if kind == "task":
        values["post"] = writer.store.records.states[record].value("post")
    closed = {"personal": {"c": number}} if record not in writer.store.disk.erased and writer.chance.random() < 0.5 else {}
    writer.change(kind, record, values, closed)
    return True
