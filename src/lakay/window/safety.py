"""What lies safe at the hub: told by its last signed receipt, and by nothing else."""

from __future__ import annotations

from lakay.journal.models import Event, Head
from lakay.journal.pruning import Cover
from lakay.sync.core import receipts
from lakay.sync.core.standing import from_json
from lakay.sync.queries import core_hubs, standings
from lakay.sync.secrets import secrets


def cover() -> Cover | None:
    """What the hub confirms to hold in a copy that was verified; None without a hub, without a receipt, or if nothing is safe yet."""
    me = secrets().node
    for hub in core_hubs():
        row = standings([hub.node]).get(hub.node)
        signed = from_json(row.state).receipt if row is not None and row.state else b""
        if hub.node != me and signed:
            return _cover(receipts.read(signed, hub, me), signed)
    return None


def _cover(receipt: receipts.Receipt, signed: bytes) -> Cover | None:
    """Everything that entered this store before the first event of its own that no verified copy of the hub holds."""
    head = Head.objects.get(id=1)
    holds = receipt.of(head.epoch)
    if holds is None or not holds.backed_up:
        return None
    later = Event.objects.filter(node=head.node, epoch=head.epoch, seq__gt=holds.backed_up)
    first = later.order_by("seq").values_list("position", flat=True).first()
    return Cover(head.position if first is None else first - 1, holds.seq, holds.hash, signed)
