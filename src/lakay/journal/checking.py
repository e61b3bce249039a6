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

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import DatabaseError, connection

from lakay.journal.core import chain
from lakay.journal.core.events import Origin
from lakay.journal.keys import node_keys
from lakay.journal.models import Event, Gap, Head
from lakay.journal.models import Origin as OriginRow
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
    """Walk every chain in the store. The stored head is one of the heads, so a cut at the end shows unless both were cut.

    Chains of other nodes are held against their keys and against what is noted of their gaps; in our own a gap is only what was pruned
    on somebody's receipt.
    """
    wanted = [known for known in (*heads, head()) if known.seq]
    origins = {Origin(node, epoch) for node, epoch in Event.objects.values_list("node", "epoch").distinct()}
    origins |= {known.origin for known in wanted}
    keys, own = known_keys(), node_keys()
    vouchers = [bytes(key) for key in OriginRow.objects.filter(vouches=True).values_list("key", flat=True)]
    for origin in sorted(origins, key=str):
        ours = origin.node == own.node
        key = own.public if ours else keys.get(origin.node)
        if key is None:
            yield Finding(origin, chain.Fault("unknown-node", 0))
            continue
        gaps = list(Gap.objects.filter(node=origin.node, epoch=origin.epoch).order_by("first"))
        yield from _unproven(origin, gaps, ours=origin == head().origin)
        known = [(gap.first, gap.last, bytes(gap.end_hash)) for gap in gaps]
        trusted = [] if ours else vouchers
        for fault in chain.verify(origin, _stored(origin, progress), key, wanted, gaps=known, ours=ours, vouchers=trusted):
            yield Finding(origin, fault)


def known_keys() -> dict[str, Ed25519PublicKey]:
    """The public keys of other nodes, by name."""
    rows = OriginRow.objects.values_list("node", "key")
    return {node: Ed25519PublicKey.from_public_bytes(bytes(key)) for node, key in rows}


def _unproven(origin: Origin, gaps: list[Gap], *, ours: bool) -> Iterator[Finding]:
    """Gaps that nothing allows: what was pruned was receipted, and our own chain has no others."""
    for gap in gaps:
        if (gap.reason == Gap.PRUNED) is not bool(gap.receipt) or (ours and gap.reason != Gap.PRUNED):
            yield Finding(origin, chain.Fault("pruned-unproven", gap.first))


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
