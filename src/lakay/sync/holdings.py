"""How far this store holds the chains of other nodes, and how far of that lies in a copy that was verified."""

from __future__ import annotations

from django.db.models import Max

from lakay.backup.queries import verified_up_to
from lakay.journal.core.events import Origin
from lakay.journal.models import Event, Gap, Span
from lakay.sync.core.audience import Audience


def whole(origin: Origin, audience: Audience) -> tuple[int, bytes]:
    """How far a chain is held from its beginning, and the hash there; (0, b"") for one that is not.

    A gap counts as held when later events of the chain have come in every lane that the chain has used: events of a lane come in
    order, so what lies in it was not for this store (a locked screen, a way to log in).
    """
    where = {"node": origin.node, "epoch": origin.epoch}
    spans = list(Span.objects.filter(**where).order_by("first").values_list("first", "last", "last_hash"))
    passed = _passed(origin, audience)
    seq, digest = 0, b""
    for first, last, end in spans:
        if first > seq + 1 and passed < first:
            break
        seq, digest = last, bytes(end)
    gap = Gap.objects.filter(**where, reason=Gap.PRUNED, first=seq + 1).first()
    return (gap.last, bytes(gap.end_hash)) if gap else (seq, digest)


def _passed(origin: Origin, audience: Audience) -> int:
    """The number that every lane which the chain has used has reached."""
    latest: dict[str, int] = {}
    rows = Event.objects.filter(node=origin.node, epoch=origin.epoch).values("action").annotate(last=Max("seq"))
    for row in rows:
        lane = audience.lane(row["action"])
        latest[lane] = max(latest.get(lane, 0), row["last"])
    return min(latest.values(), default=0)


def backed_up(origin: Origin) -> int:
    """The last number of a chain that lies in a verified copy of this store; 0 if none does."""
    head = verified_up_to()
    if head is None:
        return 0
    own = Event.objects.filter(node=head.origin.node, epoch=head.origin.epoch, seq=head.seq)
    position = own.values_list("position", flat=True).first()
    if position is None:
        return 0
    held = Event.objects.filter(node=origin.node, epoch=origin.epoch, position__lte=position)
    found: int | None = held.aggregate(last=Max("seq"))["last"]
    return found or 0
