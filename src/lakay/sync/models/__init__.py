"""What a node knows of the other nodes."""

from lakay.sync.models.invitations import Invitation, InvitationSecret
from lakay.sync.models.peers import Membership, Peer
from lakay.sync.models.releases import Release
from lakay.sync.models.standing import Granted, Standing

__all__ = ["Granted", "Invitation", "InvitationSecret", "Membership", "Peer", "Release", "Standing"]
