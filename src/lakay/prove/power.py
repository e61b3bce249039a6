"""`lakay prove power`: the journal's own statements on a disk that forgets, its power cut at random; what was acknowledged must stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from random import Random
from typing import Any

import apsw
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection, models

from lakay.journal.core.chain import Chain, Draft, Head, Stored, verify
from lakay.journal.core.events import Change, Event, Origin
from lakay.journal.inserting import Row, inserter
from lakay.journal.models import Event as EventRow
from lakay.journal.models import Head as HeadRow
from lakay.journal.models import Reference, SubjectKey
from lakay.kernel.ids import uuid7
from lakay.prove.disk import Disk, PowerCut

FILE = "/lakay.sqlite3"
MODELS: tuple[type[models.Model], ...] = (HeadRow, EventRow, Reference, SubjectKey)
ORIGIN = Origin("0123456789abcdef", "power")
KEY = Ed25519PrivateKey.from_private_bytes(b"the key of a node that is no one")
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MOST_EVENTS = 250
PAGES_TO_CHECKPOINT = 40
"""Few, so that cuts fall into checkpoints too."""


def cut_often(cuts: int, seed: int, synchronous: str, tell: Callable[[int], None]) -> dict[str, int]:
    """Cut the power so many times, each time starting from what the last cut left. `wrong` is 0 if every promise was kept."""
    random = Random(seed)  # noqa: S311
    image = _empty(synchronous)
    acknowledged: set[int] = set()
    figures = {"cuts": cuts, "acknowledged": 0, "not acknowledged and standing": 0, "lost": 0, "damaged": 0, "wrong": 0}
    for number in range(1, cuts + 1):
        disk = Disk(f"cut{number}", image, random.randrange(1, 400))
        before = frozenset(acknowledged)
        acknowledged |= set(_work(disk, random, synchronous))
        image, standing, faults = _recovered(disk, random, synchronous)
        figures["lost"] += len(acknowledged - standing)
        figures["damaged"] += faults
        figures["acknowledged"] += len(acknowledged - before)
        figures["not acknowledged and standing"] += len(standing - acknowledged)
        acknowledged = set(standing)
        if faults or len(standing) > MOST_EVENTS:
            figures["wrong"] += faults
            image, acknowledged = _empty(synchronous), set()
        tell(number)
    figures["wrong"] += figures["lost"]
    return figures


def _opened(disk: Disk, synchronous: str) -> apsw.Connection:
    """A connection with the pragmas of the node. Alone on the file, because shared memory is not the disk's matter."""
    store = apsw.Connection(FILE, vfs=disk.name)
    _settle(store, synchronous)
    return store


def _settle(store: apsw.Connection, synchronous: str) -> None:
    store.execute("PRAGMA locking_mode=EXCLUSIVE")
    store.execute(settings.DATABASES["default"]["OPTIONS"]["init_command"])
    store.execute(f"PRAGMA synchronous={synchronous}")
    store.execute(f"PRAGMA wal_autocheckpoint={PAGES_TO_CHECKPOINT}")


def _empty(synchronous: str) -> dict[str, bytes]:
    """A store with the journal's tables and nothing in them."""
    disk = Disk("empty", {})
    store = _opened(disk, synchronous)
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        for model in MODELS:
            editor.create_model(model)
    for statement in editor.collected_sql:
        store.execute(statement)
    _insert(store, HeadRow, [(1, ORIGIN.node, ORIGIN.epoch, 0, b"", 0, 0, 0)])
    store.close()
    return disk.synced()


def _insert(store: apsw.Connection, model: type[models.Model], rows: list[Row]) -> None:
    """The statement and values that the journal's own writer sends."""
    sql, values = inserter(model).statement(connection, rows)
    store.executemany(sql.replace("%s", "?"), values)


def _work(disk: Disk, random: Random, synchronous: str) -> Iterator[int]:
    """Turns of some events until the power goes; yields each number once its commit has returned."""
    store = apsw.Connection(FILE, vfs=disk.name)
    with suppress(PowerCut, apsw.Error):
        _settle(store, synchronous)
        while True:
            yield from _turn(store, random)
    disk.go_dark()
    with suppress(apsw.Error):
        store.close(force=True)


def _turn(store: apsw.Connection, random: Random) -> list[int]:
    store.execute("BEGIN IMMEDIATE")
    (seq, digest, hlc), *_ = _rows_of(store, "SELECT seq, hash, hlc FROM journal_head WHERE id = 1")
    chain = Chain(Head(ORIGIN, seq, digest, hlc), KEY, lambda: NOON)
    events = [chain.append(_draft(random), chain.next()) for _ in range(random.randrange(1, 9))]
    for model, rows in _rows(events, random).items():
        _insert(store, model, rows)
    end = chain.head
    store.execute("UPDATE journal_head SET seq = ?, hash = ?, hlc = ? WHERE id = 1", (end.seq, end.hash, end.hlc))
    store.execute("COMMIT")
    return [event.header.seq for event in events]


def _draft(random: Random) -> Draft:
    ids = [uuid7(random.getrandbits(40), random.randbytes(10)) for _ in range(3)]
    sealed = {"personal": random.randbytes(random.randrange(40, 400))}
    change = Change("border.crossing", ids[1], {"post": "HT-OUA"}, sealed, {}, ids[1])
    return Draft(ids[0], NOON, "border.crossing.record", ids[2], "DIE", "HT-OUA", "border_control", (ids[1],), [change])


def _rows(events: list[Event], random: Random) -> dict[type[models.Model], list[Row]]:
    rows: dict[type[models.Model], list[Row]] = {EventRow: [], Reference: [], SubjectKey: []}
    for event in events:
        header = event.header
        place = (header.id, header.origin.node, header.origin.epoch, header.seq, header.hlc, NOON)
        who = (header.action, header.by, header.agency, header.post, header.purpose)
        rows[EventRow].append((*place, *who, event.body, event.hash, event.signature, b"", header.seq, ""))
        rows[Reference].append((header.id, header.subjects[0], True))
        rows[SubjectKey].append((header.subjects[0], "", random.randbytes(60), None))
    return rows


def _recovered(disk: Disk, random: Random, synchronous: str) -> tuple[dict[str, bytes], set[int], int]:
    """What the next start finds: the image, the numbers that stand, and how many things are damaged."""
    again = Disk("again", disk.after_the_cut(random))
    try:
        store = _opened(again, synchronous)
        standing, faults = _examined(store)
        store.close()
    except apsw.Error:
        return {}, set(), 1
    return again.synced(), standing, faults


def _examined(store: apsw.Connection) -> tuple[set[int], int]:
    faults = int(store.execute("PRAGMA integrity_check").fetchall() != [("ok",)])
    rows = _rows_of(store, "SELECT id, seq, body, hash, signature FROM journal_event ORDER BY seq")
    (seq, digest), *_ = _rows_of(store, "SELECT seq, hash FROM journal_head")
    stored = [Stored(_id(row[0]), *row[1:]) for row in rows]
    heads = [Head(ORIGIN, seq, digest)] if seq else []
    faults += sum(1 for _ in verify(ORIGIN, stored, KEY.public_key(), heads))
    faults += int(seq != (rows[-1][1] if rows else 0))
    return {row[1] for row in rows}, faults


def _rows_of(store: apsw.Connection, sql: str) -> list[Any]:
    return list(store.execute(sql))


def _id(text: str) -> Any:
    return EventRow._meta.pk.to_python(text)
