"""Who may enter figures of others. Each `check` raises NotAllowed with a reason."""

from __future__ import annotations

from lakay.access.permissions import check_may
from lakay.access.policy import Permission
from lakay.kernel.actors import Actor

REPORTED_WRITE = Permission.REPORTED_WRITE


def check_can_write(by: Actor) -> None:
    """Those who work with figures enter them."""
    check_may(by, REPORTED_WRITE)
