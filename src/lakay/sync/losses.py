"""What a lost node held: the report for those who must now decide whom to tell and what to change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max

from lakay.access.models import Grant
from lakay.journal.models import Event
from lakay.sync import queries, table
from lakay.sync.core.peers import Peer as CorePeer
from lakay.sync.core.standing import from_json
from lakay.sync.models import Granted, Peer
from lakay.sync.reports import Report
from lakay.sync.store import held_event

MOST_READ = 200_000
"""Events looked through for the report, the latest first."""


@dataclass(frozen=True, slots=True)
class Loss:
    """What is known of a node's store.

    `people`: subjects of whom it held keys, by class; whereabouts only of those it had itself met. `wrote`: its own events here, by kind of
    record. `sent`: events of others that it was sent, by action. `last_event_at`: the time of the last thing it wrote that is held here.
    """

    peer: Peer
    last_contact_at: datetime | None
    last_event_at: datetime | None
    report: Report
    people: dict[str, int]
    own_people: int
    wrote: dict[str, int]
    staff: int
    has_alerts_to: int
    whole: bool


def loss_of(peer: Peer) -> Loss:
    """What a node held as far as this node can know: what it brought, what was sent to it, which keys it had."""
    standing = queries.standings([peer.node]).get(peer.node)
    state = from_json(standing.state) if standing and standing.state else None
    own = Event.objects.filter(node=peer.node)
    granted = Granted.objects.filter(node=peer.node)
    by_class = granted.values("field_class").annotate(people=Count("subject", distinct=True))
    wrote, whole = _kinds(peer)
    return Loss(
        peer=peer,
        last_contact_at=standing.got_at if standing else None,
        last_event_at=own.aggregate(last=Max("at"))["last"],
        report=Report.of(state.report if state else {}),
        people={row["field_class"]: row["people"] for row in by_class},
        own_people=granted.filter(position=0).values("subject").distinct().count(),
        wrote=wrote,
        staff=Grant.objects.filter(post=peer.post, ended_at=None).values("staff").distinct().count() if peer.post else 0,
        has_alerts_to=state.confirmed.alert if state else 0,
        whole=whole,
    )


def _kinds(peer: Peer) -> tuple[dict[str, int], bool]:
    """How many records of each kind the node had made or was sent, and whether all events here were looked at."""
    place = queries.as_core(peer)
    rows = Event.objects.order_by("-position").defer("digest")[:MOST_READ]
    records: Counter[str] = Counter()
    seen: set[UUID] = set()
    count = 0
    for row in rows.iterator(chunk_size=500):
        count += 1
        event = held_event(row)
        if row.node != peer.node and table.audience().opens(event, place, _never, None) is None:
            continue
        fresh = {change.record: change.kind for change in event.changes if change.record not in seen}
        seen.update(fresh)
        records.update(fresh.values())
    return dict(sorted(records.items(), key=lambda pair: (-pair[1], pair[0]))), count < MOST_READ


def _never(peer: CorePeer, records: Collection[UUID]) -> bool:
    return False
