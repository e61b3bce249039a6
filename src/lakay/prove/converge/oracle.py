"""What every node must hold in the end, by brute force from the list of what was written.

Nothing of the exchange, the journal or the merge is used here: who may see what is said again in plain words, and which values of a
field stand is found by holding every write against every other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lakay.prove.converge.sight import BOTH, NONE, PERSONAL, Who, away, only_near
from lakay.prove.converge.work import Meant, Wrote

HUB_WRITES = {"staff", "give", "list", "note", "task", "agency", "new", "sync", "journal", "home"}
POST_WRITES = {"count", "visit", "list", "note", "task", "photo", "agency", "new", "home"}
OFFICE_WRITES = {"count", "visit", "note", "task", "agency", "home"}
WRITES = {"hub": HUB_WRITES, "post": POST_WRITES, "office": OFFICE_WRITES}
WHOLE = BOTH | {"whereabouts"}
"""What the writer opens. Keys of whereabouts travel to nobody."""

Field = tuple[list[tuple[Any, str, int, int]], dict[str, int]]
"""The writes of a field that stand (value, origin, number, stamp), best first, and all that was seen of it."""

Record = tuple[str, tuple[int, str, int] | None, dict[str, Field]]
Known = dict[UUID, Record]
Written = tuple[Wrote, Meant, dict[str, Any]]
Told = dict[tuple[Any, ...], Record]
Seen = tuple[Wrote, frozenset[str]]
"""An event that a node gets, and the classes that it may open."""

Key = tuple[UUID, str, str]
"""A key: its subject, the class it opens, its mark."""


@dataclass
class Expected:
    """What a node must hold. `quiet`: those of the waiting ones that it has only because a neighbour wrote them."""

    applied: set[UUID] = field(default_factory=set)
    waiting: set[UUID] = field(default_factory=set)
    quiet: set[UUID] = field(default_factory=set)
    keys: set[Key] = field(default_factory=set)
    records: Known = field(default_factory=dict)


class Oracle:
    """Knows everything that was written and that survived."""

    def __init__(self, survived: Iterable[Wrote], everybody: Mapping[str, Who], hub: str) -> None:
        self._who = everybody
        self._told: Told = {}
        self._events = sorted(survived, key=lambda wrote: (wrote.node, wrote.epoch, wrote.seq))
        register = [wrote for wrote in self._events if wrote.action.startswith("sync.") and wrote.node == hub]
        self._stopped = self._read_register(register)
        self.rightful = [wrote for wrote in self._events if self.may(wrote)]

    def _read_register(self, register: list[Wrote]) -> dict[str, dict[str, int]]:
        """Nodes that are stopped, and how far each of their chains counts."""
        stopped = {}
        records = _records([(wrote, change, {}) for wrote in register for change in wrote.changes], {})
        for _, _, fields in records.values():
            if fields["status"][0][0][0] != "active":
                stopped[fields["node"][0][0][0]] = fields["held"][0][0][0]
        return stopped

    def may(self, wrote: Wrote) -> bool:
        """Whether an event counts."""
        who = self._who[wrote.node]
        if wrote.action.split(".")[0] not in WRITES[who.role]:
            return False
        if who.role != "hub" and wrote.post not in {"", who.post}:
            return False
        return wrote.node not in self._stopped or wrote.seq <= self._stopped[wrote.node].get(wrote.epoch, 0)

    def opens(self, who: Who, wrote: Wrote, known: set[UUID] | None) -> frozenset[str] | None:
        """The classes that a node may open of an event; None if it may not have it at all."""
        sort = wrote.action.split(".")[0]
        if sort == "home":
            return None
        if wrote.node == who.node:
            return WHOLE
        if who.role == "hub":
            return PERSONAL if sort in {"note", "photo"} else NONE if sort in {"count", "agency", "sync", "journal"} else BOTH
        return away(sort, who, wrote, known)

    def expected(self, who: Who, own: Mapping[UUID, Wrote], gone: set[Key], left: set[UUID]) -> Expected:
        """What a node must hold. `own`: those of its own events that nobody else takes, as far as it has them.

        `gone`: keys that were lost with the only disk that had them, or that left it. `left`: events that the window of the node has let go;
        what comes later of such a record waits at this node.
        """
        known = self._known(who)
        seen: list[Seen] = []
        for wrote in self.rightful:
            classes = self.opens(who, wrote, known)
            if classes is not None and wrote.id not in own and wrote.id not in left:
                seen.append((wrote, classes))
        seen += [(wrote, WHOLE) for wrote in own.values()]
        found = Expected()
        applied = self._applied(seen, found)
        found.quiet = {wrote.id for wrote, _ in seen if wrote.id in found.waiting and only_near(who, wrote)}
        erased = {subject for wrote in applied if wrote.action == "journal.subject.erase" for subject in wrote.subjects}
        keys = set[Key]().union(*[self._keys_with(wrote, classes) for wrote, classes in seen])
        found.keys = {key for key in keys - gone if key[0] not in erased}
        said = [(wrote, change, _readable(change, found.keys)) for wrote in applied for change in wrote.changes]
        found.records = _records(said, self._told)
        return found

    def _known(self, who: Who) -> set[UUID]:
        """The records that a node gets the making of, whatever else it knows."""
        got = [wrote for wrote in self.rightful if self.opens(who, wrote, None) is not None]
        return {record for wrote in got for record in _makes(wrote)}

    def _keys_with(self, wrote: Wrote, classes: frozenset[str]) -> set[Key]:
        """The keys that go with an event of which some classes may be opened; where a person is handed over, all that there are."""
        given = self._keys_of(wrote.subjects[0], classes) if wrote.action.startswith("give.") else set[Key]()
        return given | {key for change in wrote.changes for key in _keys_in(change, classes)}

    def _keys_of(self, subject: UUID, classes: frozenset[str]) -> set[Key]:
        """Every key of some classes of a subject."""
        changes = [change for wrote in self.rightful for change in wrote.changes if change.owner == subject]
        return {key for change in changes for key in _keys_in(change, classes)}

    @staticmethod
    def _applied(seen: list[Seen], found: Expected) -> list[Wrote]:
        """The events all of whose needs are met, found by trying until nothing more is."""
        made: set[UUID] = set()
        left = [wrote for wrote, _ in seen]
        applied: list[Wrote] = []
        moved = True
        while moved:
            moved, again = False, []
            for wrote in left:
                if _needs(wrote) - made - _makes(wrote):
                    again.append(wrote)
                    continue
                moved = True
                made |= _makes(wrote)
                applied.append(wrote)
            left = again
        found.applied = {wrote.id for wrote in applied}
        found.waiting = {wrote.id for wrote in left}
        return applied


def _keys_in(change: Meant, classes: frozenset[str]) -> set[Key]:
    return {(change.owner, name, change.marks[name]) for name in classes.intersection(change.marks)}


def _makes(wrote: Wrote) -> set[UUID]:
    return {change.record for change in wrote.changes if "*" not in change.seen}


def _needs(wrote: Wrote) -> set[UUID]:
    changed = {change.record for change in wrote.changes if "*" in change.seen}
    return changed | {UUID(change.open["to"]) for change in wrote.changes if "to" in change.open}


def _readable(change: Meant, keys: set[Key]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, values in change.closed.items():
        if (change.owner, name, change.marks[name]) in keys:
            found.update(values)
    return found


def _records(said: Iterable[tuple[Wrote, Meant, Mapping[str, Any]]], told: Told) -> Known:
    """Every record, and of each field the writes that nobody who wrote later had seen. What was said in the same words is `told` again."""
    by_record: defaultdict[UUID, list[Written]] = defaultdict(list)
    for wrote, change, closed in said:
        by_record[change.record].append((wrote, change, {**change.open, **closed}))
    found: Known = {}
    for record, writes in by_record.items():
        words = tuple([(id(change), *values) for _, change, values in writes])
        if words not in told:
            told[words] = _record(writes)
        found[record] = told[words]
    return found


def _record(writes: list[Written]) -> Record:
    made = [(wrote.hlc, f"{wrote.node}.{wrote.epoch}", wrote.seq) for wrote, change, _ in writes if "*" not in change.seen]
    names = {name for _, _, values in writes for name in values}
    return writes[0][1].kind, min(made, default=None), {name: _field(name, writes) for name in names}


def _field(name: str, writes: list[Written]) -> Field:
    all_writes = []
    for wrote, change, values in writes:
        if name in values:
            origin = f"{wrote.node}.{wrote.epoch}"
            knew = {**change.seen.get(name, {})}
            knew[origin] = max(knew.get(origin, 0), wrote.seq)
            all_writes.append((values[name], origin, wrote.seq, wrote.hlc, knew))
    standing = [
        (value, origin, seq, hlc)
        for value, origin, seq, hlc, _ in all_writes
        if not any((o, s) != (origin, seq) and knew.get(origin, 0) >= seq for _, o, s, _, knew in all_writes)
    ]
    standing.sort(key=lambda one: (one[3], one[1], one[2]), reverse=True)
    everything: dict[str, int] = {}
    for *_, knew in all_writes:
        for origin, seq in knew.items():
            everything[origin] = max(seq, everything.get(origin, 0))
    return standing, everything
