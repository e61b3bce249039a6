"""What lies safe at the hub: told by its last signed receipt, and by nothing else."""

from __future__ import annotations

from functools import lru_cache

from lakay.journal.models import Head, Incarnation
from lakay.journal.pruning import Cover
from lakay.sync.core import receipts
from lakay.sync.core.standing import from_json
from lakay.sync.queries import core_hubs, goes_to_hub, standings
from lakay.sync.secrets import secrets
from lakay.window.choosing import Place, Safe


def cover() -> Cover | None:
    """What the hub confirms to hold in a copy that was verified; None without a hub, without a receipt, or if nothing is safe yet."""
    me, head = secrets().node, Head.objects.filter(id=1).first()
    for hub in core_hubs():
        row = standings([hub.node]).get(hub.node)
        signed = from_json(row.state).receipt if row is not None and row.state else b""
        if head is not None and hub.node != me and signed:
            try:
                return _cover(receipts.read(signed, hub, me), signed, head)
            except ValueError:
                return None
    return None


def _cover(receipt: receipts.Receipt, signed: bytes, head: Head) -> Cover | None:
    """Up to the position that is safe in every lane."""
    earlier = dict(Incarnation.objects.values_list("epoch", "last_position"))
    position = min(receipt.backed_up.within(head.epoch, earlier).positions)
    top = next((top for top in receipt.tops if top.epoch == head.epoch), None)
    return Cover(position, top.seq, top.hash, signed) if position and top else None


def safe_under(covered: Cover) -> Safe:
    """Whether an event may go: it came from the hub, or it goes there. What stays at home is nowhere else, so it stays."""
    sent, hubs = lru_cache(maxsize=None)(goes_to_hub), {hub.node for hub in core_hubs()}

    def safe(place: Place) -> bool:
        known = place.via.partition(".")[0] in hubs if place.via else sent(place.action)
        return known and place.position <= covered.position

    return safe
