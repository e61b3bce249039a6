"""What has no effect here is tried again by the rules of the exchange; what a stopped machine wrote too late loses its effect."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from lakay.journal import foreign
from lakay.journal.models import Event, Unapplied
from lakay.sync import queries
from lakay.sync.core.accepting import judge
from lakay.sync.store import DjangoStore

REVOKED = "revoked"


def retry(event: UUID, at: datetime) -> str:
    """Try an event again, as if it came now: what its machine may not write stays refused. Returns what became of it.

    Raises LookupError for an event that has its effect, or is not here.
    """
    return foreign.retry(event, at, judge(DjangoStore())).state


def settle_stopped(at: datetime) -> int:
    """After the register has changed: what stopped machines wrote beyond what counts loses its effect; what counts again gets it back.

    Returns how many events changed.
    """
    changed = 0
    for peer in queries.peers():
        place = queries.as_core(peer)
        if place.held is not None:
            changed += foreign.refuse(_beyond(peer.node, place.held), REVOKED, at)
    rows = Unapplied.objects.filter(state=Unapplied.REFUSED, reason=REVOKED).select_related("event")
    for row in list(rows):
        writer = queries.core_peer(row.event.node)
        if writer is not None and writer.allows(row.event.epoch, row.event.seq):
            changed += retry(row.event_id, at) == foreign.APPLIED
    return changed


def _beyond(node: str, held: Mapping[str, int]) -> list[UUID]:
    found: list[UUID] = []
    for epoch in Event.objects.filter(node=node).values_list("epoch", flat=True).distinct():
        rows = Event.objects.filter(node=node, epoch=epoch, seq__gt=held.get(epoch, 0), unapplied=None)
        found += rows.order_by("position").values_list("id", flat=True)
    return found
