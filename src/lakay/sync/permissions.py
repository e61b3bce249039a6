"""Who may let machines in and stop them. Each `check` raises NotAllowed with a reason that a person can read."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.kernel.actors import Actor
from lakay.kernel.refusals import NotAllowed
from lakay.sync.models import Invitation, Peer
from lakay.sync.rules import PeerStatus


class SameHands(NotAllowed):
    """Two people must agree, and this person is the first of them."""


def check_at_hub(by: Actor, me: Peer | None) -> None:
    """The register of nodes is kept at the hub, by those who look after the machines."""
    check_may(by, Permission.NODE_MANAGE)
    if me is None:
        raise NotAllowed(_("The register of nodes is kept at the hub. This machine is not the hub."))


def check_can_admit(by: Actor, invitation: Invitation) -> None:
    """A machine is admitted by somebody else than who invited it."""
    if by.id == invitation.invited_by:
        raise SameHands(_("You made this invitation yourself. Another administrator must compare and admit."))


def check_can_finish(by: Actor, peer: Peer) -> None:
    """What one stopped, another makes final or lifts."""
    if by.id == peer.stopped_by:
        raise SameHands(_("You stopped this machine yourself. Another administrator must decide on it."))


def check_can_stop(peer: Peer, me: Peer) -> None:
    """Any machine but this one can be stopped."""
    if peer.node == me.node:
        raise NotAllowed(_("The hub cannot stop itself."))


def check_can_be_replaced(peer: Peer | None) -> None:
    """A machine takes the place of one that is stopped already, so that never two work in one place."""
    if peer is None or peer.status == PeerStatus.ACTIVE:
        raise NotAllowed(_("Stop the old machine first; then invite the one that takes its place."))
