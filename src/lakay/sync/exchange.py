"""The two calls that a carrier makes, and what it may ask before: safe from any thread and any worker process."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from lakay.journal.foreign import APPLIED
from lakay.journal.models import Event, Head
from lakay.kernel.clock import SystemClock
from lakay.sync import receiving
from lakay.sync.actions.standing import note_contact, note_sent, note_trouble
from lakay.sync.core import accepting, offering
from lakay.sync.core.accepting import Accepted, Spoilt
from lakay.sync.core.cursors import LANES, Cursor
from lakay.sync.core.offering import Offer
from lakay.sync.core.parcels import NotForUs
from lakay.sync.core.selecting import Asking, for_peer
from lakay.sync.reports import Report
from lakay.sync.settling import settle_stopped
from lakay.sync.store import AT_ONCE, DjangoStore, StandsAlone
from lakay.sync.timing import Waiting

MOST_COUNTED = 1000
"""Beyond so many waiting events nobody needs the number."""

MILLISECOND = timedelta(milliseconds=1)


def offer(
    node: str,
    *,
    most_bytes: int,
    at: datetime,
    lanes: Iterable[str] = LANES,
    start: Cursor | None = None,
    may_be_brief: bool = False,
) -> Offer:
    """The next parcel for a peer. Raises NotForUs for one that is unknown or stopped, or where this machine stands alone."""
    try:
        made = offering.offer(
            DjangoStore(),
            node,
            most_bytes=most_bytes,
            at=at,
            random=os.urandom,
            lanes=lanes,
            start=start,
            may_be_brief=may_be_brief,
        )
    except StandsAlone as error:
        raise NotForUs(node) from error
    note_sent(node, made.events)
    return made


def accept(parcel: bytes, *, at: datetime) -> Accepted:
    """Take a parcel. Raises NotForUs for one that this node does not open: of an unknown or stopped sender, for another, or damaged."""
    store = DjangoStore()
    try:
        taken = accepting.accept(store, parcel, at=at)
    except StandsAlone as error:
        raise NotForUs("") from error
    except Spoilt as error:
        note_trouble(error.sender, at=at, trouble="damaged")
        raise NotForUs("") from error
    said = Report.of(taken.report).at
    note_contact(taken.sender, at=at, offset_ms=(said - at) // MILLISECOND if said else None, events=taken.events)
    receiving.has_joined(taken.sender)
    if _register_changed(taken):
        settle_stopped(at)
    return taken


def _register_changed(taken: Accepted) -> bool:
    fresh = [fate.event for fate in taken.fates if fate.status == APPLIED]
    return any(
        Event.objects.filter(id__in=fresh[start : start + AT_ONCE], action__startswith="sync.peer.").exists()
        for start in range(0, len(fresh), AT_ONCE)
    )


def position() -> int:
    """The last position of this store: as long as it stands, nothing new waits for anybody."""
    return Head.objects.filter(id=1).values_list("position", flat=True).first() or 0


def confirmed(node: str) -> Cursor:
    """How far a peer has confirmed to have got through this store."""
    store = DjangoStore()
    return store.standing(node).confirmed.within(store.incarnation, store.earlier())


def waiting(node: str) -> Waiting:
    """How many events wait for a peer in each lane, as far as it is worth counting."""
    store = DjangoStore()
    peer = store.peer(node)
    if peer is None:
        return Waiting()
    standing = store.standing(node)
    begin = standing.confirmed.within(store.incarnation, store.earlier())
    asking = Asking(peer, standing.by, SystemClock().now())
    counted: Counter[str] = Counter()
    for lane in LANES:
        for held in store.after(begin.of(lane), MOST_COUNTED, _in_lane(store, lane)):
            counted[lane] += for_peer(store, store.audience(), asking, held) is not None
    return Waiting(**counted)


def _in_lane(store: DjangoStore, lane: str) -> Callable[[str], bool]:
    return lambda action: store.audience().lane(action) == lane


__all__ = ["Accepted", "Cursor", "NotForUs", "Offer", "accept", "confirmed", "offer", "position", "waiting"]
