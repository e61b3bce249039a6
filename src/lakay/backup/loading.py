"""Copies read back into an empty store: rows of the journal in, tables made again, and held against what was copied."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DatabaseError, connection, models, transaction

from lakay.backup import contents, cutting
from lakay.backup.contents import Tell
from lakay.backup.cutting import Lost
from lakay.backup.sealing import Damaged
from lakay.journal import checking, rebuild
from lakay.journal.core.chain import Head
from lakay.journal.core.events import Origin
from lakay.journal.inserting import Row, inserter
from lakay.journal.keys import node_keys
from lakay.journal.models import Event, Reference, SecondPlace, SubjectKey
from lakay.journal.snapshot import is_whole
from lakay.kernel.clock import milliseconds

CHUNK = 1000
STAMP_BITS = 16
MARKS = {"subject", "field_class", "mark"}

Lines = Iterable[list[Any] | dict[str, Any]]


class DoesNotAgree(RuntimeError):
    """What came out of a copy is not what went in. `code` says where: chain, heads, counts, tables-differ, store-damaged."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} {detail}".strip())
        self.code = code


@dataclass(slots=True)
class Load:
    """An empty store being filled. `until` leaves out entries made after that instant; `tell` hears how many rows are in."""

    until: datetime | None = None
    tell: Tell | None = None
    count: int = 0
    manifest: dict[str, Any] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    lost: Lost = field(default_factory=dict)
    is_reached: bool = False
    last_position: int = 0

    def store(self, lines: Lines) -> None:
        """A base or a segment, each in one transaction: a file that turns out damaged leaves nothing. Raises Damaged."""
        try:
            with transaction.atomic():
                self._fill(lines)
        except (DatabaseError, ValueError, TypeError, LookupError) as error:
            raise _damaged(error) from error

    def _fill(self, lines: Lines) -> None:
        carried = {model._meta.label_lower: model for model in contents.carried()}
        take: Callable[[list[Any]], None] | None = None
        rows = _Rows(goes_on=Event.objects.exists())
        for line in lines:
            if isinstance(line, list):
                if take is None:
                    raise Damaged("rows before the name of their table")
                take(line)
                rows.flush_if_many(self)
            elif "table" in line:
                rows.flush(self)
                take = self._taker(line, carried, rows)
            elif "end" in line:
                self.manifest = line["end"]
        rows.flush(self)
        if self.is_reached:
            cutting.leave_out(self.lost, self.last_position)

    def _taker(
        self, line: dict[str, Any], carried: dict[str, type[models.Model]], rows: _Rows
    ) -> Callable[[list[Any]], None] | None:
        """What is done with the rows of a table; rows of one that this program does not have any more are left."""
        label, names = line["table"], line["fields"]
        known: dict[str, type[models.Model]] = {
            each._meta.label_lower: each for each in (Event, SecondPlace, Reference)
        } | carried
        model = known.get(label)
        if model is None:
            return lambda _line: None
        rows.model, decode = model, contents.decoder(model, names)
        if label in carried:
            model._default_manager.all()._raw_delete(connection.alias)
        if self.until is not None and model in {Event, SecondPlace, Reference}:
            return self._cutting(names, model is Event, decode, rows)
        return lambda line: rows.waiting.append(decode(line))

    def _cutting(
        self, names: list[str], is_event: bool, decode: Callable[[list[Any]], Row], rows: _Rows
    ) -> Callable[[list[Any]], None]:
        """Take events in the order in which they entered the store, up to the first of this node's own after the instant."""
        latest = milliseconds(self.until) if self.until else 0
        own = node_keys().node
        place = {name: number for number, name in enumerate(names)}

        def take_event(line: list[Any]) -> None:
            if line[place["node"]] == own and line[place["hlc"]] >> STAMP_BITS > latest:
                self.is_reached = True
            if self.is_reached:
                self.left_out.add(line[place["id"]])
                self._lose(dict(zip(inserter(Event).attnames, decode(line), strict=True)), own)
            else:
                self.last_position = max(self.last_position, line[place["position"]] or 0)
                rows.waiting.append(decode(line))

        def take_what_belongs(line: list[Any]) -> None:
            if line[place["event_id"]] not in self.left_out:
                rows.waiting.append(decode(line))

        return take_event if is_event else take_what_belongs

    def _lose(self, event: dict[str, Any], own: str) -> None:
        if event["node"] != own:
            self.lost.setdefault(Origin(event["node"], event["epoch"]), {})[event["seq"]] = event["hash"]

    def keys(self, lines: Lines) -> dict[str, bytes]:
        """Keys of subjects, newest file first: none of them twice, and none for those who were erased since.

        Returns the node's own keys by file name, if they are there. Raises Damaged.
        """
        found: dict[str, bytes] = {}
        try:
            with transaction.atomic():
                for label, fields, bunch in _bunches(lines, found):
                    self._add_keys(label, fields, bunch)
        except (DatabaseError, ValueError, TypeError, LookupError) as error:
            raise _damaged(error) from error
        return found

    def _add_keys(self, label: str, names: list[str], bunch: list[list[Any]]) -> None:
        model = next(model for model in contents.KEYS if model._meta.label_lower == label)
        columns = [column.attname for column in inserter(model).fields]
        decode, subject, wrapped = contents.decoder(model, names), columns.index("subject"), columns.index("wrapped")
        rows = [decode(line) for line in bunch]
        erased = set(SubjectKey.objects.filter(wrapped=None).values_list("subject", flat=True))
        marks = [name for name in columns if name in MARKS]
        told = {"subject__in": [row[subject] for row in rows]}
        there = set(model._default_manager.filter(**told).values_list(*marks))
        fresh = [row for row in rows if row[subject] not in erased and _marks(row, columns, marks) not in there]
        gone = [row[subject] for row in fresh if row[wrapped] is None]
        if gone:
            model._default_manager.filter(subject__in=gone)._raw_delete(connection.alias)
        inserter(model).insert(connection, fresh)

    def compare(self, manifest: dict[str, Any] | None = None) -> int:
        """Hold the store against what was copied: chains, heads, numbers; then make the tables and compare those too.

        Returns the number of rows made. Raises DoesNotAgree.
        """
        said = self.manifest if manifest is None else manifest
        wanted = [] if self.until else [Head.parse(text) for text, _ in said.get("heads", {}).values()]
        for finding in checking.findings(wanted, self._shift()):
            raise DoesNotAgree("chain", f"{finding.origin}:{finding.fault.seq} {finding.fault.code}")
        if not self.until:
            self._compare_heads(said)
        made = rebuild.rebuild(self._shift())
        if not self.until and "tables" in said:
            _compare_tables(contents.digests(), said["tables"])
        if not is_whole():
            raise DoesNotAgree("store-damaged")
        return made

    def _compare_heads(self, said: dict[str, Any]) -> None:
        found = {name: [str(head), count] for name, (head, count) in contents.heads().items()}
        if found != said.get("heads"):
            raise DoesNotAgree("heads")

    def _shift(self) -> Tell:
        before = self.count

        def tell(count: int) -> None:
            self.count = before + count
            if self.tell:
                self.tell(self.count)

        return tell


def _compare_tables(found: dict[str, list[Any]], said: dict[str, list[Any]]) -> None:
    """Raise DoesNotAgree with the kinds of record that differ."""
    different = sorted(kind for kind in found.keys() | said.keys() if found.get(kind) != said.get(kind))
    if different:
        raise DoesNotAgree("tables-differ", " ".join(different))


@dataclass(slots=True)
class _Rows:
    """Rows of one table on their way in. A piece that `goes_on` may say again of an event what an earlier one said."""

    goes_on: bool
    model: type[models.Model] | None = None
    waiting: list[Row] = field(default_factory=list)

    def flush_if_many(self, load: Load) -> None:
        if len(self.waiting) >= CHUNK:
            self.flush(load)

    def flush(self, load: Load) -> None:
        if self.model is not None and self.waiting:
            if self.model is Event and self.goes_on:
                Event.objects.filter(pk__in=[row[0] for row in self.waiting])._raw_delete(connection.alias)
            inserter(self.model).insert(connection, self.waiting)
            load.count += len(self.waiting)
            if load.tell:
                load.tell(load.count)
        self.waiting = []


def own_head() -> Head:
    """The last entry that this store wrote itself, of whichever epoch; number 0 of no epoch if it has written none.

    What it had lost and took back from others (`via`) is older, though it came later.
    """
    node = node_keys().node
    written = Event.objects.filter(node=node, via="")
    last = written.order_by("-position").values_list("epoch", "seq", "hash", "hlc").first()
    if last is None:
        return Head(Origin(node, ""))
    epoch, seq, digest, hlc = last
    return Head(Origin(node, epoch), seq, bytes(digest), hlc)


def _marks(row: Row, columns: list[str], marks: list[str]) -> tuple[Any, ...]:
    return tuple([row[columns.index(name)] for name in marks])


def _bunches(lines: Lines, found: dict[str, bytes]) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    """Rows of a file of keys in bunches, with their table and fields; the node's own keys go into `found`."""
    label, names = "", list[str]()
    bunch: list[list[Any]] = []
    for line in lines:
        if isinstance(line, list):
            bunch.append(line)
        elif "node" in line and "lakay" not in line:
            found.update({name: base64.b64decode(text) for name, text in line["node"].items()})
        if bunch and (len(bunch) >= CHUNK // 2 or isinstance(line, dict)):
            yield label, names, bunch
            bunch = []
        if isinstance(line, dict) and "table" in line:
            label, names = line["table"], line["fields"]


def _damaged(error: Exception) -> Exception:
    if isinstance(error, Damaged):
        return error
    if isinstance(error, binascii.Error | KeyError | IndexError | ValueError | TypeError):
        return Damaged("what is in it is not a journal")
    return Damaged(f"the store does not take it: {type(error).__name__}")
