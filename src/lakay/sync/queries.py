"""Looks at the register of nodes: who this node is, whom it calls, what it knows of the others."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from lakay.journal.models import Event, Head, Incarnation
from lakay.sync import table
from lakay.sync.core import receipts
from lakay.sync.core.cursors import Cursor
from lakay.sync.core.peers import Peer as CorePeer
from lakay.sync.core.standing import from_json
from lakay.sync.models import Invitation, Membership, Peer, Release, Standing
from lakay.sync.rules import HUB, LIVING, PeerStatus, ReleaseOutcome
from lakay.sync.secrets import secrets


@dataclass(frozen=True, slots=True)
class Called:
    """A peer that this node calls by HTTPS, and the certificate of its own authority (PEM), if it has one."""

    node: str
    address: str
    authority: str


def membership() -> Membership | None:
    """What this machine was told when it came in; None for the hub, and for a machine that stands alone."""
    return Membership.objects.filter(id=1).first()


def own_hub() -> Peer | None:
    """The record of this node if it is the hub; else None."""
    return Peer.objects.filter(node=secrets().node, role=HUB).first()


def peer_named(node: str) -> Peer | None:
    """A node of the register by its name."""
    return Peer.objects.filter(node=node).first()


def peers() -> list[Peer]:
    """Every node of the register, the hub first."""
    return sorted(Peer.objects.all(), key=lambda peer: (peer.role != HUB, peer.post, peer.title, peer.node))


def own_place() -> CorePeer | None:
    """This node as its peers see it: from the register, or before that came, from what the hub answered. None: it stands alone."""
    return core_peer(secrets().node)


def own_post() -> str:
    """The post this machine stands at; nothing for the hub and for a machine that stands alone."""
    place = own_place()
    return place.post if place else ""


def core_peer(node: str) -> CorePeer | None:
    """A node for the exchange: from the register, or, until that has come, from what the hub answered at enrolment."""
    row = peer_named(node)
    return as_core(row) if row else _by_membership(node)


def core_hubs() -> list[CorePeer]:
    """The hubs: one."""
    rows = [as_core(row) for row in Peer.objects.filter(role=HUB)]
    own = membership()
    known = {row.node for row in rows}
    early = _by_membership(own.hub) if own and own.joined_at and own.hub not in known else None
    return [*rows, early] if early else rows


def core_called(hint: str) -> list[CorePeer]:
    """The nodes whose names begin so: mostly one."""
    rows = [as_core(row) for row in Peer.objects.filter(node__startswith=hint)]
    early = [hub for hub in core_hubs() if hub.node.startswith(hint) and hub.node not in {row.node for row in rows}]
    return [*rows, *early]


def as_core(row: Peer) -> CorePeer:
    """A row of the register as the exchange takes it."""
    return CorePeer(
        node=row.node,
        signing=bytes(row.signing_key),
        sealing=bytes(row.sealing_key),
        role=row.role,
        post=row.post,
        agency=row.agency,
        status=row.status,
        held=row.held,
    )


def _by_membership(node: str) -> CorePeer | None:
    own = membership()
    if own is None or own.joined_at is None:
        return None
    if node == own.hub:
        return CorePeer(node, bytes(own.hub_signing_key), bytes(own.hub_sealing_key), HUB)
    mine = secrets()
    if node == mine.node:
        return CorePeer(node, mine.signing_public, mine.sealing_public, own.role, own.post, own.agency)
    return None


def called() -> list[Called]:
    """The peers that this node calls: a node its hub, if that has an address. The hub calls nobody."""
    own = membership()
    if own is None or own.joined_at is None or not own.address:
        return []
    hub = peer_named(own.hub)
    if hub is not None and hub.status != PeerStatus.ACTIVE:
        return []
    return [Called(own.hub, (hub.address if hub else "") or own.address, own.authority)]


def confirmed_by_hub() -> Cursor:
    """How far the hub says that it has got through this store; nothing without a signed receipt of a hub."""
    head = Head.objects.filter(id=1).first()
    hubs = [hub for hub in core_hubs() if hub.node != secrets().node]
    row = Standing.objects.filter(node=hubs[0].node).first() if hubs else None
    if head is None or row is None or not row.state:
        return Cursor()
    state = from_json(row.state)
    try:
        receipt = receipts.read(state.receipt, hubs[0], secrets().node)
    except ValueError:
        return Cursor()
    earlier = dict(Incarnation.objects.values_list("epoch", "last_position"))
    return receipt.cursor.within(head.epoch, earlier)


def _unsent() -> QuerySet[Event]:
    """Own events that no receipt of the hub covers. Those that stay at home do not count."""
    cursor, own = confirmed_by_hub(), Event.objects.filter(node=secrets().node)
    own = own.filter(position__gt=min(cursor.positions))
    wanted = Q(pk__in=[])
    for action in own.values_list("action", flat=True).distinct():
        if goes_to_hub(action):
            wanted |= Q(action=action, position__gt=cursor.of(table.audience().lane(action)))
    return own.filter(wanted)


def goes_to_hub(action: str) -> bool:
    """Whether the table sends events of an action to the hub."""
    return any(HUB in line.to for line in table.audience().lines(action))


def unsent() -> int:
    """How many events of this node the hub has not confirmed by a signed receipt: all, as long as it has none. The hub has none to send."""
    own = membership()
    if own_hub() is not None:
        return 0
    if own is None or own.joined_at is None:
        return Head.objects.filter(id=1).values_list("seq", flat=True).first() or 0
    return _unsent().count()


def oldest_unsent() -> datetime | None:
    """When the oldest of them was entered."""
    if own_hub() is not None:
        return None
    return _unsent().order_by("position").values_list("at", flat=True).first()


def invitations() -> QuerySet[Invitation]:
    """Every invitation, those that wait first, then the newest."""
    return Invitation.objects.order_by("-invited_at", "-id")


def waiting_invitations(at: datetime) -> list[Invitation]:
    """Those that somebody still has to do something about."""
    return [row for row in invitations().filter(status__in=LIVING) if row.expires_at > at]


def standings(nodes: Iterable[str] | None = None) -> dict[str, Standing]:
    """How far the exchange has come, by node."""
    rows = Standing.objects.all() if nodes is None else Standing.objects.filter(node__in=list(nodes))
    return {row.node: row for row in rows}


def releases() -> QuerySet[Release]:
    """What the hub gave of the keys of posts, and the alarms, the newest first."""
    return Release.objects.order_by("-at", "-id")


def threats(since: datetime) -> list[Release]:
    """Requests that were made under threat."""
    return list(releases().filter(outcome=ReleaseOutcome.THREAT, at__gte=since))
