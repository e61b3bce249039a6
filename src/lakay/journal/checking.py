"""Is the journal whole? The chain of every origin, the copies in the columns that searches use, and the way to its readers.

The rows are read without Django's conversions: a hand in the database may have left anything there, and it is to be named, not to
stop the check.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from lakay.journal.core import chain
from lakay.journal.core.events import Origin
from lakay.journal.keys import node_keys
from lakay.journal.models import Event, Head
from lakay.journal.replay import Progress, as_bytes

PAGE = 2000
COLUMNS = "seq, id, body, hash, signature, hlc, at, action, actor, agency, post, purpose"
WHERE = "FROM journal_event WHERE node = %s AND epoch = %s AND seq > %s"
SQL = f"SELECT {COLUMNS} {WHERE}"
SQL_NUMBERS = f"SELECT seq {WHERE}"
UNREADABLE = (ValueError, TypeError, DatabaseError)
SQL_SUBJECTS = (
    "SELECT e.seq, r.ref FROM journal_event e JOIN journal_reference r ON r.event_id = e.id"
    " WHERE r.subject = %s AND e.node = %s AND e.epoch = %s AND e.seq > %s AND e.seq <= %s"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with where it is."""

    origin: Origin
    fault: chain.Fault


def head() -> chain.Head:
    """The end of this node's chain, to be kept elsewhere: printed, photographed, co-signed."""
    row = Head.objects.filter(id=1).first()
    if row is None:
        return chain.Head(Origin(node_keys().node, ""))
    return chain.Head(Origin(row.node, row.epoch), row.seq, bytes(row.hash), row.hlc)


def findings(heads: Iterable[chain.Head] = (), progress: Progress | None = None) -> Iterator[Finding]:
    """Walk every chain in the store. The stored head is one of the heads, so a cut at the end shows unless both were cut."""
    wanted = [known for known in (*heads, head()) if known.seq]
    origins = {Origin(node, epoch) for node, epoch in Event.objects.values_list("node", "epoch").distinct()}
    origins |= {known.origin for known in wanted}
    for origin in sorted(origins, key=str):
        for fault in chain.verify(origin, _stored(origin, progress), node_keys().public, wanted):
            yield Finding(origin, fault)


def _stored(origin: Origin, progress: Progress | None) -> Iterator[chain.Stored]:
    last, count = 0, 0
    while page := _page(origin, last):
        subjects = _grouped(_rows(SQL_SUBJECTS, True, origin.node, origin.epoch, last, page[-1][0]))
        for row in page:
            yield _believable(row, subjects.get(row[0], frozenset()))
        last = page[-1][0]
        count += len(page)
        if progress:
            progress(count)


def _page(origin: Origin, last: int) -> list[tuple[Any, ...]]:
    where = (origin.node, origin.epoch)
    try:
        return _rows(f"{SQL} ORDER BY seq LIMIT {PAGE}", *where, last)
    except UNREADABLE:
        numbers = _rows(f"{SQL_NUMBERS} ORDER BY seq LIMIT {PAGE}", *where, last)
    return [_row(where, seq) for (seq,) in numbers]


def _row(where: tuple[str, str], seq: Any) -> tuple[Any, ...]:
    """One row of a page in which some value cannot even be fetched; empty if it is this one."""
    try:
        return _rows(f"{SQL} AND seq <= %s", *where, seq - 1, seq)[0]
    except UNREADABLE:
        return (seq, *[b""] * COLUMNS.count(","))


def _rows(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _grouped(rows: list[tuple[int, Any]]) -> dict[int, frozenset[UUID | None]]:
    found: dict[int, set[UUID | None]] = {}
    for seq, ref in rows:
        found.setdefault(seq, set()).add(_uuid(ref))
    return {seq: frozenset(refs) for seq, refs in found.items()}


def _believable(row: tuple[Any, ...], subjects: frozenset[UUID | None]) -> chain.Stored:
    seq, event, body, digest, signature, hlc, at, action, actor, agency, post, purpose = row
    copies = (hlc, _stamp(at), action, _uuid(actor), agency, post, purpose)
    number = seq if isinstance(seq, int) else -1
    return chain.Stored(_uuid(event), number, as_bytes(body), as_bytes(digest), as_bytes(signature), copies, subjects)  # type: ignore[arg-type]


def _uuid(value: Any) -> UUID | None:
    if isinstance(value, UUID):
        return value
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError):
        return None


def _stamp(value: Any) -> str:
    try:
        at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except (ValueError, TypeError):
        return ""
    return chain.stamp(at if at.tzinfo else at.replace(tzinfo=UTC))
