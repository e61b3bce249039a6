"""Every write of the register of nodes and of the exchange's own rows."""

from lakay.sync.actions.invitations import admit, ask, invite, lock_invitation, refuse, withdraw
from lakay.sync.actions.joining import keep_attempt, keep_place
from lakay.sync.actions.peers import confirm, found_hub, lift, suspend
from lakay.sync.actions.standing import keep_granted, keep_standing, note_trouble

__all__ = [
    "admit",
    "ask",
    "confirm",
    "found_hub",
    "invite",
    "keep_attempt",
    "keep_granted",
    "keep_place",
    "keep_standing",
    "lift",
    "lock_invitation",
    "note_trouble",
    "refuse",
    "suspend",
    "withdraw",
]
