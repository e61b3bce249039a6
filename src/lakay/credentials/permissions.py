"""Who may change what is trusted, and who may issue. The roles that hold these permissions stand in the table of `access`."""

from __future__ import annotations

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.kernel.actors import Actor


def check_can_edit_trust(by: Actor) -> None:
    """Raise NotAllowed for those who may not decide whose signatures are trusted."""
    check_may(by, Permission.TRUST_EDIT)
