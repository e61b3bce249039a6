"""Is the journal whole? The chain of every origin, and the copies in the columns that searches use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from lakay.journal.core import chain
from lakay.journal.core.events import Origin, from_body
from lakay.journal.keys import node_keys
from lakay.journal.models import Event, Head
from lakay.journal.replay import Progress


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
    """Walk every chain in the store. The stored head counts as one of the heads, so a cut at the end shows unless both were cut."""
    wanted = [*heads, head()]
    origins = {Origin(node, epoch) for node, epoch in Event.objects.values_list("node", "epoch").distinct()}
    origins |= {known.origin for known in wanted if known.seq}
    for origin in sorted(origins, key=str):
        for fault in chain.verify(origin, _stored(origin, progress), node_keys().public, [known for known in wanted if known.seq]):
            yield Finding(origin, fault)
    yield from _columns()


def _stored(origin: Origin, progress: Progress | None) -> Iterator[chain.Stored]:
    rows = Event.objects.filter(node=origin.node, epoch=origin.epoch).order_by("seq")
    values = rows.values_list("id", "seq", "body", "hash", "signature")
    for count, (event, seq, body, digest, signature) in enumerate(values.iterator(chunk_size=2000), 1):
        if progress and count % 2000 == 0:
            progress(count)
        yield chain.Stored(event, seq, _raw(body), _raw(digest), _raw(signature))


def _raw(value: Any) -> bytes:
    """The bytes of a column, whatever type a hand in the database has left there."""
    return value.encode() if isinstance(value, str) else bytes(value)


def _columns() -> Iterator[Finding]:
    """Columns that do not say what the body says: a search by them would lie."""
    for row in Event.objects.order_by("node", "epoch", "seq").iterator(chunk_size=2000):
        try:
            header, _ = from_body(_raw(row.body))
        except ValueError:
            continue
        told = (row.hlc, chain.stamp(row.at), row.action, row.actor, row.agency, row.post, row.purpose)
        if told != (header.hlc, header.at, header.action, header.by, header.agency, header.post, header.purpose):
            yield Finding(header.origin, chain.Fault("columns", row.seq, row.id))


def references_missing() -> Iterator[UUID]:
    """Events whose subjects are not in the table of references: their readers would not be found."""
    for row in Event.objects.prefetch_related("references").order_by("seq").iterator(chunk_size=500):
        header, _ = from_body(_raw(row.body))
        if not set(header.subjects) <= {reference.ref for reference in row.references.all() if reference.subject}:
            yield row.id
