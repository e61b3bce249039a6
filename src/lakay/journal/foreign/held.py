"""What this store holds, for those who carry it on: events in the order of arrival, chains and where they end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from lakay.journal import order
from lakay.journal.core.chain import NOTHING
from lakay.journal.core.events import Event, Origin, from_body
from lakay.journal.core.stretches import Stretch
from lakay.journal.foreign.chains import load
from lakay.journal.models import Event as EventRow
from lakay.journal.models import Gap, Head, Incarnation, Span
from lakay.journal.models import Origin as OriginRow


class NotItsName(ValueError):
    """A node's name is not the start of its key's hash."""


@dataclass(frozen=True, slots=True)
class Held:
    """An event in the store, its place in the order of arrival, and the incarnation of the peer that brought it (empty: our own, or once more)."""

    position: int
    via: str
    event: Event


def know(node: str, key: bytes, *, vouches: bool = False) -> bool:
    """Take events of this node from now on. Its key never changes: a new key is a new node. Returns whether it was new.

    `vouches`: it is a hub, whose signature may stand for another's. Raises NotItsName.
    """
    return know_all({node: (key, vouches)}) > 0


def know_all(nodes: Mapping[str, tuple[bytes, bool]]) -> int:
    """The same of several nodes, each with its key and whether it vouches for others. Returns how many were new. Raises NotItsName."""
    for node, (key, _vouches) in nodes.items():
        if sha256(key).hexdigest()[:16] != node or len(key) != 32:
            raise NotItsName(node)
    known = dict(OriginRow.objects.filter(node__in=nodes).values_list("node", "vouches"))
    fresh = [OriginRow(node=node, key=key, vouches=said) for node, (key, said) in nodes.items() if node not in known]
    OriginRow.objects.bulk_create(fresh, ignore_conflicts=True)
    for node, before in known.items():
        if nodes[node][1] is not before:
            OriginRow.objects.filter(node=node).update(vouches=nodes[node][1])
    return len(fresh)


def after(position: int, limit: int) -> Iterator[Held]:
    """Events that entered the store after a position, or stand there once more, at most so many, in that order."""
    places = order.after(position, limit)
    rows = order.rows(places)
    for place in places:
        row = rows[place.event]
        raw = bytes(row.body)
        header, changes = from_body(raw)
        event = Event(header, changes, raw, bytes(row.hash), bytes(row.signature))
        yield Held(place.position, "" if place.again else row.via, event)


def last_position() -> int:
    """The position of the latest event."""
    return Head.objects.values_list("position", flat=True).first() or 0


def incarnations() -> dict[str, int]:
    """The earlier epochs of this store, and the last position that it had in each."""
    return dict(Incarnation.objects.order_by("last_position").values_list("epoch", "last_position"))


def chain_end(origin: Origin, seq: int) -> bytes | None:
    """The hash of an event, if it is held or a gap ends there; of number 0 that of nothing. None if it is not known."""
    if seq == 0:
        return NOTHING
    where = {"node": origin.node, "epoch": origin.epoch}
    found = EventRow.objects.filter(**where, seq=seq).values_list("hash", flat=True).first()
    if found is None:
        found = Gap.objects.filter(**where, last=seq).values_list("end_hash", flat=True).first()
    return None if found is None else bytes(found)


def origins() -> list[Origin]:
    """The chains of which something is held, this store's own among them."""
    own = Head.objects.values_list("node", "epoch")
    return [Origin(node, epoch) for node, epoch in sorted({*own, *Span.objects.values_list("node", "epoch").distinct()})]


def spans(origin: Origin) -> list[Stretch]:
    """What is known of a chain: held stretches and gaps, in order, from its first event to the last that is known."""
    head = Head.objects.filter(node=origin.node, epoch=origin.epoch).first()
    if head is None:
        return load(origin, 1, 2**62)
    return own_stretches(origin, head.seq, bytes(head.hash))


def own_stretches(origin: Origin, seq: int, digest: bytes) -> list[Stretch]:
    """The chain that this store writes itself: all of it but what was pruned."""
    found: list[Stretch] = []
    at = 1
    for gap in Gap.objects.filter(node=origin.node, epoch=origin.epoch).order_by("first"):
        if gap.first > at:
            found.append(Stretch(at, gap.first - 1, chain_end(origin, gap.first - 1) or NOTHING))
        found.append(Stretch(gap.first, gap.last, bytes(gap.end_hash), gap.reason, bytes(gap.receipt)))
        at = gap.last + 1
    return [*found, Stretch(at, seq, digest)] if at <= seq else found
