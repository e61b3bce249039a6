"""The register of nodes: the hub founds it, one person stops a node at once, another makes that final or lifts it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.journal.models import Span
from lakay.journal.writing import Act, action
from lakay.kernel.actors import Actor
from lakay.kernel.purposes import Purpose
from lakay.kernel.refusals import NotAllowed
from lakay.sync.models import Membership, Peer
from lakay.sync.permissions import check_at_hub, check_can_finish, check_can_stop
from lakay.sync.queries import own_hub
from lakay.sync.rules import HUB, PEER_STATES, PeerStatus
from lakay.sync.secrets import secrets


class NeedsWords(NotAllowed):
    """Something that must be said was left empty."""


@action("sync.peer.found", Purpose.ADMINISTRATION)
def found_hub(
    act: Act, *, by: Actor, at: datetime, title: str, agency: str, address: str = "", command: UUID | None = None
) -> None:
    """This machine becomes the hub of the country: it keeps the register of nodes. Once, and never on a node of another hub."""
    check_may(by, Permission.NODE_MANAGE)
    if Membership.objects.exists() or Peer.objects.exists():
        raise NotAllowed(_("This machine already has its place among the nodes."))
    if not title.strip():
        raise NeedsWords(_("Say what the machine is called."))
    own = secrets()
    act.create(
        Peer,
        node=own.node,
        title=title.strip(),
        role=HUB,
        agency=agency,
        signing_key=own.signing_public,
        sealing_key=own.sealing_public,
        address=address.strip().rstrip("/"),
        status=PeerStatus.ACTIVE.value,
        admitted_by=by.id,
        admitted_at=at,
    )


@action("sync.peer.suspend", Purpose.SECURITY)
def suspend(act: Act, *, by: Actor, at: datetime, peer: Peer, reason: str, command: UUID | None = None) -> None:
    """Stop a machine at once: nothing more is sent to it or taken from it, here now and at every node at its next round.

    One person can do it, at night and alone, for a machine that was stolen sends and reads on until then. What it wrote beyond what
    the hub holds now counts for nothing from now on.
    """
    me = own_hub()
    check_at_hub(by, me)
    if me is not None:
        check_can_stop(peer, me)
    now = _standing(peer, PeerStatus.SUSPENDED)
    if not reason.strip():
        raise NeedsWords(_("Say what happened."))
    act.update(
        now,
        status=PeerStatus.SUSPENDED.value,
        stopped_by=by.id,
        stopped_at=at,
        reason=reason.strip()[:200],
        held=held_of(peer.node),
        decided_by=None,
        decided_at=None,
    )


@action("sync.peer.confirm", Purpose.SECURITY)
def confirm(act: Act, *, by: Actor, at: datetime, peer: Peer, command: UUID | None = None) -> None:
    """Make it final: the machine never takes part again. Another person than who stopped it."""
    check_at_hub(by, own_hub())
    now = _standing(peer, PeerStatus.REVOKED)
    check_can_finish(by, now)
    act.update(now, status=PeerStatus.REVOKED.value, decided_by=by.id, decided_at=at)


@action("sync.peer.lift", Purpose.SECURITY)
def lift(act: Act, *, by: Actor, at: datetime, peer: Peer, command: UUID | None = None) -> None:
    """Let a stopped machine take part again: it was found, and nobody had it. Another person than who stopped it."""
    check_at_hub(by, own_hub())
    now = _standing(peer, PeerStatus.ACTIVE)
    check_can_finish(by, now)
    nothing = {"stopped_by": None, "stopped_at": None, "reason": "", "held": None, "decided_by": None, "decided_at": None}
    act.update(now, status=PeerStatus.ACTIVE.value, **nothing)
    act.note()


def held_of(node: str) -> dict[str, int]:
    """How far this store has the chains of a node: epoch -> number."""
    held: dict[str, int] = {}
    for epoch, last in Span.objects.filter(node=node).order_by("last").values_list("epoch", "last"):
        held[epoch] = last
    return held


def _standing(peer: Peer, to: PeerStatus) -> Peer:
    now = Peer.objects.select_for_update().get(pk=peer.pk)
    PEER_STATES.check_can_move(PeerStatus(now.status), to)
    return now
